import { readBotConfig } from '../src/config';

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

it('a meeting link that is none is named, and stops the start', () => {
  expect(() => readBotConfig({ MEETING_FALLBACK_URL: 'mødet' })).toThrow('MEETING_FALLBACK_URL');
  expect(readBotConfig({ MEETING_FALLBACK_URL: 'https://teams.microsoft.com/l/meetup-join/1' }).meetingFallbackUrl).toBe('https://teams.microsoft.com/l/meetup-join/1');
});

it.each([['CLOCK_START', '2026-11-23T09:00:00Z'], ['CLOCK_EPOCH', '2026-11-23T09:00:00Z'], ['CLOCK_FILE', '/clock'], ['CLOCK_SPEED', '10']])('%s is for practice only', (name, value) => {
  expect(() => readBotConfig({ ...MSI, [name]: value })).toThrow('kan kun bruges lokalt');
  expect(readBotConfig({ [name]: value }).clock).toBeDefined();
});
