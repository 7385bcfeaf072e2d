import { createHmac } from 'node:crypto';
import { exportSPKI, importJWK, type CryptoKey } from 'jose';
import type { Role } from '../../subgraphs/shared/access/viewer.js';
import { signed, signingKey, type TestIssuer } from './issuer.js';

const part = (content: object): string => Buffer.from(JSON.stringify(content)).toString('base64url');

/** A claim of time: so many seconds from now, or ago. */
export const inSeconds = (seconds: number): number => Math.floor(Date.now() / 1000) + seconds;

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

/** Tokens whose own parts are good but for one thing. */
export const TOKENS: readonly (readonly [string, (issuer: TestIssuer, role: Role) => Promise<string>])[] = [
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

export type Claims = Readonly<Record<string, unknown>>;

/** Claims that make a token none; made when the test runs, for the sake of the clock. */
export const CLAIMS: readonly (readonly [string, () => Claims])[] = [
  ...['iss', 'aud', 'exp', 'iat', 'sub', 'client_id', 'role'].map((claim) => [`no ${claim}`, () => ({ [claim]: undefined })] as const),
  ...['iss', 'aud', 'exp', 'iat', 'sub', 'client_id', 'role'].map((claim) => [`${claim} null`, () => ({ [claim]: null })] as const),
  ['another issuer', () => ({ iss: 'https://issuer.example' })],
  ['the issuer with a slash', () => ({ iss: 'http://127.0.0.1/' })],
  ['another audience', () => ({ aud: 'urn:somebody:else' })],
  ['several other audiences', () => ({ aud: ['urn:somebody:else', 'urn:balagraph'] })],
  ['no audience of several', () => ({ aud: [] })],
  ['the audience as a prefix', () => ({ aud: 'urn:balagraph:graph:other' })],
  ['expired', () => ({ exp: inSeconds(-60) })],
  ['an expiry that is a string', () => ({ exp: String(inSeconds(600)) })],
  ['not good yet', () => ({ nbf: inSeconds(60) })],
  ['issued over an hour ago', () => ({ iat: inSeconds(-3_700) })],
  ['issued over an hour ago, good for a year', () => ({ iat: inSeconds(-3_700), exp: inSeconds(31_536_000) })],
  ['issued in the future', () => ({ iat: inSeconds(60) })],
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

/** Headers that are none, whatever token they have. */
export const AUTHORIZATIONS: readonly (readonly [string, (token: string) => string])[] = [
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
