import type { OutgoingHttpHeaders } from 'node:http';
import { beforeAll, describe, expect, it } from 'vitest';
import { PURPOSES, purposesOf } from '../../../subgraphs/shared/access/purposes.js';
import { ROLES, staffRole, type Role } from '../../../subgraphs/shared/access/viewer.js';
import { rawRequest, type RawAnswer } from '../../support/raw-request.js';
import { signed } from '../../support/issuer.js';
import type { TestSubgraph } from '../../support/subgraph.js';
import { AUTHORIZATIONS, CLAIMS, inSeconds, TOKENS, type Claims } from '../../support/wrong-tokens.js';
import { onEverySubgraph, REGISTERS } from './every-subgraph.js';

const roleOf = ({ subgraph }: TestSubgraph): Role => staffRole(subgraph);

const knock = (at: TestSubgraph, headers: OutgoingHttpHeaders, query = REGISTERS[at.subgraph].query): Promise<RawAnswer> =>
  rawRequest(at.url, { headers, body: JSON.stringify({ query }) });

const withToken = (at: TestSubgraph, token: string): Promise<RawAnswer> => knock(at, { authorization: `Bearer ${token}`, 'x-purpose': REGISTERS[at.subgraph].purpose });

const LET_IN = { status: 200, codes: [], data: expect.anything() as unknown };
const NOBODY = { status: 401, codes: ['UNAUTHENTICATED'], data: undefined };

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
      ['from an issuer whose clock is a little ahead', () => ({ iat: inSeconds(3), nbf: inSeconds(3) })],
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
