import { createHmac } from 'node:crypto';
import type { OutgoingHttpHeaders } from 'node:http';
import { exportSPKI, importJWK, type CryptoKey } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { PURPOSES, purposesOf } from '../../../subgraphs/shared/access/purposes.js';
import { ROLES, staffRole, type Role } from '../../../subgraphs/shared/access/viewer.js';
import { rawRequest, type RawAnswer } from '../../support/raw-request.js';
import { signed, signingKey, type TestIssuer } from '../../support/issuer.js';
import type { TestSubgraph } from '../../support/subgraph.js';
import { onEverySubgraph, REGISTERS } from './every-subgraph.js';

const roleOf = ({ subgraph }: TestSubgraph): Role => staffRole(subgraph);

const knock = (at: TestSubgraph, headers: OutgoingHttpHeaders, query = REGISTERS[at.subgraph].query): Promise<RawAnswer> =>
  rawRequest(at.url, { headers, body: JSON.stringify({ query }) });

const withToken = (at: TestSubgraph, token: string): Promise<RawAnswer> => knock(at, { authorization: `Bearer ${token}`, 'x-purpose': REGISTERS[at.subgraph].purpose });

const LET_IN = { status: 200, codes: [], data: expect.anything() as unknown };
const NOBODY = { status: 401, codes: ['UNAUTHENTICATED'], data: undefined };

const part = (content: object): string => Buffer.from(JSON.stringify(content)).toString('base64url');
const now = (): number => Math.floor(Date.now() / 1000);

/** `alg: none`, with and without something that looks like a signature. */
const unsigned = (issuer: TestIssuer, role: Role, signature: string, alg = 'none'): string =>
  `${part({ alg, typ: 'at+jwt', kid: issuer.key.kid })}.${part(issuer.claims(role))}.${signature}`;

/** Signed with what everybody can fetch, as if it were a shared secret. */
async function signedWithPublicKey(issuer: TestIssuer, role: Role): Promise<string> {
  const secret = await exportSPKI((await importJWK(issuer.key.publicJwk, 'ES256', { extractable: true })) as CryptoKey);
  const input = `${part({ alg: 'HS256', typ: 'at+jwt', kid: issuer.key.kid })}.${part(issuer.claims(role))}`;
  return `${input}.${createHmac('sha256', secret).update(input).digest('base64url')}`;
}

const stranger = await signingKey('test-key');
const unknown = await signingKey('unknown-key');

/** The token's own parts, good but for one thing. */
const TOKENS: readonly (readonly [string, (issuer: TestIssuer, role: Role) => Promise<string>])[] = [
  ['alg none', (issuer, role) => Promise.resolve(unsigned(issuer, role, ''))],
  ['alg None with a signature', (issuer, role) => Promise.resolve(unsigned(issuer, role, 'AAAA', 'None'))],
  ['HS256 with the public key', signedWithPublicKey],
  ['a strange key under a known id', (issuer, role) => issuer.token(role, { key: stranger })],
  ['a key that nobody published', (issuer, role) => issuer.token(role, { key: unknown })],
  ['the algorithm of another key', (issuer, role) => issuer.token(role).then((token) => `${part({ alg: 'RS256', typ: 'at+jwt', kid: issuer.key.kid })}.${token.split('.').slice(1).join('.')}`)],
  ['a signature cut short', (issuer, role) => issuer.token(role).then((token) => token.slice(0, -4))],
  ['other claims than were signed', (issuer, role) => issuer.token('citizen').then((token) => [token.split('.')[0], part(issuer.claims(role)), token.split('.')[2]].join('.'))],
  ['a key of its own in the header', (issuer, role) => ownKeyInHeader(issuer, role)],
  ['an extension that must be understood', (issuer, role) => critical(issuer, role)],
  ['the type of an ID token', (issuer, role) => issuer.token(role, { header: { typ: 'JWT' } })],
  ['the type of a logout token', (issuer, role) => issuer.token(role, { header: { typ: 'logout+jwt' } })],
  ['a payload that is no object', (issuer) => signed('[]', issuer.key)],
  ['a payload that is no JSON', (issuer) => signed('claims', issuer.key)],
];

async function ownKeyInHeader(issuer: TestIssuer, role: Role): Promise<string> {
  const header = { alg: 'ES256', typ: 'at+jwt', jwk: stranger.publicJwk };
  const token = await issuer.token(role, { key: stranger });
  return [part(header), ...token.split('.').slice(1)].join('.');
}

const critical = async (issuer: TestIssuer, role: Role): Promise<string> => {
  const token = await issuer.token(role);
  return [part({ alg: 'ES256', typ: 'at+jwt', kid: issuer.key.kid, crit: ['exp'] }), ...token.split('.').slice(1)].join('.');
};

type Claims = Readonly<Record<string, unknown>>;

/** Claims that make a token none; made when the test runs, for the sake of the clock. */
const CLAIMS: readonly (readonly [string, () => Claims])[] = [
  ...['iss', 'aud', 'exp', 'iat', 'sub', 'client_id', 'role'].map((claim) => [`no ${claim}`, () => ({ [claim]: undefined })] as const),
  ...['iss', 'aud', 'exp', 'iat', 'sub', 'client_id', 'role'].map((claim) => [`${claim} null`, () => ({ [claim]: null })] as const),
  ['another issuer', () => ({ iss: 'https://issuer.example' })],
  ['the issuer with a slash', () => ({ iss: 'http://127.0.0.1/' })],
  ['another audience', () => ({ aud: 'urn:somebody:else' })],
  ['several other audiences', () => ({ aud: ['urn:somebody:else', 'urn:balagraph'] })],
  ['no audience of several', () => ({ aud: [] })],
  ['the audience as a prefix', () => ({ aud: 'urn:balagraph:graph:other' })],
  ['expired', () => ({ exp: now() - 60 })],
  ['an expiry that is a string', () => ({ exp: String(now() + 600) })],
  ['not good yet', () => ({ nbf: now() + 60 })],
  ['issued over an hour ago', () => ({ iat: now() - 3_700 })],
  ['issued over an hour ago, good for a year', () => ({ iat: now() - 3_700, exp: now() + 31_536_000 })],
  ['issued in the future', () => ({ iat: now() + 60 })],
  ['an empty subject', () => ({ sub: '' })],
  ['a subject that is a number', () => ({ sub: 7 })],
  ['a subject without end', () => ({ sub: 'x'.repeat(256) })],
  ['an empty client', () => ({ client_id: '' })],
  ['clients', () => ({ client_id: ['test'] })],
  ['an unknown role', () => ({ role: 'king' })],
  ['roles', () => ({ role: ['ministry:registry', 'ministry:benefits', 'ministry:savings', 'ministry:foster-families', 'ministry:schools'] })],
  ['a ministry of none', () => ({ role: 'ministry:' })],
  ['a role of JavaScript', () => ({ role: 'constructor' })],
  ['an IIN that is a number', () => ({ iin: 880617900004 })],
  ['an empty IIN', () => ({ iin: '' })],
  ['an IIN with a wrong check digit', () => ({ iin: '880617900005' })],
  ['an IIN cut short', () => ({ iin: '88061790000' })],
  ['IINs', () => ({ iin: ['880617900004'] })],
  ['an organisation that is none', () => ({ organisation: '123' })],
  ['an organisation with a wrong check digit', () => ({ organisation: '990140000109' })],
  ['a region that is a text', () => ({ regions: '*' })],
  ['a region that does not exist', () => ({ regions: ['990000000'] })],
  ['a region that is a number', () => ({ regions: [750000000] })],
  ['no region among some', () => ({ regions: ['750000000', null] })],
  ['regions by name', () => ({ regions: { all: true } })],
  ['scopes that are a list', () => ({ scope: ['identity', 'benefits'] })],
  ['scopes that are all', () => ({ scope: true })],
  ['documents of no kind', () => ({ documents: 'all' })],
  ['documents that are true', () => ({ documents: true })],
];

const AUTHORIZATIONS: readonly (readonly [string, (token: string) => string])[] = [
  ['empty', () => ''],
  ['another scheme', (token) => `Basic ${token}`],
  ['no scheme', (token) => token],
  ['no token', () => 'Bearer'],
  ['nothing but a space', () => 'Bearer  '],
  ['two tokens', (token) => `Bearer ${token} ${token}`],
  ['two tokens in one', (token) => `Bearer ${token}, Bearer ${token}`],
  ['garbage', () => 'Bearer garbage'],
  ['dots', () => 'Bearer ..'],
  ['five parts, as if encrypted', () => 'Bearer a.b.c.d.e'],
  ['Base64 of nothing', () => 'Bearer e30.e30.e30'],
  ['characters of no token', () => 'Bearer {"role":"ministry"}'],
  ['eight thousand characters', (token) => `Bearer ${token}${'A'.repeat(8_000)}`],
  ['a part that is very long', (token) => `Bearer ${'A'.repeat(8_000)}.${token}`],
];

onEverySubgraph((subgraph, name) => {
  let good: string;
  beforeAll(async () => {
    good = await subgraph().issuer.token(roleOf(subgraph()));
  });

  describe('a token', () => {
    it('of the ministry opens', async () => {
      expect(await withToken(subgraph(), good)).toMatchObject(LET_IN);
      expect(await knock(subgraph(), { authorization: `bearer ${good}`, 'x-purpose': REGISTERS[name].purpose })).toMatchObject(LET_IN);
    });

    it.each<[string, () => Claims]>([
      ['for several audiences, ours among them', () => ({ aud: ['urn:somebody:else', 'urn:balagraph:graph'] })],
      ['with scopes of somebody else besides', () => ({ scope: 'openid identity family contacts benefits savings care education audit profile' })],
      ['with claims that are null', () => ({ iin: null, organisation: null, regions: null, documents: null })],
      ['from an issuer whose clock is a little ahead', () => ({ iat: now() + 3, nbf: now() + 3 })],
    ])('%s opens', async (_name, claims) => {
      const at = subgraph();
      expect(await withToken(at, await at.issuer.token(roleOf(at), { claims: claims() }))).toMatchObject(LET_IN);
    });

    it('is needed', async () => {
      expect(await knock(subgraph(), { 'x-purpose': REGISTERS[name].purpose })).toMatchObject(NOBODY);
      expect(await knock(subgraph(), {}, '{ __typename }')).toMatchObject(NOBODY);
    });

    it.each(AUTHORIZATIONS)('is none: %s', async (_name, authorization) => {
      expect(await knock(subgraph(), { authorization: authorization(good), 'x-purpose': REGISTERS[name].purpose })).toMatchObject(NOBODY);
    });

    it.each(TOKENS)('is refused: %s', async (_name, make) => {
      const at = subgraph();
      expect(await withToken(at, await make(at.issuer, roleOf(at)))).toMatchObject(NOBODY);
    });

    it.each(CLAIMS)('is refused: %s', async (_name, claims) => {
      const at = subgraph();
      expect(await withToken(at, await at.issuer.token(roleOf(at), { claims: claims() }))).toMatchObject(NOBODY);
    });

    it('counts by the last of two claims of one name, as JSON is read everywhere', async () => {
      const at = subgraph();
      const { role, ...rest } = at.issuer.claims(roleOf(at));
      const twice = (first: unknown, last: unknown): Promise<string> =>
        signed(`${JSON.stringify(rest).slice(0, -1)},"role":${JSON.stringify(first)},"role":${JSON.stringify(last)}}`, at.issuer.key);
      expect(await withToken(at, await twice('citizen', role))).toMatchObject(LET_IN);
      expect(await withToken(at, await twice(role, 'citizen'))).toMatchObject({ status: 403, codes: ['ROLE_NOT_ALLOWED'] });
      expect(await withToken(at, await twice(role, 'king'))).toMatchObject(NOBODY);
    });

    it('says the same whatever the reason', async () => {
      const at = subgraph();
      const tokens = await Promise.all([...TOKENS.map(([, make]) => make(at.issuer, roleOf(at))), ...CLAIMS.map(([, claims]) => at.issuer.token(roleOf(at), { claims: claims() }))]);
      const answers = await Promise.all(tokens.map((token) => withToken(at, token)));
      expect(new Set(answers.map(({ text }) => text.replace(/"correlationId":"[^"]+"/, ''))).size).toBe(1);
    });

    it('too long for any header is turned away before anything is read', async () => {
      expect((await knock(subgraph(), { authorization: `Bearer ${'A'.repeat(20_000)}`, 'x-purpose': REGISTERS[name].purpose })).status).toBe(431);
    });

    it('sent twice is refused, whichever of the two is good', async () => {
      const at = subgraph();
      const citizen = await at.issuer.token('citizen');
      for (const pair of [[good, good], [good, citizen], [citizen, good]]) {
        const headers = { authorization: pair.map((token) => `Bearer ${token}`) as never, 'x-purpose': REGISTERS[name].purpose };
        expect(await knock(at, headers)).toMatchObject({ status: 400, codes: ['BAD_REQUEST'], data: undefined });
      }
    });
  });

  describe('a role', () => {
    it.each(ROLES.filter((role) => role !== staffRole(name)))('%s goes through the gateway', async (role) => {
      const at = subgraph();
      const token = await at.issuer.token(role, { claims: role === 'citizen' ? { iin: '880617900004' } : {} });
      for (const purpose of [REGISTERS[name].purpose, ...purposesOf(role)]) {
        expect(await knock(at, { authorization: `Bearer ${token}`, 'x-purpose': purpose })).toMatchObject({ status: 403, codes: ['ROLE_NOT_ALLOWED'], data: undefined });
      }
    });
  });

  describe('a purpose', () => {
    const named = (purpose: OutgoingHttpHeaders): Promise<RawAnswer> => knock(subgraph(), { authorization: `Bearer ${good}`, ...purpose });

    it('is needed', async () => {
      expect(await named({})).toMatchObject({ status: 400, codes: ['PURPOSE_MISSING'], data: undefined });
    });

    it.each([...PURPOSES.filter((purpose) => !purposesOf(staffRole(name)).includes(purpose)), '', 'CURIOSITY', 'constructor', REGISTERS[name].purpose.toLowerCase(), `${REGISTERS[name].purpose},CHILD_PROFILE`])(
      '%j is not the ministry\'s',
      async (purpose) => {
        expect(await named({ 'x-purpose': purpose })).toMatchObject({ status: 403, codes: ['PURPOSE_NOT_ALLOWED'], data: undefined });
      },
    );

    it('is one', async () => {
      const { purpose } = REGISTERS[name];
      expect(await named({ 'x-purpose': [purpose, purpose] })).toMatchObject({ status: 400, codes: ['BAD_REQUEST'], data: undefined });
    });

    it('opens no more than the token\'s scopes', async () => {
      const at = subgraph();
      for (const scope of [undefined, '', 'openid', 'operations']) {
        expect(await withToken(at, await at.issuer.token(roleOf(at), { claims: { scope } }))).toMatchObject({ status: 200, codes: ['SCOPE_MISSING'] });
      }
    });
  });
});
