import { ConfigError, readBotConfig, readToolIdentity } from '../src/config';

const MSI = { BOT_ID: 'bot', BOT_TENANT_ID: 'tenant', BOT_TYPE: 'UserAssignedMSI', TABLES_ENDPOINT: 'https://x.table.core.windows.net' };
const TEAM_ID = 'c0ffee00-1234-4abc-8def-0123456789ab';

describe('Graph', () => {
  it('is off in local mode unless it has an address, and the reason is told', () => {
    expect(readBotConfig({ TEAM_ID })).toMatchObject({ graphOff: expect.stringContaining('GRAPH_BASE_URL') });
    expect(readBotConfig({ TEAM_ID }).graph).toBeUndefined();
  });

  it('is off without the team, and stops no start', () => {
    expect(readBotConfig(MSI)).toMatchObject({ graphOff: expect.stringContaining('TEAM_ID') });
    expect(readBotConfig({ GRAPH_BASE_URL: 'http://127.0.0.1/v1.0' })).toMatchObject({ graphOff: expect.stringContaining('TEAM_ID') });
  });

  it('is Microsoft\'s own, or the one that is named', () => {
    expect(readBotConfig({ ...MSI, TEAM_ID }).graph).toEqual({ baseUrl: 'https://graph.microsoft.com/v1.0', teamId: TEAM_ID });
    expect(readBotConfig({ TEAM_ID, GRAPH_BASE_URL: 'http://127.0.0.1/v1.0', GRAPH_TOKEN_URL: 'http://127.0.0.1/token' }).graph).toEqual({
      baseUrl: 'http://127.0.0.1/v1.0', teamId: TEAM_ID, tokenUrl: 'http://127.0.0.1/token',
    });
  });
});

describe('meetings and mails', () => {
  const GRAPH = { GRAPH_BASE_URL: 'http://127.0.0.1/v1.0', GRAPH_TOKEN_URL: 'http://127.0.0.1/token' };
  const MAILBOX = 'beredskab@ddh.example';

  it('each needs its own mailbox, and neither the team', () => {
    const address = { baseUrl: 'http://127.0.0.1/v1.0', tokenUrl: 'http://127.0.0.1/token' };
    expect(readBotConfig({ ...GRAPH, MEETING_ORGANIZER: MAILBOX })).toMatchObject({ calendar: { ...address, organizer: MAILBOX }, mailOff: expect.stringContaining('MAIL_SENDER') });
    expect(readBotConfig({ ...GRAPH, MAIL_SENDER: MAILBOX })).toMatchObject({ mailbox: { ...address, sender: MAILBOX }, meetingsOff: expect.stringContaining('MEETING_ORGANIZER') });
    const { graph, calendar, mailbox } = readBotConfig({ ...GRAPH, TEAM_ID });
    expect([graph?.teamId, calendar, mailbox]).toEqual([TEAM_ID, undefined, undefined]);
  });

  it('go to Microsoft unless somebody else is named, and nowhere in local mode', () => {
    const both = { MEETING_ORGANIZER: MAILBOX, MAIL_SENDER: MAILBOX };
    const { calendar, mailbox, meetingsOff, mailOff } = readBotConfig({ ...MSI, ...both });
    expect([calendar?.baseUrl, mailbox?.baseUrl, meetingsOff, mailOff]).toEqual(['https://graph.microsoft.com/v1.0', 'https://graph.microsoft.com/v1.0', undefined, undefined]);
    expect(readBotConfig(both)).toMatchObject({
      meetingsOff: 'Møder kan ikke bookes: GRAPH_BASE_URL mangler (lokal tilstand).', mailOff: 'Mails kan ikke sendes: GRAPH_BASE_URL mangler (lokal tilstand).',
    });
  });

  it.each(['MEETING_ORGANIZER', 'MAIL_SENDER'])('%s that is no address is named, and stops the start', (name) => {
    expect(() => readBotConfig({ [name]: 'beredskabet' })).toThrow(`${name}: er ikke en mailadresse`);
  });

  it('links in mails begin with PUBLIC_URL, without a slash at its end', () => {
    expect(readBotConfig({ PUBLIC_URL: 'https://bot.example.org/' }).publicUrl).toBe('https://bot.example.org');
    expect(() => readBotConfig({ PUBLIC_URL: 'bot' })).toThrow('PUBLIC_URL');
  });
});

it.each([
  ['PORT', 'abc', 'skal være et helt tal fra 0 til 65535'],
  ['PORT', '70000', 'skal være et helt tal fra 0 til 65535'],
  ['PORT', '3978.5', 'skal være et helt tal fra 0 til 65535'],
  ['BOT_TYPE', 'MultiTenant', 'skal være UserAssignedMSI eller SingleTenant'],
  ['TABLES_ENDPOINT', 'ftp://lager', 'er ikke en adresse, der begynder med http:// eller https://'],
  ['PUBLIC_URL', 'javascript:alert(1)', 'er ikke en adresse, der begynder med http:// eller https://'],
  ['CLOCK_START', 'i går', 'er ikke et tidspunkt som 2026-11-24T10:00:00+01:00'],
  ['CLOCK_SPEED', '-1', 'skal være et tal over 0'],
  ['CLOCK_SPEED', 'hurtigt', 'skal være et tal over 0'],
  ['RATE_LIMITS', 'alle', 'skal være teams eller none'],
  ['LOG_LEVEL', 'alt', 'skal være debug, info, warn, error eller silent'],
])('%s that is "%s" is named in Danish, and what it has to be', (name, value, sentence) => {
  expect(() => readBotConfig({ [name]: value })).toThrow(new ConfigError([`${name}: ${sentence}`]));
});

it('a meeting link that is none is named, and stops the start', () => {
  expect(() => readBotConfig({ MEETING_FALLBACK_URL: 'mødet' })).toThrow('MEETING_FALLBACK_URL');
  expect(readBotConfig({ MEETING_FALLBACK_URL: 'https://teams.microsoft.com/l/meetup-join/1' }).meetingFallbackUrl).toBe('https://teams.microsoft.com/l/meetup-join/1');
});

it.each([['CLOCK_START', '2026-11-23T09:00:00Z'], ['CLOCK_EPOCH', '2026-11-23T09:00:00Z'], ['CLOCK_FILE', '/clock'], ['CLOCK_SPEED', '10']])('%s is for practice only', (name, value) => {
  expect(() => readBotConfig({ ...MSI, [name]: value })).toThrow('kan kun bruges lokalt');
  expect(readBotConfig({ [name]: value }).clock).toBeDefined();
});

describe('the store', () => {
  it('is an address or a connection string, not both', () => {
    expect(() => readBotConfig({ ...MSI, TABLES_CONNECTION_STRING: 'UseDevelopmentStorage=true' })).toThrow('ikke begge');
  });

  it.each([['TABLES_ENDPOINT', 'https://ddh.table.cosmos.azure.com:443/'], ['TABLES_CONNECTION_STRING', 'AccountName=ddh;AccountKey=x;TableEndpoint=https://ddh.table.cosmos.azure.com:443/;']])('%s of Cosmos stops the start', (name, value) => {
    expect(() => readBotConfig({ [name]: value })).toThrow('Lageret er Cosmos DB');
  });
});

it('Teams\' limits are kept, unless the stand-in has none', () => {
  expect(readBotConfig(MSI).keepsRateLimits).toBe(true);
  expect(readBotConfig({}).keepsRateLimits).toBe(true);
  expect(readBotConfig({ RATE_LIMITS: 'none' }).keepsRateLimits).toBe(false);
  expect(() => readBotConfig({ ...MSI, RATE_LIMITS: 'none' })).toThrow('RATE_LIMITS=none kan kun bruges lokalt');
});

describe('an address that decides whose tokens are believed, or who is given the bot\'s own', () => {
  const microsofts: Readonly<Record<string, string>> = {
    BOT_OPENID_METADATA: 'https://login.botframework.com/v1/.well-known/openidconfiguration',
    BOT_LOGIN_URL: 'https://login.microsoftonline.com/tenant',
    GRAPH_TOKEN_URL: 'https://login.microsoftonline.com/tenant/oauth2/v2.0/token',
    GRAPH_BASE_URL: 'https://graph.microsoft.com/v1.0',
  };

  it.each(Object.entries(microsofts))('%s is Microsoft\'s by https, or this machine', (name, own) => {
    for (const address of [own, 'http://127.0.0.1:4000/x', 'http://localhost:4000/x', 'http://[::1]:4000/x']) {
      expect(readBotConfig({ ...MSI, [name]: address }).identity.kind).toBe('msi');
    }
  });

  it.each(Object.keys(microsofts))('%s elsewhere stops the start', (name) => {
    const own = new URL(microsofts[name]!).host;
    const elsewhere = [
      'https://example.org/x', `http://${own}/x`, `https://${own}.example.org/x`, `https://${own}@example.org/x`, `https://${own}:8443/x`,
      'http://127.example.org/x', 'http://localhost.example.org/x', 'http://10.0.0.4/x', 'https://graph.microsoft.us/v1.0',
    ];
    for (const address of elsewhere) expect(() => readBotConfig({ ...MSI, [name]: address })).toThrow(`${name} må kun pege på https://${own} eller på denne maskine`);
  });

  it('may be anywhere in local mode, where there are no tokens', () => {
    expect(readBotConfig({ BOT_LOGIN_URL: 'http://example.org/' }).identity.kind).toBe('local');
  });

  it('stops the tools beside the bot too', () => {
    expect(() => readToolIdentity({ ...MSI, BOT_LOGIN_URL: 'https://example.org/' })).toThrow('BOT_LOGIN_URL');
  });
});
