import { Writable } from 'node:stream';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { SignJWT } from 'jose';
import { pino } from 'pino';
import { ManifestFolder } from '../../gateway/documents/manifest-folder.js';
import type { Manifest, ManifestOperation } from '../../gateway/documents/manifest.js';
import type { Vet } from '../../gateway/documents/trusted-document.js';
import type { TrustedDocuments } from '../../gateway/documents/trusted-documents.js';
import { loadGraph } from '../../gateway/schema/graph.js';
import { Here } from '../../gateway/vetting/here.js';
import { Vetting } from '../../gateway/vetting/vetting.js';
import type { Clock } from '../../subgraphs/shared/clock.js';
import { compose } from './support/federation.js';
import { Frontend, hashOf, ManifestFiles, manifestOf, operationOf } from './support/frontend.js';

const SCHEMA = vetBy('type Query { one: Int two(x: Int): Int self: Query } type Mutation { act: Int }');
/** Judges by a schema as the gateway's threads do, in this one. */
function vetBy(typeDefs: string): Vet {
  const vetting = new Vetting(new Here(loadGraph(compose([{ name: 'registry', typeDefs, resolvers: {} }]))));
  return (text, audience) => vetting.vet(text, audience);
}

const ONE = 'query One { one }';
const TWO = 'query Two { two }';

interface Line {
  readonly msg: string;
  readonly file?: string;
  readonly reason?: string;
}

let portal: Frontend;
let other: Frontend;
let files: ManifestFiles;
let folder: ManifestFolder;
let lines: Line[];
let now: Date;
const changed = vi.fn<(documents: TrustedDocuments) => void>();

beforeAll(async () => void ([portal, other] = await Promise.all([Frontend.make('portal'), Frontend.make('other', 'EdDSA')])));

function open(vet: Vet = SCHEMA): ManifestFolder {
  const log = pino({ base: null }, new Writable({ write: (chunk: Buffer, _encoding, done) => (lines.push(JSON.parse(chunk.toString()) as Line), done()) }));
  const clock: Clock = { now: () => now };
  return new ManifestFolder({ settings: files.settings, vet, clock, log, changed });
}

beforeEach(() => {
  [lines, now] = [[], new Date()];
  files = new ManifestFiles();
  files.trust(portal, other);
  folder = open();
});
afterEach(() => {
  folder.stop();
  files.clear();
  changed.mockReset();
});

const has = (text: string, client = 'portal'): boolean => folder.documents.withId(client, hashOf(text), now) !== undefined;
const PATIENT = { timeout: 10_000, interval: 10 };
const says = async (part: Partial<Line>): Promise<void> => {
  await expect.poll(() => lines, PATIENT).toContainEqual(expect.objectContaining(part));
};

const entry = (more: Partial<ManifestOperation>, body = ONE): Manifest => ({ ...manifestOf(), operations: [{ ...operationOf(body), ...more }] });
const claims = (more: object = {}): object => ({ client_id: 'portal', iat: Math.floor(Date.now() / 1000), manifest: manifestOf(ONE), ...more });
const base64 = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** Manifests that nobody may send by, and why. */
const WRONG: [name: string, make: () => Promise<string>, reason: string][] = [
  ['is not signed', () => Promise.resolve(JSON.stringify(manifestOf(ONE))), 'it is not signed'],
  ['is empty', () => Promise.resolve(''), 'it is not signed'],
  ['says that it needs no signature', () => Promise.resolve(`${base64({ alg: 'none', typ: 'persisted-query-manifest+jwt' })}.${base64(claims())}.`), 'it is not signed with one of'],
  ['was changed behind its signature', async () => {
    const [header, , signature] = (await portal.sign(manifestOf(ONE))).split('.');
    return [header, base64(claims({ manifest: manifestOf(TWO) })), signature].join('.');
  }, 'its signature does not fit'],
  ['was signed by another with this name for its key', async () => {
    const stranger = await Frontend.make('portal');
    return stranger.signAnything(claims(), { kid: portal.key.kid });
  }, 'its signature does not fit'],
  ['was signed by a key that nobody knows', async () => (await Frontend.make('portal')).sign(manifestOf(ONE)), 'signed by no key that is trusted here'],
  ['names no key', () => portal.signAnything(claims(), { kid: undefined }), 'signed by no key that is trusted here'],
  ['was signed by another client\'s key', () => other.sign(manifestOf(ONE), { client: 'portal' }), 'the key ? may not sign for the client portal'],
  ['was signed with a public key as a secret', () => new SignJWT({ ...claims() }).setProtectedHeader({ alg: 'HS256', kid: portal.key.kid ?? '', typ: 'persisted-query-manifest+jwt' }).sign(new TextEncoder().encode(JSON.stringify(portal.publicKey))), 'it is not signed with one of'],
  ['is another kind of token', () => portal.signAnything(claims(), { typ: 'at+jwt' }), 'typ is not what it is in a signed manifest'],
  ['has expired', () => portal.sign(manifestOf(ONE), { expires: new Date(Date.now() - 3_600_000) }), 'it has expired'],
  ['is nobody\'s', () => portal.signAnything(claims({ client_id: undefined })), 'no manifest of a client'],
  ['has no manifest', () => portal.signAnything(claims({ manifest: undefined })), 'no manifest of a client'],
  ['has another format', () => portal.signAnything(claims({ manifest: { ...manifestOf(ONE), format: 'relay' } })), '/manifest/format'],
  ['has another version', () => portal.signAnything(claims({ manifest: { ...manifestOf(ONE), version: 2 } })), '/manifest/version'],
  ['is for a purpose of nobody\'s', () => portal.signAnything(claims({ purposes: ['CURIOSITY'] })), '/purposes/0'],
  ['has an operation without a body', () => portal.signAnything(claims({ manifest: entry({ body: undefined as never }) })), '/manifest/operations/0'],
  ['has an id that is not its document\'s hash', () => portal.sign(entry({ id: hashOf(TWO) })), 'One: its id is not the SHA-256 of its body'],
  ['has an id in capitals', () => portal.sign(entry({ id: hashOf(ONE).toUpperCase() })), 'its id is not the SHA-256'],
  ['names an operation otherwise', () => portal.sign(entry({ name: 'Other' })), 'Other: its body is another operation than it says'],
  ['names its kind otherwise', () => portal.sign(entry({ type: 'mutation' })), 'another operation than it says'],
  ['has no GraphQL', () => portal.sign(entry({ id: hashOf('{'), body: '{' })), 'Syntax Error'],
  ['has two operations in one document', () => portal.sign(entry({ name: 'One' }, `${ONE} ${TWO}`)), 'its body is not one operation'],
  ['has a document that is not valid', () => portal.sign(manifestOf('query Bad { three }')), 'Bad: Cannot query field "three"'],
  ['has one good and one bad document', () => portal.sign(manifestOf(ONE, 'query Bad { three }')), 'Bad: Cannot query field "three"'],
  ['asks for the schema', () => portal.sign(manifestOf('query Bad { __schema { queryType { name } } }')), 'introspection'],
  ['uses a reserved name', () => portal.sign(manifestOf('query Bad($representations: Int) { two(x: $representations) }')), 'reserved'],
  ['is nested without end', () => portal.sign(manifestOf(`query Bad { ${'self { '.repeat(4)} one ${'}'.repeat(4)} }`)), 'more than 3 times'],
  ['has too many selections', () => portal.sign(manifestOf(`query Bad { ${Array.from({ length: 301 }, (_, i) => `a${i}: one`).join(' ')} }`)), 'more than 300 selections'],
  ['has too many selections by way of fragments', () => portal.sign(manifestOf(`query Bad { ${Array.from({ length: 20 }, (_, i) => `a${i}: self { ...f }`).join(' ')} } fragment f on Query { ${Array.from({ length: 20 }, (_, i) => `b${i}: one`).join(' ')} }`)), 'more than 300 selections'],
  ['has too many tokens', () => portal.sign(manifestOf(`query Bad { ${'one '.repeat(10_001)} }`)), 'token'],
  ['is larger than anybody\'s', () => Promise.resolve('x'.repeat(16 * 1024 * 1024 + 1)), 'larger than'],
];

describe('a manifest is refused that', () => {
  it.each(WRONG)('%s', async (_name, make, reason) => {
    files.put('bad.jws', await make());
    files.put('good.jws', await other.sign(manifestOf(ONE)));
    await folder.start();
    expect([has(ONE), has(TWO), has(ONE, 'other')]).toEqual([false, false, true]);
    const said = lines.filter(({ file }) => file === 'bad.jws');
    expect(said).toMatchObject([{ msg: 'a manifest of documents is refused', reason: expect.stringContaining(reason.replace('?', other.key.kid ?? '')) }]);
    expect(lines).toHaveLength(2);
  });
});

describe('a folder of manifests', () => {
  it('is looked at once for each version of a file', async () => {
    files.put('bad.jws', 'x');
    await folder.start();
    files.put('good.jws', await portal.sign(manifestOf(ONE)));
    await says({ file: 'good.jws', msg: 'a manifest of documents is trusted' });
    expect(lines.filter(({ file }) => file === 'bad.jws')).toHaveLength(1);
    files.put('bad.jws', 'y');
    await expect.poll(() => lines.filter(({ file }) => file === 'bad.jws'), PATIENT).toHaveLength(2);
    expect(lines).toHaveLength(3);
  });

  it.each(WRONG.filter(([name]) => !name.includes('expired')))('keeps the version before one that %s', async (_name, make) => {
    files.put('portal.jws', await portal.sign(manifestOf(TWO)));
    await folder.start();
    files.put('portal.jws', await make());
    await says({ file: 'portal.jws', msg: 'a manifest of documents is refused, the one before it stays' });
    expect([has(ONE), has(TWO)]).toEqual([false, true]);
  });

  it('changes in one step', async () => {
    files.put('portal.jws', await portal.sign(manifestOf(ONE)));
    await folder.start();
    const seen: boolean[][] = [];
    changed.mockImplementation(() => void seen.push([has(ONE), has(TWO)]));
    files.put('portal.jws', await portal.sign(manifestOf(TWO, 'mutation Act { act }')));
    await expect.poll(() => seen, PATIENT).toEqual([[false, true]]);
    expect(has('mutation Act { act }')).toBe(true);
  });

  it('may have several of one client', async () => {
    files.put('portal-1.jws', await portal.sign(manifestOf(ONE), { expires: new Date(Date.now() + 1_000_000) }));
    files.put('portal-2.jws', await portal.sign(manifestOf(ONE, TWO)));
    await folder.start();
    expect([has(ONE), has(TWO)]).toEqual([true, true]);
    now = new Date(Date.now() + 2_000_000);
    expect([has(ONE), has(TWO)]).toEqual([true, true]);
  });

  it('has nothing of a file that is gone', async () => {
    files.put('portal.jws', await portal.sign(manifestOf(ONE)));
    await folder.start();
    files.remove('portal.jws');
    await says({ file: 'portal.jws', msg: 'a manifest of documents is gone' });
    expect(has(ONE)).toBe(false);
  });

  it('has nothing of a manifest that expires meanwhile, and says so once', async () => {
    files.put('portal.jws', await portal.sign(manifestOf(ONE), { expires: new Date(Date.now() + 600_000) }));
    await folder.start();
    expect(has(ONE)).toBe(true);
    now = new Date(Date.now() + 700_000);
    expect(has(ONE)).toBe(false);
    await says({ file: 'portal.jws', reason: 'it has expired' });
    files.put('other.jws', await other.sign(manifestOf(ONE)));
    await says({ file: 'other.jws' });
    expect(lines.filter(({ reason }) => reason === 'it has expired')).toHaveLength(1);
  });

  it('that cannot be read changes nothing', async () => {
    files.put('portal.jws', await portal.sign(manifestOf(ONE)));
    await folder.start();
    files.moveFolder();
    await says({ msg: 'the folder of manifests cannot be read', reason: 'ENOENT' });
    expect(has(ONE)).toBe(true);
  });
});

describe('keys', () => {
  beforeEach(async () => {
    files.put('portal.jws', await portal.sign(manifestOf(ONE)));
    files.put('other.jws', await other.sign(manifestOf(ONE)));
    await folder.start();
  });

  it('that are taken away take with them what they have signed', async () => {
    files.trust(other);
    await expect.poll(() => [has(ONE), has(ONE, 'other')], PATIENT).toEqual([false, true]);
    expect(lines).toContainEqual(expect.objectContaining({ file: 'portal.jws', msg: 'a manifest of documents is refused' }));
    files.trust(portal, other);
    await expect.poll(() => has(ONE), PATIENT).toBe(true);
  });

  it('take a version before with them, too', async () => {
    files.put('portal.jws', 'x');
    await says({ msg: 'a manifest of documents is refused, the one before it stays' });
    files.trust(other);
    await expect.poll(() => has(ONE), PATIENT).toBe(false);
  });

  it.each([
    ['no JSON', () => '{', 'it is no JSON'],
    ['no keys', () => '{}', 'it is no JWKS'],
    ['a key for nobody', () => JSON.stringify({ keys: [{ ...portal.publicKey, clients: undefined }] }), 'it is no JWKS'],
    ['a key of no algorithm', () => JSON.stringify({ keys: [{ ...portal.publicKey, alg: undefined }] }), 'it is no JWKS'],
    ['a secret for a key', () => JSON.stringify({ keys: [{ kty: 'oct', k: 'AAAA', alg: 'HS256', kid: 'x', clients: ['portal'] }] }), 'it is no JWKS'],
    ['a private key', () => JSON.stringify({ keys: [{ ...portal.key, clients: ['portal'] }] }), 'is a private key'],
    ['half a key', () => JSON.stringify({ keys: [{ ...portal.publicKey, x: 'AA' }] }), 'is not a key for ES256'],
    ['two of one name', () => JSON.stringify({ keys: [portal.publicKey, { ...other.publicKey, kid: portal.key.kid }] }), 'two keys have one kid'],
  ])('that are %s leave those before them', async (_name, text, reason) => {
    files.writeKeys(text());
    await says({ file: 'keys.json', reason: expect.stringContaining(reason) as never });
    expect([has(ONE), has(ONE, 'other')]).toEqual([true, true]);
  });
});

describe('another schema', () => {
  const LESS = vetBy('type Query { one: Int }');

  beforeEach(async () => {
    files.put('portal.jws', await portal.sign(manifestOf(ONE)));
    await folder.start();
  });

  it('is taken where every document fits it, and from then on', async () => {
    (await folder.refit(LESS))();
    expect(has(ONE)).toBe(true);
    files.put('other.jws', await other.sign(manifestOf(TWO)));
    await says({ file: 'other.jws', reason: expect.stringContaining('Cannot query field "two"') as never });
  });

  it('is not taken where one does not fit, and nothing changes', async () => {
    files.put('other.jws', await other.sign(manifestOf(TWO)));
    await says({ file: 'other.jws' });
    await expect(folder.refit(LESS)).rejects.toThrow('Two: Cannot query field "two" on type "Query".');
    expect([has(ONE), has(TWO, 'other')]).toEqual([true, true]);
  });

  it('is held against what came while it was checked', async () => {
    const put = await folder.refit(LESS);
    files.put('other.jws', await other.sign(manifestOf(TWO)));
    await says({ file: 'other.jws', msg: 'a manifest of documents is trusted' });
    put();
    await expect.poll(() => has(TWO, 'other'), PATIENT).toBe(false);
    expect(has(ONE)).toBe(true);
  });
});
