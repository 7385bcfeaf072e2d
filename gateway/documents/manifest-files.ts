import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { stampOf } from '../file-stamp.js';
import { ManifestError } from './manifest-error.js';

const LARGEST_BYTES = 16 * 1024 * 1024;

/** The names of the manifests in a folder, each with its stamp. */
export async function stampsIn(folder: string): Promise<ReadonlyMap<string, string>> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.jws')).sort();
  return new Map(await Promise.all(names.map(async (name) => [name, await stampOf(path.join(folder, name))] as const)));
}

/** The text of a file; throws `ManifestError` when it is larger than any that somebody means. */
export async function readText(file: string): Promise<string> {
  if ((await stat(file)).size > LARGEST_BYTES) throw new ManifestError(`it is larger than ${LARGEST_BYTES} bytes`);
  return readFile(file, 'utf8');
}
