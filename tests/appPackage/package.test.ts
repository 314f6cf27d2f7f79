import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import type { Manifest } from '../../appPackage/packaging/manifest';
import { ENVIRONMENT, PROJECT, SOURCE } from './source';

const NAME = 'proeve';
const ZIP = path.join(PROJECT, `dist/appPackage/ddh-beredskab.${NAME}.zip`);

/** As whoever installs does it; the name keeps the result apart from theirs. */
function packageApp(environment: NodeJS.ProcessEnv) {
  const { PATH, HOME } = process.env;
  return spawnSync('npm', ['run', '--silent', 'package', '--', '--env', NAME], {
    cwd: PROJECT,
    env: { PATH, HOME, ...environment },
    encoding: 'utf8',
  });
}

describe('npm run package', () => {
  it('writes a zip with manifest, texts and icons in its root, the same each time', () => {
    const first = packageApp({ ...ENVIRONMENT, SLASH_COMMANDS: 'true' });
    expect(first.status).toBe(0);
    expect(first.stdout).toContain('Slash-kommandoer: til.');
    const zip = readFileSync(ZIP);
    const files = unzipSync(zip);
    expect(Object.keys(files).sort()).toEqual(['color.png', 'en.json', 'manifest.json', 'outline.png']);
    expect(Buffer.from(files['outline.png']!)).toEqual(SOURCE['outline.png']);
    const manifest = JSON.parse(strFromU8(files['manifest.json']!)) as Manifest;
    expect([manifest.bots[0]?.botId, manifest.bots[0]?.supportsTargetedMessages]).toEqual([ENVIRONMENT.BOT_ID, true]);
    expect(readFileSync(path.join(PROJECT, 'dist/appPackage/files/manifest.json'), 'utf8')).toBe(strFromU8(files['manifest.json']!));
    packageApp({ ...ENVIRONMENT, SLASH_COMMANDS: 'true' });
    expect(readFileSync(ZIP)).toEqual(zip);
  });

  it('says what is wrong, ends with code 1 and leaves no older package behind', () => {
    packageApp(ENVIRONMENT);
    expect(existsSync(ZIP)).toBe(true);
    const { status, stdout, stderr } = packageApp({ ...ENVIRONMENT, BOT_DOMAIN: '' });
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toContain(
      'Appen kunne ikke pakkes:\n- BOT_DOMAIN mangler (det domæne, botten svarer på; skabelonen i infra/ giver det). Sæt den i miljøet eller i env/.env.<miljø>.\n',
    );
    expect(existsSync(ZIP)).toBe(false);
  });
});
