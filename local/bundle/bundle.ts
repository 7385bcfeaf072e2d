import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { bundledFolder, projectRoot } from '../../subgraphs/shared/project.js';
import { BUNDLED_MODULES } from './bundled-modules.js';
import { fingerprint } from './fingerprint.js';

const MARK = 'fingerprint';

/** What brings a library of the machine along, which it looks for beside its own modules. */
export const NATIVE: readonly string[] = ['@duckdb/node-api'];

/** What the bundles that are there were made of; null where there are none. */
function markOf(folder: string): string | null {
  try {
    return readFileSync(path.join(folder, MARK), 'utf8');
  } catch {
    return null;
  }
}

/** What every start would load one by one, in a few files. Names of classes stay: the ORM and error messages tell them. */
async function write(root: string, folder: string): Promise<void> {
  // Loaded when there is something to do: most commands find everything made.
  const { rolldown } = await import('rolldown');
  const input = Object.fromEntries(BUNDLED_MODULES.map((name) => [name, path.join(root, 'dist', `${name}.js`)]));
  const made = await rolldown({ input, cwd: root, platform: 'node', external: [...NATIVE], logLevel: 'silent' });
  await made.write({ dir: folder, format: 'esm', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js', keepNames: true });
  await made.close();
}

/** Puts a folder in another's place. Another command that builds at the same time has made the same. */
function replace(folder: string, by: string): void {
  const old = `${by}-old`;
  try {
    renameSync(folder, old);
  } catch {
    // There was none.
  }
  try {
    renameSync(by, folder);
  } catch (error) {
    if (markOf(folder) === null) throw error;
  }
  for (const left of [old, by]) rmSync(left, { recursive: true, force: true });
}

/** Sees to it that the bundles are those of what was compiled. */
export async function bundle(): Promise<void> {
  const [root, folder] = [projectRoot(), bundledFolder()];
  const mark = fingerprint(root);
  if (markOf(folder) === mark) return;
  const made = mkdtempSync(`${folder}-`);
  await write(root, made);
  writeFileSync(path.join(made, MARK), mark);
  replace(folder, made);
}
