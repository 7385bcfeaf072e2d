import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { writePrivate } from '../data/files.js';
import { signDemoDocuments } from './demo-documents.js';

/** The demo's documents in a folder of one machine's data. */
export const keepDemoDocuments = (folder: string): Promise<void> =>
  signDemoDocuments(folder, (file, text) => {
    mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
    writePrivate(file, text);
  });
