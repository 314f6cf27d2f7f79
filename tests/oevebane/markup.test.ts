import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';

/** The page's module is plain browser JavaScript; its functions are taken out of it as they stand. */
const source = readFileSync(join(__dirname, '../../src/oevebane/page/markup.js'), 'utf8').replaceAll('export function', 'function');
const { toHtml, toPlain } = runInNewContext(`${source}; ({ toHtml, toPlain })`) as Record<'toHtml' | 'toPlain', (text: string) => string>;

describe('a message on the page', () => {
  it('makes a phone number ring, and no other scheme a link', () => {
    expect(toHtml('[20 00 00 01](tel:+4520000001)')).toContain('<a href="tel:+4520000001"');
    expect(toHtml('[20 00 00 01](javascript:alert(1))')).not.toContain('<a');
  });

  it('shows bold, italics, links and lists', () => {
    expect(toHtml('**Kriseleder** _nu_ [tråden](https://x.example/1)')).toBe(
      '<p><strong>Kriseleder</strong> <em>nu</em> <a href="https://x.example/1" target="_blank" rel="noopener">tråden</a></p>',
    );
    expect(toHtml('- et\n- to')).toBe('<ul><li>et</li><li>to</li></ul>');
  });

  it('shows a quotation, and not the mark before it', () => {
    expect(toHtml('Svar fra Ole:\n> Jeg ringer\n> ind')).toBe('<p>Svar fra Ole:</p><blockquote>Jeg ringer<br>ind</blockquote>');
    expect(toHtml('&gt; 5 vagter')).toBe('<p>&gt; 5 vagter</p>');
    expect(toPlain('> Jeg ringer')).toBe('Jeg ringer');
  });

  it('shows what was escaped as the characters themselves, and reads no markdown in them', () => {
    expect(toHtml('\\*\\*ikke fed\\*\\* \\[x\\](http://x.example) 1 \\| 2')).toBe('<p>**ikke fed** [x](http://x.example) 1 | 2</p>');
    expect(toHtml('&lt;at&gt;Anna&lt;/at&gt; &amp; co')).toBe('<p>&lt;at&gt;Anna&lt;/at&gt; &amp; co</p>');
  });

  it('never lets HTML through', () => {
    expect(toHtml('<img src=x onerror=alert(1)> "\'')).toBe('<p>&lt;img src=x onerror=alert(1)&gt; &quot;&#39;</p>');
    expect(toHtml('\\<script\\>')).toBe('<p>&lt;script&gt;</p>');
  });
});

it('a notification has the words and none of the marks', () => {
  expect(toPlain('**ØVELSE** · <at>Anna Holmgaard</at>: se [tråden](https://x.example/1)\n- et\n- to\n\\*nu\\*')).toBe(
    'ØVELSE · Anna Holmgaard: se tråden et to *nu*',
  );
});
