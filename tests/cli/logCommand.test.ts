import type { IncidentIndexRow } from '../../src/app/ports';
import { run, USAGE, type LogDeps } from '../../src/cli/logCommand';
import { CONTENT, entry, OPENED, sealedLog } from '../support/log/lines';
import { collected } from '../support/log/output';

const LOG = sealedLog([OPENED, entry('b')]);
const ROW: IncidentIndexRow = { id: 'h-1', nr: 3, kortNavn: 'x', channel: { conversation: 'c', serviceUrl: 's' }, oevelse: false, aabnet: '2026-11-21T13:00:00.000Z', status: 'open' };

function deps(lines = LOG): LogDeps {
  const last = LOG.at(-1)!;
  return {
    store: {
      readHead: async (incident) => (incident === 'h-1' ? { nr: 2, hash: last.hash, etag: 'e' } : undefined),
      readLines: async () => lines,
    },
    index: { all: async () => [ROW, { ...ROW, id: 'h-2', nr: 4, status: 'reserved' }] },
    contentByHash: () => CONTENT,
  };
}

async function log(argv: string, lines = LOG) {
  const out = collected();
  const code = await run(argv.split(' ').filter(Boolean), async () => deps(lines), out);
  return { code, ...out.text };
}

describe('npm run log', () => {
  test('exports nothing but the lines to stdout', async () => {
    const { code, stdout, stderr } = await log('export --incident 3 --format jsonl');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout.trimEnd().split('\n').map((row) => (JSON.parse(row) as { nr: number }).nr)).toEqual([1, 2]);
  });

  test('verifies a whole log', async () => {
    expect(await log('verify --incident 3')).toEqual({ code: 0, stdout: expect.stringMatching(/^Loggen er hel: 2 linjer\. Sidste kontroltal: [0-9a-f]{64}\n$/), stderr: '' });
  });

  test('names the first line that does not fit, and ends with 1', async () => {
    expect(await log('verify --incident=3', LOG.slice(0, 1))).toMatchObject({ code: 1, stdout: expect.stringMatching(/^Linje 2 passer ikke/) });
  });

  test.each([9, 4])('says that there is no incident %i (unknown, or never opened)', async (nr) => {
    expect(await log(`export --incident ${nr}`)).toEqual({ code: 1, stdout: '', stderr: `Der er ingen hændelse med nummer ${nr}.\n` });
  });

  test.each(['', 'slet --incident 3', 'export', 'export --incident tre', 'export --incident 0', 'export --incident 3 --format docx', 'export verify --incident 3', 'export --ukendt'])(
    'answers "%s" with how it is used, ends with 2 and opens nothing', async (argv) => {
      const out = collected();
      const open = jest.fn<Promise<LogDeps>, []>();
      expect(await run(argv.split(' ').filter(Boolean), open, out)).toBe(2);
      expect(out.text.stdout).toBe('');
      expect(out.text.stderr).toContain(USAGE);
      expect(open).not.toHaveBeenCalled();
    },
  );
});
