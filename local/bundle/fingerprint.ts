import { createHash } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';

/** Where what is bundled may come from, below the built project. */
const SOURCES = ['gateway', 'local', 'schema', 'subgraphs'];

const isModule = (name: string): boolean => name.endsWith('.js');

/**
 * Changes with every compiled module and with what is installed: the compiler does not write what stays as it is, and npm
 * writes down what it installs.
 */
export function fingerprint(root: string): string {
  const installed = path.join(root, 'node_modules/.package-lock.json');
  const compiled = SOURCES.flatMap((folder) => readdirSync(path.join(root, 'dist', folder), { recursive: true, encoding: 'utf8' }).filter(isModule).map((name) => path.join(root, 'dist', folder, name)));
  const hash = createHash('sha256');
  for (const file of [installed, ...compiled.toSorted((one, other) => (one < other ? -1 : 1))]) {
    const found = statSync(file, { throwIfNoEntry: false });
    hash.update(JSON.stringify([file, found?.mtimeMs ?? null, found?.size ?? null]));
  }
  return hash.digest('hex');
}
