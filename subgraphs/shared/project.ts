import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** The project's folder: the nearest one above this file that holds package.json, from source or from dist/. */
export function projectRoot(): string {
  let folder = import.meta.dirname;
  while (!existsSync(path.join(folder, 'package.json'))) {
    const parent = path.dirname(folder);
    if (parent === folder) throw new Error('package.json not found above ' + import.meta.dirname);
    folder = parent;
  }
  return folder;
}

/** The version of the project, as its package.json has it. */
export function projectVersion(): string {
  const { version } = JSON.parse(readFileSync(path.join(projectRoot(), 'package.json'), 'utf8')) as { version: string };
  return version;
}

/** Where the build puts the processes that it makes one file of (ADR 47). */
export const bundledFolder = (): string => path.join(projectRoot(), 'dist/bundled');

/** A main module of the built project (`gateway/main.js`): bundled where the build does that, otherwise as it was compiled. */
export function builtModule(entry: string): string {
  const bundled = path.join(bundledFolder(), entry);
  return existsSync(bundled) ? bundled : path.join(projectRoot(), 'dist', entry);
}
