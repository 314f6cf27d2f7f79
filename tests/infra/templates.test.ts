import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Node } from 'web-tree-sitter';
import { readBotConfig } from '../../src/config';
import {
  createBicepParser,
  itemsOf,
  MODULES,
  modulesOf,
  outputsOf,
  parametersOf,
  PROJECT,
  read,
  resourcesOf,
  TEMPLATES,
  undeclaredIn,
  usedOutputsOf,
  valueOf,
  type Resource,
} from './bicep';

// No Bicep compiler and no Azure are to be had here. What can be held: the syntax, and that the names agree across the files.

let parse: (text: string) => Node;
let main: Node;
const parsed = new Map<string, Node>();

beforeAll(async () => {
  parse = await createBicepParser();
  // A tree does not outlive the next one in the same memory unless it is kept: so all are.
  for (const file of TEMPLATES) parsed.set(file, parse(read(file)));
  main = parsed.get('infra/azure.bicep')!;
});

const resource = (type: string): Resource => {
  const found = [...parsed.values()].flatMap(resourcesOf).filter((candidate) => candidate.type === type);
  if (found.length !== 1) throw new Error(`${found.length} of ${type}`);
  return found[0]!;
};

describe('the templates', () => {
  it.each(TEMPLATES)('%s is valid Bicep', (file) => {
    expect(parsed.get(file)?.hasError).toBe(false);
  });

  it('would not be with a bracket too few', () => {
    expect(parse(read('infra/azure.bicep').replace('params: {', 'params: ')).hasError).toBe(true);
  });

  it('use only names that they declare, and functions that Bicep has', () => {
    const functions = ['description', 'minLength', 'maxLength', 'minValue', 'guid', 'resourceGroup', 'subscriptionResourceId'];
    for (const [file, root] of parsed) expect({ file, undeclared: undeclaredIn(root, functions) }).toEqual({ file, undeclared: [] });
    expect(undeclaredIn(parse("output id string = site.id\nvar a = { b: '${c}' }"), functions)).toEqual(['site', 'c']);
  });

  it('are small', () => {
    expect(TEMPLATES.filter((file) => read(file).split('\n').length > 150)).toEqual([]);
  });

  it('hold no secret: none is asked for, listed or given out', () => {
    for (const file of TEMPLATES) expect(read(file)).not.toMatch(/@secure|listKeys|listSecrets|password|Password|secrets/);
  });
});

describe('modules', () => {
  it('are all used, and those that are used exist', () => {
    const used = modulesOf(main).map(({ file }) => `infra/${file}`);
    expect([...used].sort()).toEqual([...MODULES].sort());
  });

  it('are given every parameter that has no default, and no parameter that they do not have', () => {
    for (const { file, params } of modulesOf(main)) {
      const declared = parametersOf(parsed.get(`infra/${file}`)!);
      const names = declared.map(({ name }) => name);
      const needed = declared.filter(({ hasDefault }) => !hasDefault).map(({ name }) => name);
      expect({ file, unknown: params.filter((name) => !names.includes(name)) }).toEqual({ file, unknown: [] });
      expect({ file, missing: needed.filter((name) => !params.includes(name)) }).toEqual({ file, missing: [] });
    }
  });

  it('use every parameter that they have', () => {
    for (const [file, root] of parsed) {
      const unused = parametersOf(root).filter(({ name }) => (root.text.match(new RegExp(`\\b${name}\\b`, 'g')) ?? []).length < 2);
      expect({ file, unused }).toEqual({ file, unused: [] });
    }
  });

  it('give what others take from them, and nothing that nobody takes', () => {
    const files = new Map(modulesOf(main).map(({ name, file }) => [name, `infra/${file}`]));
    const used = [...new Set(usedOutputsOf(main).map(({ module, output }) => `${files.get(module)} ${output}`))];
    const given = MODULES.flatMap((file) => outputsOf(parsed.get(file)!).map((output) => `${file} ${output}`));
    expect(used.length).toBeGreaterThan(5);
    expect([...used].sort()).toEqual([...given].sort());
  });
});

describe('the parameters of azure.parameters.json', () => {
  it('exist in the template, and every one without a default is there', () => {
    const { parameters } = JSON.parse(read('infra/azure.parameters.json')) as { parameters: Record<string, unknown> };
    const given = Object.keys(parameters);
    const declared = parametersOf(main);
    expect(given.filter((name) => !declared.some((parameter) => parameter.name === name))).toEqual([]);
    expect(declared.filter(({ name, hasDefault }) => !hasDefault && !given.includes(name))).toEqual([]);
  });

  // A second provision writes the template's settings over the site's: what an administrator chooses has to stand in this file.
  it('are all that somebody may choose, with the defaults of the template to begin with', () => {
    const { parameters } = JSON.parse(read('infra/azure.parameters.json')) as { parameters: Record<string, { value: string | number }> };
    const defaults = [...read('infra/azure.bicep').matchAll(/^param (\w+) \w+ = (?:'(.*)'|(\d+))$/gm)].map(
      ([, name = '', text, number]) => [name, text ?? Number(number)] as const,
    );
    expect(defaults.length).toBeGreaterThan(8);
    expect(defaults.map(([name]) => [name, parameters[name]?.value])).toEqual(defaults);
  });
});

describe('the site', () => {
  const site = () => resource('Microsoft.Web/sites');
  const settings = () => itemsOf(site(), 'properties.siteConfig.appSettings');
  const names = () => settings().map(({ name }) => name ?? '');
  const ofTheBot = () => names().filter((name) => !name.startsWith('WEBSITE_'));
  const configured = () => [...read('src/config.ts').matchAll(/^ {2}([A-Z_]+): /gm)].map(([, name = '']) => name);

  /** Read by config.ts, and not set in Azure on purpose. */
  const LEFT_OUT: Readonly<Record<string, string>> = {
    PORT: 'App Service sets it',
    BOT_PASSWORD: 'the identity needs none',
    BOT_OPENID_METADATA: 'tests only',
    BOT_LOGIN_URL: 'tests only',
    GRAPH_BASE_URL: 'tests only',
    GRAPH_TOKEN_URL: 'tests only',
    TABLES_CONNECTION_STRING: 'has a key in it',
    ROSTER_FILE: 'imported by command: personal data is no part of a deployment',
    CLOCK_START: 'practice only',
    CLOCK_SPEED: 'practice only',
    CLOCK_EPOCH: 'practice only',
    CLOCK_FILE: 'practice only',
    RATE_LIMITS: 'tests only',
  };

  /** What Azure would put in, so that config.ts can say what it makes of it. */
  const environment = (left: string[] = []) => {
    const value: Readonly<Record<string, string>> = {
      botId: '11111111-0000-4000-8000-000000000001',
      tenantId: '11111111-0000-4000-8000-000000000002',
      tablesEndpoint: 'https://x.table.core.windows.net/',
      teamId: '11111111-0000-4000-8000-000000000003',
      krisestabChannelId: '19:a@thread.tacv2',
      styregruppeChannelId: '19:b@thread.tacv2',
      meetingFallbackUrl: 'https://teams.microsoft.com/l/meetup-join/x',
      meetingOrganizer: 'beredskab@ddh.example',
      mailSender: 'beredskab@ddh.example',
      publicUrl: 'https://beredskab.example.org',
      logLevel: 'warn',
      tablesPrefix: 'gendannet',
      telemetry: 'InstrumentationKey=11111111-0000-4000-8000-000000000004;IngestionEndpoint=https://x.example.org/',
    };
    return Object.fromEntries(
      settings()
        .filter(({ name = '' }) => !left.includes(name))
        .map(({ name, value: written = '' }) => [name, value[written] ?? written]),
    );
  };

  it('sets nothing that config.ts does not read, and leaves nothing out unless for a reason', () => {
    expect(ofTheBot().filter((name) => !configured().includes(name))).toEqual([]);
    expect(
      configured()
        .filter((name) => !ofTheBot().includes(name))
        .sort(),
    ).toEqual(Object.keys(LEFT_OUT).sort());
    expect(new Set(names()).size).toBe(names().length);
  });

  it('starts the bot as its identity, with tables, Graph, meeting link and telemetry', () => {
    expect(readBotConfig(environment())).toMatchObject({
      identity: { kind: 'msi', botId: '11111111-0000-4000-8000-000000000001', tenantId: '11111111-0000-4000-8000-000000000002' },
      tenantId: '11111111-0000-4000-8000-000000000002',
      store: { access: { kind: 'endpoint', value: 'https://x.table.core.windows.net/' }, prefix: 'gendannet' },
      graph: { teamId: '11111111-0000-4000-8000-000000000003' },
      krisestabChannelId: '19:a@thread.tacv2',
      styregruppeChannelId: '19:b@thread.tacv2',
      meetingFallbackUrl: 'https://teams.microsoft.com/l/meetup-join/x',
      calendar: { organizer: 'beredskab@ddh.example' },
      mailbox: { sender: 'beredskab@ddh.example' },
      publicUrl: 'https://beredskab.example.org',
      logLevel: 'warn',
      telemetry: expect.stringContaining('InstrumentationKey='),
    });
  });

  it('starts it too while team, channels and mailboxes are not known yet', () => {
    const first = {
      ...environment(),
      TEAM_ID: '',
      KRISESTAB_CHANNEL_ID: '',
      STYREGRUPPE_CHANNEL_ID: '',
      MEETING_FALLBACK_URL: '',
      MEETING_ORGANIZER: '',
      MAIL_SENDER: '',
      PUBLIC_URL: '',
    };
    expect(readBotConfig(first)).toMatchObject({
      identity: { kind: 'msi' },
      graphOff: expect.stringContaining('TEAM_ID'),
      meetingsOff: expect.any(String),
      mailOff: expect.any(String),
    });
  });

  it.each(['BOT_TENANT_ID', 'BOT_TYPE', 'TABLES_ENDPOINT'])('could not start without %s', (name) => {
    expect(() => readBotConfig(environment([name]))).toThrow(name);
  });

  it('is always on, on two instances, reached by HTTPS only, asked for /readyz, and run from its package', () => {
    expect(valueOf(site(), 'properties.httpsOnly')).toBe('true');
    expect(valueOf(site(), 'properties.siteConfig.alwaysOn')).toBe('true');
    expect(valueOf(site(), 'properties.siteConfig.healthCheckPath')).toBe('/readyz');
    expect(read('src/teams/server.ts')).toContain("server.get('/readyz'");
    expect(valueOf(site(), 'properties.siteConfig.linuxFxVersion')).toBe('NODE|22-lts');
    expect(settings()).toContainEqual({ name: 'WEBSITE_RUN_FROM_PACKAGE', value: '1' });
    expect(valueOf(resource('Microsoft.Web/serverfarms'), 'sku.capacity')).toBe('instances');
    expect(read('infra/azure.bicep')).toContain('param instances int = 2');
  });

  it('starts the program that the build makes', () => {
    expect(valueOf(site(), 'properties.siteConfig.appCommandLine')).toBe('node bot.js');
    expect(read('build.mjs')).toMatch(/bot: 'src\/main\.ts'/);
  });
});

describe('identity and rights', () => {
  it('the bot is registered as the identity, without a password, and answers where the site listens', () => {
    const bot = resource('Microsoft.BotService/botServices');
    expect(valueOf(bot, 'kind')).toBe('azurebot');
    expect(valueOf(bot, 'properties.msaAppType')).toBe('UserAssignedMSI');
    expect(valueOf(bot, 'properties.msaAppId')).toBe('botId');
    expect(valueOf(bot, 'properties.endpoint')).toBe('https://${domain}/api/messages');
    expect(valueOf(resource('Microsoft.BotService/botServices/channels'), 'properties.channelName')).toBe('MsTeamsChannel');
  });

  it('the store has no keys, and one role, for tables, on this account only', () => {
    const account = resource('Microsoft.Storage/storageAccounts');
    expect(valueOf(account, 'properties.allowSharedKeyAccess')).toBe('false');
    expect(valueOf(account, 'properties.allowBlobPublicAccess')).toBe('false');
    const role = resource('Microsoft.Authorization/roleAssignments');
    expect(valueOf(role, 'scope')).toBe('account');
    expect(valueOf(role, 'properties.roleDefinitionId')).toContain('tableDataContributor');
    // "Storage Table Data Contributor"
    expect(read('infra/modules/storage.bicep')).toContain("var tableDataContributor = '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3'");
  });

  it('what is put into the archive can not be changed for as long as was decided', () => {
    expect(valueOf(resource('Microsoft.Storage/storageAccounts/blobServices/containers'), 'properties.publicAccess')).toBe('None');
    const policy = resource('Microsoft.Storage/storageAccounts/blobServices/containers/immutabilityPolicies');
    expect(valueOf(policy, 'parent')).toBe('archive');
    expect(valueOf(policy, 'properties.immutabilityPeriodSinceCreationInDays')).toBe('archiveDays');
    expect(valueOf(policy, 'properties.allowProtectedAppendWrites')).toBe('false');
  });
});

it('every path that the templates name in comments exists', () => {
  const named = TEMPLATES.flatMap((file) => [...read(file).matchAll(/\b((?:src|docs|tests)\/[\w/.-]+\w)/g)].map(([, name = '']) => name));
  expect(named.length).toBeGreaterThan(2);
  expect(named.filter((name) => !existsSync(path.join(PROJECT, name)))).toEqual([]);
});
