import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { sha256Of } from './snapshot-folder.js';

const MIB = 1024 * 1024;
const folder = mkdtempSync(path.join(tmpdir(), 'balagraph-test-checksums-'));
afterAll(() => rmSync(folder, { recursive: true }));

test.each([0, 1, MIB, MIB + 1, 3 * MIB])('the checksum of a file of %i bytes is that of all of them', async (bytes) => {
  const [file, content] = [path.join(folder, String(bytes)), Buffer.alloc(bytes, 'abc')];
  writeFileSync(file, content);
  expect(await sha256Of(file, bytes)).toBe(createHash('sha256').update(content).digest('hex'));
});
