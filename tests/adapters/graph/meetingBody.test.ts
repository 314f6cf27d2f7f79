import { says, withText } from '../../../src/adapters/graph/meetingBody';

const LINK = 'https://teams.microsoft.com/l/meetup-join/19%3ameeting/0?context=%7b%7d&anon=true';
const RULE = '_'.repeat(80);
const JOINING = `<div style="width:100%"><span>${RULE}</span></div><div><a href="${LINK.replace('&', '&amp;')}">Deltag</a></div><div>${RULE}</div>`;
const page = (own: string, joining = JOINING) => `<html><head><style>p {}</style></head><body lang="da">${own}${joining}</body></html>`;

describe('a meeting gets another text', () => {
  it('in place of the old one; how to join stays word for word', () => {
    expect(withText(page('<p>Gammel</p>'), 'Ny & <kort>\nA "B"', LINK)).toBe(
      `<html><body><div>Ny &amp; &lt;kort&gt;<br>A &quot;B&quot;</div>${JOINING}</body></html>`,
    );
  });

  it('that has a line and the link in it itself, more than once', () => {
    const twice = withText(withText(page(''), `${RULE}\n${LINK}\n${RULE}`, LINK), 'Ny', LINK);
    expect(twice).toBe(`<html><body><div>Ny</div>${JOINING}</body></html>`);
  });

  it('above the old page, where how to join cannot be told from it', () => {
    const unusual = `<p>Gammel</p><a href="${LINK}">Deltag</a>`;
    expect(withText(page(unusual, ''), 'Ny', LINK)).toBe(`<html><body><div>Ny</div><br>${unusual}</body></html>`);
  });

  it('alone, where there is no online meeting', () => {
    expect(withText(page('<p>Gammel</p>', ''), 'Ny', undefined)).toBe('<html><body><div>Ny</div></body></html>');
  });
});

describe('a text is known again', () => {
  it.each([
    ['as it was written', 'Ny & <kort>\nA "B"'],
    ['with empty lines and spaces, which HTML drops', 'Et\n\n  to \n'],
    ['empty', ''],
  ])('%s', (_how, text) => {
    expect(says(withText(page('<p>Gammel</p>'), text, LINK), text, LINK)).toBe(true);
    expect(says(withText(page('<p>Gammel</p>'), `${text}x`, LINK), text, LINK)).toBe(false);
  });

  it('also above a page that is kept whole, so that it does not grow with every change', () => {
    const kept = withText(page(`<p>Gammel</p><a href="${LINK}">Deltag</a>`, ''), 'Ny', LINK);
    expect([says(kept, 'Ny', LINK), says(kept, 'N', LINK)]).toEqual([true, false]);
  });
});
