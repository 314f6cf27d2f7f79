import { prepare } from '../../appPackage/packaging/appPackage';
import type { Files } from '../../appPackage/packaging/files';
import { changed, ENVIRONMENT, SOURCE, without } from './source';
import { drawn } from './drawn';

/** What is wrong, in words. */
function problems(files: Files, environment = {}): readonly string[] {
  const prepared = prepare(files, { ...ENVIRONMENT, ...environment });
  return prepared.kind === 'refused' ? prepared.problems : [];
}

const english = (text: string) => changed('en.json', '"name.short": "DDH Beredskab",', text);

it('has nothing to say about the package as it is', () => {
  expect(problems(SOURCE)).toEqual([]);
});

describe('values that are missing or wrong', () => {
  it('are all named, with what they are', () => {
    expect(problems(SOURCE, { BOT_ID: undefined, TEAMS_APP_ID: ' ' })).toEqual([
      'TEAMS_APP_ID mangler (appens id i Teams; teamsApp/create giver det). Sæt den i miljøet eller i env/.env.<miljø>.',
      'BOT_ID mangler (klient-id på bottens identitet; skabelonen i infra/ giver det). Sæt den i miljøet eller i env/.env.<miljø>.',
    ]);
  });

  it.each([
    ['an id that is none', { BOT_ID: 'min-bot' }, 'manifest.json, bots[0].botId: "min-bot" er ikke et id (GUID).'],
    [
      'an id of zeros',
      { BOT_ID: '00000000-0000-0000-0000-000000000000' },
      "manifest.json: id'et 00000000-0000-0000-0000-000000000000 er kun nuller.",
    ],
    [
      'an address where a domain belongs',
      { BOT_DOMAIN: 'https://bot.example.org/api' },
      'manifest.json: "https://bot.example.org/api" er ikke et domæne. Skriv det uden https://, port og sti og uden *.',
    ],
    [
      'a domain for everybody',
      { BOT_DOMAIN: '*.azurewebsites.net' },
      'manifest.json: "*.azurewebsites.net" er ikke et domæne. Skriv det uden https://, port og sti og uden *.',
    ],
    [
      'a page without its address',
      { DEVELOPER_PRIVACY_URL: 'example.org' },
      'manifest.json, developer.privacyUrl: "example.org" er ikke en adresse, der begynder med https://.',
    ],
    ['a switch that is neither on nor off', { SLASH_COMMANDS: 'ja' }, 'SLASH_COMMANDS er "ja". Skriv true eller false.'],
  ])('%s', (_, environment, problem) => {
    expect(problems(SOURCE, environment)).toContain(problem);
  });

  it('a quotation mark in a value breaks nothing', () => {
    expect(problems(SOURCE, { DEVELOPER_TERMS_URL: 'https://example.org/"vilkår"' })).toEqual([]);
  });

  it('a placeholder of another kind is not taken for text', () => {
    expect(problems(changed('manifest.json', '"DDH Beredskab: instrukser', '"{{navn}}: instrukser'))).toEqual([
      'manifest.json: "{{navn}}" er ikke udfyldt.',
    ]);
  });
});

describe('a manifest that Teams would not take', () => {
  it.each([
    ['is not there', without('manifest.json'), 'manifest.json mangler.'],
    [
      'has another version',
      changed('manifest.json', '"manifestVersion": "1.29"', '"manifestVersion": "1.16"'),
      'manifest.json: manifestVersion er "1.16". Den skal være "1.29".',
    ],
    [
      'has a property that the schema does not know',
      changed('manifest.json', '"icons"', '"farve": "blå", "icons"'),
      'manifest.json: "farve" kendes ikke i Microsofts skema.',
    ],
    ['lacks one that it needs', changed('manifest.json', '"accentColor": "#12395B",', ''), 'manifest.json: "accentColor" mangler.'],
    ['lacks one that this bot needs', changed('manifest.json', '"validDomains": ["${{BOT_DOMAIN}}"],', ''), 'manifest.json: "validDomains" mangler.'],
    [
      'has too long a name',
      changed('manifest.json', '"short": "DDH Beredskab"', '"short": "DDH Beredskab for hele landets kommuner"'),
      'manifest.json, name.short: teksten er på 39 tegn. Der må højst være 30.',
    ],
    [
      'has a scope that there is none of',
      changed('manifest.json', '"scopes": ["team",', '"scopes": ["hold",'),
      'manifest.json, bots[0].scopes[0]: "hold" er ikke en af dem, der må bruges (team, personal, groupChat, copilot).',
    ],
    [
      'has text where a yes or no belongs',
      changed('manifest.json', '"supportsFiles": false', '"supportsFiles": "nej"'),
      'manifest.json, bots[0].supportsFiles: "nej" er ikke af den rigtige slags (boolean).',
    ],
    [
      'signs in as somebody else than the bot',
      changed('manifest.json', '"webApplicationInfo": { "id": "${{BOT_ID}}"', '"webApplicationInfo": { "id": "${{TEAMS_APP_ID}}"'),
      `manifest.json: webApplicationInfo.id er ${ENVIRONMENT.TEAMS_APP_ID}, men botten er ${ENVIRONMENT.BOT_ID}. De skal være ens.`,
    ],
    [
      'names another resource',
      changed('manifest.json', 'api://botid-${{BOT_ID}}', 'api://${{BOT_DOMAIN}}'),
      `manifest.json: webApplicationInfo.resource er "api://bot.example.org". Den skal være "api://botid-${ENVIRONMENT.BOT_ID}".`,
    ],
  ])('%s', (_, files, problem) => {
    expect(problems(files)).toContain(problem);
  });

  it('is no JSON', () => {
    expect(problems({ ...SOURCE, 'manifest.json': Buffer.from('{ "id": ') })[0]).toMatch(/^manifest\.json er ikke gyldig JSON: /);
  });
});

describe('commands', () => {
  it.each([
    [
      'the bot does not have',
      changed('manifest.json', '"/roller"', '"/nulstil"'),
      'manifest.json, commandLists[0]: botten har ingen kommando, der hedder "/nulstil".',
    ],
    [
      'it has, but nobody is told',
      changed('manifest.json', '"/roller"', '"/nulstil"'),
      'manifest.json, commandLists[0]: kommandoen "/roller" mangler.',
    ],
    ['told twice', changed('manifest.json', '"/roller"', '"/log"'), 'manifest.json, commandLists[0]: kommandoen "/log" står der to gange.'],
    [
      'not listed in a place where the bot is',
      changed(
        'manifest.json',
        '"commandLists": [\n        {\n          "scopes": ["team", "personal", "groupChat"]',
        '"commandLists": [\n        {\n          "scopes": ["team", "personal"]',
      ),
      'manifest.json: ingen kommandoliste gælder i "groupChat".',
    ],
  ])('%s', (_, files, problem) => {
    expect(problems(files)).toContain(problem);
  });
});

describe('languages', () => {
  it.each([
    ['a file that is not there', without('en.json'), 'en.json mangler: manifest.json nævner den som sprogfil.'],
    [
      'a text that only Danish has',
      changed('en.json', '"bots[0].commandLists[0].commands[5].title": "/roller",', ''),
      'en.json: "bots[0].commandLists[0].commands[5].title" mangler. Den findes på dansk.',
    ],
    ['a text that Teams needs', english(''), 'en.json: "name.short" mangler.'],
    [
      'a text that Danish does not have',
      english('"name.short": "DDH Beredskab", "bots[0].commandLists[0].commands[11].title": "/x",'),
      'en.json: "bots[0].commandLists[0].commands[11].title" findes ikke på dansk.',
    ],
    [
      'a key that Teams does not know',
      english('"name.short": "DDH Beredskab", "hilsen": "Hello",'),
      'en.json: "hilsen" kendes ikke i Microsofts skema.',
    ],
    ['a text that is too long', english(`"name.short": "${'x'.repeat(31)}",`), 'en.json, name.short: teksten er på 31 tegn. Der må højst være 30.'],
    [
      'a command that was translated',
      changed('en.json', '.title": "/roller"', '.title": "/roles"'),
      'en.json: "bots[0].commandLists[0].commands[5].title" er "/roles", men botten kender kun "/roller".',
    ],
    [
      'English left out',
      changed('manifest.json', ', "additionalLanguages": [{ "languageTag": "en", "file": "en.json" }]', ''),
      'manifest.json: engelsk ("en") mangler i localizationInfo.',
    ],
    [
      'Danish not first',
      changed('manifest.json', '"defaultLanguageTag": "da"', '"defaultLanguageTag": "sv"'),
      'manifest.json: første sprog er "sv". Det skal være dansk ("da").',
    ],
  ])('%s', (_, files, problem) => {
    expect(problems(files)).toContain(problem);
  });

  it('a file that is no JSON', () => {
    expect(problems({ ...SOURCE, 'en.json': Buffer.from('name.short: DDH') })[0]).toMatch(/^en\.json er ikke gyldig JSON: /);
  });
});

describe('icons', () => {
  const white = [255, 255, 255, 255] as const;
  const nothing = [0, 0, 0, 0] as const;

  it.each([
    ['color.png', without('color.png'), 'color.png mangler: manifest.json bruger den som ikon.'],
    ['color.png', { ...SOURCE, 'color.png': drawn(96, () => white) }, 'color.png er 96 × 96 pixels. Den skal være 192 × 192.'],
    ['outline.png', { ...SOURCE, 'outline.png': drawn(192, () => nothing) }, 'outline.png er 192 × 192 pixels. Den skal være 32 × 32.'],
    ['outline.png', { ...SOURCE, 'outline.png': drawn(32, () => white) }, 'outline.png har ingen gennemsigtig baggrund.'],
    ['outline.png', { ...SOURCE, 'outline.png': drawn(32, () => nothing) }, 'outline.png er tom.'],
    [
      'outline.png',
      { ...SOURCE, 'outline.png': drawn(32, (x) => (x < 16 ? nothing : [18, 57, 91, 128])) },
      'outline.png har en anden farve end hvid (18, 57, 91). Den må kun være hvid og gennemsigtig.',
    ],
    [
      'color.png',
      { ...SOURCE, 'color.png': Buffer.from('GIF89a') },
      'color.png kan ikke læses. Den skal være en PNG med 8 bit pr. farve (RGB eller RGBA), uden interlacing.',
    ],
  ])('%s', (_, files, problem) => {
    expect(problems(files)).toContain(problem);
  });

  it.each([0, 1, 2, 3, 4])('are read with rows filtered in way %i', (filter) => {
    const half = (x: number, y: number) => (x > y ? ([255, 255, 255, x * 8] as const) : nothing);
    expect(problems({ ...SOURCE, 'outline.png': drawn(32, half, filter) })).toEqual([]);
  });
});
