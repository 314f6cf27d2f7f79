import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import Ajv from 'ajv';
import { COMMANDS, inDanish } from '../../src/teams/commands';
import { opaqueColours, readPng } from './png';

const PROJECT = path.resolve(__dirname, '../..');
const PACKAGE = path.join(PROJECT, 'appPackage');
/** Microsoft's schema lies beside the repository, where it lies at all. */
const SCHEMA = path.resolve(PROJECT, '../shared/schemas/teams-manifest-1.29.schema.json');

const text = readFileSync(path.join(PACKAGE, 'manifest.json'), 'utf8');

/** As the toolkit fills them in. */
const FILLED: Readonly<Record<string, string>> = {
  TEAMS_APP_ID: '00000000-0000-4000-8000-000000000001',
  BOT_ID: '00000000-0000-4000-8000-000000000002',
  BOT_DOMAIN: 'bot.example.org',
  DEVELOPER_WEBSITE_URL: 'https://example.org',
  DEVELOPER_PRIVACY_URL: 'https://example.org/privatliv',
  DEVELOPER_TERMS_URL: 'https://example.org/vilkaar',
};

interface Manifest {
  readonly manifestVersion: string;
  readonly localizationInfo: { readonly defaultLanguageTag: string };
  readonly icons: { readonly color: string; readonly outline: string };
  readonly bots: readonly {
    readonly scopes: readonly string[];
    readonly commandLists: readonly { readonly commands: readonly { readonly title: string }[] }[];
  }[];
}

const filledText = text.replace(/\$\{\{(\w+)\}\}/g, (_, name: string) => FILLED[name] ?? `ukendt: ${name}`);
const manifest = JSON.parse(filledText) as Manifest;

function problems(candidate: unknown): readonly string[] {
  const { $schema: _draft4, ...schema } = JSON.parse(readFileSync(SCHEMA, 'utf8')) as Record<string, unknown>;
  const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });
  const validate = ajv.compile(schema);
  return validate(candidate) ? [] : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath}: ${message ?? ''}`);
}

if (existsSync(SCHEMA)) {
  it("is valid against Microsoft's schema 1.29", () => {
    expect(problems(manifest)).toEqual([]);
  });

  it('would not be valid with an unknown property or a name that is too long', () => {
    expect(problems({ ...manifest, farve: 'blå' })).toHaveLength(1);
    expect(problems({ ...manifest, name: { short: 'DDH Beredskab for hele landets kommuner' } })).toHaveLength(1);
  });
} else {
  it("is version 1.29 (Microsoft's schema is not beside the repository: validity was not checked)", () => {
    expect(manifest.manifestVersion).toBe('1.29');
  });
}

it('offers the commands that the bot has, in all the places where it can be', () => {
  const [bot] = manifest.bots;
  const titles = bot?.commandLists.flatMap(({ commands }) => commands.map(({ title }) => title));
  expect(titles).toEqual(COMMANDS.map(inDanish));
  expect(bot?.scopes).toEqual(['team', 'personal', 'groupChat']);
});

it('speaks Danish first', () => {
  expect(manifest.localizationInfo.defaultLanguageTag).toBe('da');
});

it('asks only for what the toolkit can fill in', () => {
  expect(filledText).not.toContain('ukendt: ');
});

it('has a colour icon of 192 and an outline of 32 that is white on nothing', () => {
  const color = readPng(readFileSync(path.join(PACKAGE, manifest.icons.color)));
  expect([color.width, color.height]).toEqual([192, 192]);
  expect(color.pixels.every(([, , , alpha]) => alpha === 255)).toBe(true);
  const outline = readPng(readFileSync(path.join(PACKAGE, manifest.icons.outline)));
  expect([outline.width, outline.height]).toEqual([32, 32]);
  expect(opaqueColours(outline)).toEqual(['255,255,255']);
  expect(outline.pixels.some(([, , , alpha]) => alpha === 0)).toBe(true);
});
