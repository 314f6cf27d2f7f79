import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import Ajv from 'ajv';
import { prepare } from '../../appPackage/packaging/appPackage';
import type { Manifest } from '../../appPackage/packaging/manifest';
import { readPng } from '../../appPackage/packaging/png';
import { COMMANDS, inDanish } from '../../src/teams/commands';
import { ENVIRONMENT, PROJECT, SOURCE } from './source';

/** A second opinion: Microsoft's schemas as they lie beside the repository, where they lie there at all. */
const SCHEMAS = path.resolve(PROJECT, '../shared/schemas');

const packed = (environment = ENVIRONMENT) => {
  const prepared = prepare(SOURCE, environment);
  if (prepared.kind === 'refused') throw new Error(prepared.problems.join('\n'));
  return prepared.files;
};
const json = (name: string, files = packed()) => JSON.parse(files[name]?.toString('utf8') ?? '') as unknown;
const manifest = json('manifest.json') as Manifest;
const [bot] = manifest.bots;

describe('the app package', () => {
  it('is filled in with the values of the environment', () => {
    expect(manifest.id).toBe(ENVIRONMENT.TEAMS_APP_ID);
    expect([bot?.botId, manifest.webApplicationInfo.id]).toEqual([ENVIRONMENT.BOT_ID, ENVIRONMENT.BOT_ID]);
    expect(manifest.validDomains).toEqual(['bot.example.org']);
    expect(JSON.stringify(manifest)).not.toContain('${{');
  });

  it('has what the manifest names and nothing else', () => {
    expect(Object.keys(packed()).sort()).toEqual(['color.png', 'en.json', 'manifest.json', 'outline.png']);
  });

  it('offers the commands that the bot has, in all the places where it can be', () => {
    expect(bot?.commandLists.map(({ commands }) => commands.map(({ title }) => title))).toEqual([COMMANDS.map(inDanish)]);
    expect([bot?.scopes, bot?.commandLists[0]?.scopes]).toEqual([
      ['team', 'personal', 'groupChat'],
      ['team', 'personal', 'groupChat'],
    ]);
  });

  it('speaks Danish first, and English beside it', () => {
    expect(manifest.localizationInfo).toEqual({ defaultLanguageTag: 'da', additionalLanguages: [{ languageTag: 'en', file: 'en.json' }] });
  });

  it('asks for one permission, and for each that it asks for README.md says why', () => {
    const { authorization } = manifest as Manifest & {
      authorization: { permissions: { resourceSpecific: { name: string; type: string }[] } };
    };
    const asked = authorization.permissions.resourceSpecific;
    expect(asked).toEqual([{ name: 'ChannelMessage.Read.Group', type: 'Application' }]);
    const [, table = ''] =
      /^## What the app asks for, and why\n([^]*?)^## /m.exec(readFileSync(path.join(PROJECT, 'appPackage/README.md'), 'utf8')) ?? [];
    expect([...table.matchAll(/^\| `([\w.]+)` \| \S/gm)].map(([, name]) => name)).toEqual(asked.map(({ name }) => name));
  });

  it('draws its icons on a full square, and in white on nothing', () => {
    const color = readPng(SOURCE['color.png']!);
    expect([color?.width, color?.height, color?.pixels.every(([, , , alpha]) => alpha === 255)]).toEqual([192, 192, true]);
    const outline = readPng(SOURCE['outline.png']!);
    expect([outline?.width, outline?.height]).toEqual([32, 32]);
  });
});

describe('slash commands', () => {
  it('are not declared by default', () => {
    expect(JSON.stringify(manifest)).not.toMatch(/supportsTargetedMessages|triggers/);
  });

  it('are declared when the environment says so, for the same commands', () => {
    const [switched] = (json('manifest.json', packed({ ...ENVIRONMENT, SLASH_COMMANDS: 'true' })) as Manifest).bots;
    expect(switched).toEqual({
      ...bot,
      supportsTargetedMessages: true,
      commandLists: bot?.commandLists.map((list) => ({ ...list, triggers: ['mention', 'slash'] })),
    });
  });
});

(existsSync(SCHEMAS) ? describe : describe.skip)("Microsoft's schemas beside the repository", () => {
  const validates = (file: string, candidate: unknown) => {
    const { $schema: _draft4, ...schema } = JSON.parse(readFileSync(path.join(SCHEMAS, file), 'utf8')) as Record<string, unknown>;
    return new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false }).compile(schema)(candidate);
  };

  it.each([undefined, 'true'])('take manifest and English texts (slash commands: %s)', (SLASH_COMMANDS) => {
    const files = packed({ ...ENVIRONMENT, SLASH_COMMANDS });
    expect(validates('teams-manifest-1.29.schema.json', json('manifest.json', files))).toBe(true);
    expect(validates('teams-localization-1.29.schema.json', json('en.json', files))).toBe(true);
    expect(validates('teams-manifest-1.29.schema.json', { ...manifest, farve: 'blå' })).toBe(false);
  });
});
