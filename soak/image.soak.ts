import { spawnSync } from 'node:child_process';
import { chmodSync, lstatSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { temporaryFolder } from '../local/temporary-run.js';
import type { SoakResult } from './scenario.js';
import type { ImageFolder } from './support/compose/container.js';
import { ImageBuild } from './support/compose/image.js';
import { rehearse } from './support/compose/rehearse.js';

/** It takes as long as it takes: npm installs everything twice. */
export const usualSeconds = 180;

const MIB = 1024 * 1024;

/** Bytes of all files below a folder. */
function sizeOf(folder: string): number {
  const entries = readdirSync(folder, { withFileTypes: true, recursive: true }).filter((entry) => entry.isFile());
  return entries.reduce((sum, { parentPath, name }) => sum + lstatSync(path.join(parentPath, name)).size, 0);
}

/** What cannot be written to cannot be removed either, but by root. */
function openAgain(folder: string): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true })) if (entry.isDirectory()) openAgain(path.join(folder, entry.name));
}

function canWrite({ path: cwd, node, user }: ImageFolder): boolean {
  const { status } = spawnSync(node, ['-e', `require('fs').writeFileSync('dist/gateway/main.js', '')`], { cwd, stdio: 'ignore', ...user });
  return status === 0;
}

function buildOr(remove: () => void, build: ImageBuild): ImageFolder {
  try {
    return build.build('runtime');
  } catch (error) {
    remove();
    throw error;
  }
}

/**
 * The Dockerfile without an engine: its stages built in a folder, from the files that it copies and with the packages that it
 * installs; then the rehearsal of docker-compose.yml with what came out, read-only and as the image's user.
 */
export async function run(_seconds: number, report: (line: string) => void): Promise<SoakResult> {
  const folder = temporaryFolder('image');
  const remove = (): void => {
    openAgain(folder.path);
    folder.remove();
  };
  const image = buildOr(remove, new ImageBuild(folder.path, report));
  const imageMib = Math.round(sizeOf(image.path) / MIB);
  const open = canWrite(image) ? ['its process can write into the image'] : [];
  const { table, figures, failures } = await rehearse(image, report, remove);
  return { table, figures: { ...figures, imageMib }, failures: [...open, ...failures] };
}
