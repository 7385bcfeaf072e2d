import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { peer } from './contenders/places.js';

/** Holds the hash of the lock file that was installed. */
const MARK = peer('node_modules/.installed');

const read = (file: string): string | null => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
};

/**
 * Installs the other gateways, unless what is installed is what their lock file says. They are no dependencies of the project:
 * nobody but this benchmark wants half a gigabyte of them. Returns why it did not work; null when they are there.
 */
export function installPeers(report: (line: string) => void): string | null {
  const hash = createHash('sha256').update(readFileSync(peer('package-lock.json'))).digest('hex');
  if (read(MARK) === hash) return null;
  report('Installing the other gateways in bench/peers (npm ci, once; about 650 MB) …');
  const { status, stderr, error } = spawnSync('npm', ['ci', '--no-json', '--loglevel=error'], { cwd: peer(), encoding: 'utf8', stdio: ['ignore', 'ignore', 'pipe'] });
  if (status !== 0) return `npm ci in bench/peers failed: ${error?.message ?? (stderr.trim().split('\n', 1)[0] || `exit code ${status}`)}`;
  writeFileSync(MARK, hash);
  return null;
}
