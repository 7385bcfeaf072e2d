import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { keepSecretFiles, SECRETS } from '../../local/compose/secret-files.js';
import { readIssuerSecrets } from '../../local/issuer/secrets.js';

const parent = mkdtempSync(path.join(tmpdir(), 'balagraph-test-secrets-'));
const folder = path.join(parent, '.secrets');
const at = (name: string): string => path.join(folder, name);
const all = (): Record<string, string> => Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(at(name), 'utf8')]));

let made: string[];
beforeAll(() => void (made = keepSecretFiles(folder)));
afterAll(() => rmSync(parent, { recursive: true }));

it('makes each of them, and no two alike', () => {
  expect([made, readdirSync(folder).sort()]).toEqual([[...SECRETS.keys()], [...SECRETS.keys()].sort()]);
  expect(new Set(Object.values(all())).size).toBe(SECRETS.size);
  expect(readFileSync(at('registry_gateway_key'), 'utf8')).toMatch(/^[0-9a-f]{64}$/);
});

it('in a folder for its owner alone, as files that a container may read', () => {
  const mode = (name: string): number => statSync(name).mode & 0o777;
  expect([mode(folder), ...new Set(readdirSync(folder).map((name) => mode(at(name))))]).toEqual([0o700, 0o444]);
});

it('leaves those that are there, whoever made them, and makes those that are not', () => {
  rmSync(at('schools_app'));
  rmSync(at('postgres'));
  writeFileSync(at('postgres'), 'my own');
  const before = all();
  expect(keepSecretFiles(folder)).toEqual(['schools_app']);
  expect(all()).toMatchObject(before);
  expect(keepSecretFiles(folder)).toEqual([]);
});

it('gives a client of the issuer that is new a secret of its own', () => {
  const { clients, ...others } = readIssuerSecrets(at('issuer'));
  const { portal: _portal, ...rest } = clients;
  rmSync(at('issuer'));
  writeFileSync(at('issuer'), JSON.stringify({ ...others, clients: rest }));
  expect(keepSecretFiles(folder)).toEqual(['issuer']);
  expect(readIssuerSecrets(at('issuer'))).toMatchObject({ ...others, clients: { ...rest, portal: expect.stringMatching(/^[0-9a-f]{64}$/) } });
});

it('says in one line where it cannot', () => {
  writeFileSync(path.join(parent, 'file'), '');
  expect(() => keepSecretFiles(path.join(parent, 'file'))).toThrow(/^BALAGRAPH_SECRETS: EEXIST/);
});
