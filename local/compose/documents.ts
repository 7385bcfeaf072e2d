import { chmodSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { signDemoDocuments } from '../documents/demo-documents.js';
import { hasCode, StartFailure } from '../failure.js';
import { writeForContainers } from './secret-files.js';

/** There is nothing secret in it, and a container's user must be able to read it. */
function write(file: string, text: string): void {
  const folder = path.dirname(file);
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o755);
  writeForContainers(file, text);
}

/** Signs the published operations for the demo's frontends into the folder that docker-compose.yml shows to the gateway. */
export async function keepComposeDocuments(folder: string): Promise<void> {
  try {
    await signDemoDocuments(folder, write);
  } catch (error) {
    if (!hasCode(error, 'EACCES', 'EPERM', 'EEXIST', 'ENOTDIR', 'EISDIR', 'EROFS', 'ENOSPC')) throw error;
    throw new StartFailure(`BALAGRAPH_DOCUMENTS: ${(error as Error).message}`);
  }
}
