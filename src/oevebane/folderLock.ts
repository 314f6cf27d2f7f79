import { readFileSync, rmSync, writeFileSync } from 'node:fs';

/** True when the folder is ours. A second øvebane on the same files would overwrite what the first has acknowledged. */
export function takeLock(path: string): boolean {
  try {
    writeFileSync(path, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    if (isAlive(Number(readFileSync(path, 'utf8')))) return false;
    // Left behind by one that was killed.
    writeFileSync(path, String(process.pid));
    return true;
  }
}

export function releaseLock(path: string): void {
  rmSync(path, { force: true });
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
