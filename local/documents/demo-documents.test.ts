import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { DocumentKeys } from '../../gateway/documents/keys.js';
import { makeKeyPair } from '../../gateway/documents/key-pair.js';
import { verifyManifest } from '../../gateway/documents/signature.js';
import { DEMO_CLIENTS } from '../issuer/clients.js';
import { documentFiles } from './demo-documents.js';
import { keepDemoDocuments } from './keep.js';

const folder = mkdtempSync(path.join(tmpdir(), 'demo-documents-'));
const { keys, manifests } = documentFiles(folder);
const read = (file: string): string => readFileSync(file, 'utf8');
afterAll(() => rmSync(folder, { recursive: true }));

it('signs what is published for each demo client that sends nothing of its own', async () => {
  await keepDemoDocuments(folder);
  const trusted = DEMO_CLIENTS.filter(({ documents }) => documents === 'trusted').map(({ id }) => id);
  expect(readdirSync(manifests).sort()).toEqual(trusted.map((client) => `${client}.jws`).sort());
  for (const client of trusted) {
    const { client_id: whose, manifest } = await verifyManifest(read(path.join(manifests, `${client}.jws`)), await DocumentKeys.from(read(keys)), new Date());
    expect([whose, manifest.operations.map(({ name }) => name)]).toEqual([client, ['ApplyForSchool', 'ChildEntitlements', 'ChildProfile', 'FamilyCard', 'SchoolPlaces', 'WithdrawSchoolApplication']]);
  }
});

it('does so by another key each time, and leaves other people\'s keys and manifests', async () => {
  const { trusted } = await makeKeyPair(['mine']);
  const before = JSON.parse(read(keys)) as { keys: object[] };
  writeFileSync(keys, JSON.stringify({ keys: [...before.keys, trusted] }));
  writeFileSync(path.join(manifests, 'mine.jws'), 'x');
  await keepDemoDocuments(folder);
  const after = JSON.parse(read(keys)) as { keys: object[] };
  expect(after.keys).toHaveLength(2);
  expect(after.keys[0]).toEqual(trusted);
  expect(after.keys).not.toContainEqual(before.keys[0]);
  expect(read(path.join(manifests, 'mine.jws'))).toBe('x');
});

it('says in one line that the keys are damaged', async () => {
  writeFileSync(keys, '[]');
  await expect(keepDemoDocuments(folder)).rejects.toThrow(/keys\.json is damaged/);
});
