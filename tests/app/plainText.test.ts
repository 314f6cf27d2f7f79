import { plainText } from '../../src/app/plainText';

it.each([
  ['<p>Vand &amp; &lt;strøm&gt;</p>', 'Vand & <strøm>'],
  ['<p>Første</p><p>Anden</p><div>Tredje<br>Fjerde</div>', 'Første\nAnden\nTredje\nFjerde'],
  ['<p>Se her, <at id="0">Bent Ravnsborg</at>&nbsp;!</p>', 'Se her, @Bent Ravnsborg !'],
  ['<p>Godt <emoji id="smile" alt="🙂" title="Smile"></emoji></p>', 'Godt 🙂'],
  ['<ul><li>et</li><li>to</li></ul>', 'et\nto'],
  ['<p>Kort: <a href="https://example.org/x">her</a></p><attachment id="1"></attachment>', 'Kort: her'],
  ['ingen HTML', 'ingen HTML'],
  ['', ''],
])('%s reads as %s', (html, text) => {
  expect(plainText(html)).toBe(text);
});

it('leaves out the mention of the bot', () => {
  expect(plainText('<p><at id="0">DDH Beredskab</at>&nbsp;/log h: <at id="1">Anna</at> ringer</p>', new Set(['0']))).toBe('/log h: @Anna ringer');
});

describe('what somebody meant harm with', () => {
  it.each([
    ['<p>a<script>alert(1)</script>b</p>', 'ab'],
    ['<p>a<style>p{}</style>b</p>', 'ab'],
    ['<p>a<script>alert(1)', 'a'],
    ['<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>', '<script>alert(1)</script>'],
    ['<p>&amp;lt;b&amp;gt;</p>', '&lt;b&gt;'],
    ['<scr<b>ipt>alert(1)</script>', 'ipt>alert(1)'],
    ['<p onclick="x()">a</p><!-- <b>b</b> -->c', 'a\nb -->c'],
    ['<img src=x onerror=alert(1)>a', 'a'],
    ['3 < 4 <', '3 < 4 <'],
    ['a <b', 'a <b'],
    ['&#65;&#x42;&#0;&#x110000;&unknown;', 'AB&#0;&#x110000;&unknown;'],
    ['half an emoji: \ud83d', 'half an emoji: \ufffd'],
  ])('%j is text: %j', (html, text) => {
    expect(plainText(html)).toBe(text);
  });

  it.each(['<', '<a', '</ ', '<script>', '<at id="0">', '&#', '<!'])('100 KB of %j is read in no time', (piece) => {
    const started = performance.now();
    plainText(piece.repeat(100_000 / piece.length), new Set(['0']));
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});
