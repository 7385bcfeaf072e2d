import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { keyCommand, signCommand } from '../../gateway/documents/commands.js';
import { DocumentKeys } from '../../gateway/documents/keys.js';
import { verifyManifest } from '../../gateway/documents/signature.js';
import { manifestOf } from './support/frontend.js';

const folder = mkdtempSync(path.join(tmpdir(), 'document-commands-'));
const at = (name: string): string => path.join(folder, name);
const MANIFEST = manifestOf('query One { one }');
let keys: DocumentKeys;

beforeAll(async () => {
  writeFileSync(at('manifest.json'), JSON.stringify(MANIFEST));
  writeFileSync(at('wrong.json'), JSON.stringify({ ...MANIFEST, operations: [{ ...MANIFEST.operations[0], id: 'x' }] }));
  const printed = await keyCommand(['--client', 'portal', '--client', 'portal-app', at('portal.jwk')]);
  writeFileSync(at('public.jwk'), printed);
  keys = await DocumentKeys.from(JSON.stringify({ keys: [JSON.parse(printed)] }));
});
afterAll(() => rmSync(folder, { recursive: true }));

it('makes a key for its owner alone, and no second one in its place', async () => {
  expect(statSync(at('portal.jwk')).mode & 0o777).toBe(0o600);
  const before = readFileSync(at('portal.jwk'), 'utf8');
  await expect(keyCommand(['--client', 'portal', at('portal.jwk')])).rejects.toThrow('cannot be written: EEXIST');
  expect(readFileSync(at('portal.jwk'), 'utf8')).toBe(before);
  expect(readFileSync(at('public.jwk'), 'utf8')).not.toContain('"d"');
});

it.each(['portal', 'portal-app'])('signs what a gateway takes that knows the key: for %s', async (client) => {
  const jws = await signCommand(['--client', client, '--key', at('portal.jwk'), '--expires', '2100-01-01', '--purpose', 'OWN_FAMILY', at('manifest.json')]);
  expect(await verifyManifest(jws, keys, new Date())).toMatchObject({ client_id: client, exp: 4_102_444_800, purposes: ['OWN_FAMILY'], manifest: MANIFEST });
  await expect(verifyManifest(jws, keys, new Date('2100-01-02'))).rejects.toThrow('it has expired');
});

it.each([
  ['no client', ['--key', at('portal.jwk'), at('manifest.json')], 'Usage: npm run -s documents:sign'],
  ['no manifest', ['--client', 'portal', '--key', at('portal.jwk')], 'Usage: npm run -s documents:sign'],
  ['an option that is none', ['--king', 'x'], "Unknown option '--king'"],
  ['a manifest that is not there', ['--client', 'portal', '--key', at('portal.jwk'), at('nowhere.json')], 'nowhere.json cannot be read: ENOENT'],
  ['a manifest that is none', ['--client', 'portal', '--key', at('portal.jwk'), at('portal.jwk')], 'no manifest of persisted queries'],
  ['an id that is no hash', ['--client', 'portal', '--key', at('portal.jwk'), at('wrong.json')], 'the id of One is not the SHA-256 of its body'],
  ['a public key', ['--client', 'portal', '--key', at('public.jwk'), at('manifest.json')], 'must be a private JWK'],
  ['a day that is over', ['--client', 'portal', '--key', at('portal.jwk'), '--expires', '2020-01-01', at('manifest.json')], '--expires must be'],
  ['a purpose of nobody\'s', ['--client', 'portal', '--key', at('portal.jwk'), '--purpose', 'CURIOSITY', at('manifest.json')], '--purpose must be one of'],
])('says in one line what is wrong with %s', async (_name, args, message) => {
  await expect(signCommand(args)).rejects.toThrow(message);
});
