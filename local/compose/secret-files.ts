import { chmodSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { SUBGRAPHS } from '../../subgraphs/shared/access/viewer.js';
import { DATABASE_NAMES, roleName } from '../../subgraphs/shared/database/roles.js';
import { newCheckpointKey } from '../../subgraphs/shared/ledger/checkpoint/key.js';
import { LOGIN_ROLES, secret } from '../data/credentials.js';
import { FEED_PAIRS } from '../data/feed-pairs.js';
import { hasCode, StartFailure } from '../failure.js';
import { completeIssuerSecrets } from '../issuer/secrets.js';

/** What a secret is to be, given what it is; null for one that is not there yet. */
type Make = (known: string | null) => string;

const random: Make = (known) => known ?? secret();

const issuer: Make = (known) => JSON.stringify(completeIssuerSecrets(known === null ? null : (JSON.parse(known) as object)));

/** Every secret that docker-compose.yml hands to a process, by its name there: passwords of roles, keys between two processes, keys of one. */
export const SECRETS: ReadonlyMap<string, Make> = new Map([
  ['postgres', random],
  ...DATABASE_NAMES.flatMap((name) => [...LOGIN_ROLES.map((role) => roleName(name, role)), `${name}_ledger_key`]).map((name) => [name, random] as const),
  ...SUBGRAPHS.map((name) => [`${name}_gateway_key`, random] as const),
  ...FEED_PAIRS.map(({ owner, consumer }) => [`feed_${owner}_${consumer}`, random] as const),
  ['checkpoint_key', (known) => known ?? newCheckpointKey()],
  ['snapshot_key', random],
  ['issuer', issuer],
]);

function read(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return null;
    throw error;
  }
}

/** All of it or not at all. Compose mounts the file as it is, so its mode must let the container's user read it. */
export function writeForContainers(file: string, text: string): void {
  const unfinished = `${file}.${process.pid}`;
  writeFileSync(unfinished, text);
  chmodSync(unfinished, 0o444);
  renameSync(unfinished, file);
}

/** Makes the secrets that a folder lacks, and leaves those that it has. The folder is closed to everybody else. The names of those made. */
export function keepSecretFiles(folder: string): string[] {
  try {
    mkdirSync(folder, { recursive: true });
    chmodSync(folder, 0o700);
    return [...SECRETS].filter(([name, make]) => keep(path.join(folder, name), make)).map(([name]) => name);
  } catch (error) {
    if (!hasCode(error, 'EACCES', 'EPERM', 'EEXIST', 'ENOTDIR', 'EISDIR', 'EROFS', 'ENOSPC')) throw error;
    throw new StartFailure(`BALAGRAPH_SECRETS: ${(error as Error).message}`);
  }
}

/** Whether it had to be made, or added to. */
function keep(file: string, make: Make): boolean {
  const known = read(file);
  const wanted = make(known);
  if (known === wanted) return false;
  writeForContainers(file, wanted);
  return true;
}
