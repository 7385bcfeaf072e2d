import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { TokenVerifier } from '../../subgraphs/shared/access/token.js';
import { signingKey, startTestIssuer, type TestIssuer, type TokenWish } from '../support/issuer.js';
import { AUTHORIZATIONS, CLAIMS, inSeconds, TOKENS } from '../support/wrong-tokens.js';

const START = Date.parse('2026-11-22T06:00:00Z');
const later = (seconds: number): unknown => vi.setSystemTime(START + seconds * 1000);

const refused = expect.objectContaining({ message: 'The access token is missing, expired or not valid for this graph.', extensions: { code: 'UNAUTHENTICATED' } }) as Error;

let issuer: TestIssuer;
let verifier: TokenVerifier;
beforeAll(async () => {
  issuer = await startTestIssuer();
});
afterAll(() => issuer.close());
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: START });
  verifier = new TokenVerifier(issuer.tokens);
});
afterEach(() => {
  vi.useRealTimers();
  issuer.fail(null);
  issuer.publish(issuer.key);
});

const bearer = async (wish?: TokenWish): Promise<string> => `Bearer ${await issuer.token('citizen', wish)}`;
const viewerWith = async (claims: Record<string, unknown>) => verifier.viewerOf(await bearer({ claims }));

describe('who asks', () => {
  it('is nobody without a token', async () => {
    for (const none of [undefined, '']) expect(await verifier.viewerOf(none)).toBeNull();
  });

  it('is whom the token names, as far as it says', async () => {
    const claims = { sub: 'account', client_id: 'portal', role: 'caseworker', iin: '880617900004', organisation: '990140000106', regions: ['750000000', '*'], scope: 'openid identity care', documents: 'free' };
    const { sub: subject, client_id: client, scope: _scope, ...same } = claims;
    expect(await viewerWith(claims)).toEqual({ subject, client, scopes: ['identity', 'care'], ...same });
    const bare = { subject: 'test-account', client: 'test', role: 'citizen', iin: null, organisation: null, regions: [], scopes: [], documents: 'trusted' };
    for (const nothing of [undefined, null]) expect(await viewerWith({ iin: nothing, organisation: nothing, regions: nothing, scope: nothing, documents: nothing })).toEqual(bare);
    expect(await viewerWith({ documents: 'trusted' })).toMatchObject({ documents: 'trusted' });
  });

  it('has a name of 255 characters at the most', async () => {
    const [longest, longer] = ['x'.repeat(255), 'x'.repeat(256)];
    expect(await viewerWith({ sub: longest, client_id: longest })).toMatchObject({ subject: longest, client: longest });
    await expect(viewerWith({ client_id: longer })).rejects.toThrow(refused);
  });

  it.each(AUTHORIZATIONS.filter(([name]) => name !== 'empty'))('is nobody that is let in with %s', async (_name, authorization) => {
    await expect(verifier.viewerOf(authorization(await issuer.token('citizen')))).rejects.toThrow(refused);
  });

  it.each(['no bearer', 'Basic'])('is nobody that is let in with "%s" before the scheme', async (word) => {
    await expect(verifier.viewerOf(`${word} ${await bearer()}`)).rejects.toThrow(refused);
  });
});

describe('a token', () => {
  it.each(['RS256', 'PS256', 'ES256', 'EdDSA'])('may be signed with %s', async (algorithm) => {
    const key = await signingKey('another', algorithm);
    issuer.publish(key);
    expect(await verifier.viewerOf(await bearer({ key }))).toMatchObject({ role: 'citizen' });
    expect(await verifier.viewerOf((await bearer({ key })).replace('Bearer', 'bearer'))).toMatchObject({ role: 'citizen' });
  });

  it('may not be signed with whatever else the issuer has a key for', async () => {
    const key = await signingKey('another', 'ES384');
    issuer.publish(key);
    await expect(verifier.viewerOf(await bearer({ key }))).rejects.toThrow(refused);
  });

  it.each(TOKENS)('is refused: %s', async (_name, make) => {
    await expect(verifier.viewerOf(`Bearer ${await make(issuer, 'caseworker')}`)).rejects.toThrow(refused);
  });

  it.each(CLAIMS)('is refused: %s', async (_name, claims) => {
    await expect(viewerWith(claims())).rejects.toThrow(refused);
  });

  it('is judged by a clock that may be five seconds from the issuer\'s', async () => {
    for (const claims of [{ exp: inSeconds(-4) }, { nbf: inSeconds(5) }, { iat: inSeconds(5) }, { iat: inSeconds(-3_605) }]) expect(await viewerWith(claims)).toMatchObject({ role: 'citizen' });
    for (const claims of [{ exp: inSeconds(-5) }, { nbf: inSeconds(6) }, { iat: inSeconds(6) }, { iat: inSeconds(-3_606) }]) await expect(viewerWith(claims)).rejects.toThrow(refused);
  });

  it('cannot be judged without keys', async () => {
    issuer.fail((response) => void response.destroy());
    await expect(verifier.viewerOf(await bearer())).rejects.toThrow(expect.objectContaining({ message: 'The token issuer cannot be reached to check this token.', extensions: { code: 'UNAVAILABLE' } }));
    await expect(verifier.viewerOf('Bearer garbage')).rejects.toThrow(refused);
  });
});

describe('a token that was good before', () => {
  it('is not looked into again', async () => {
    const token = await bearer();
    const viewer = await verifier.viewerOf(token);
    expect(await verifier.viewerOf(token)).toBe(viewer);
    expect(await verifier.viewerOf(await bearer({ claims: { sub: 'other' } }))).toMatchObject({ subject: 'other' });
  });

  it('is good until it ends, a little longer for the sake of the clocks, and no longer', async () => {
    const token = await bearer({ claims: { exp: inSeconds(600) } });
    await verifier.viewerOf(token);
    later(604);
    expect(await verifier.viewerOf(token)).toMatchObject({ role: 'citizen' });
    later(605);
    await expect(verifier.viewerOf(token)).rejects.toThrow(refused);
  });

  it('is good for an hour, whatever it says', async () => {
    const token = await bearer({ claims: { exp: inSeconds(7_200) } });
    await verifier.viewerOf(token);
    later(3_604);
    expect(await verifier.viewerOf(token)).toMatchObject({ role: 'citizen' });
    later(3_606);
    await expect(verifier.viewerOf(token)).rejects.toThrow(refused);
  });

  it('is as good as its key: it is refused when another is in its place', async () => {
    const token = await bearer();
    await verifier.viewerOf(token);
    issuer.publish(await signingKey(issuer.key.kid));
    later(599);
    await verifier.viewerOf(token);
    await expect.poll(() => verifier.viewerOf(token).catch((error: unknown) => error)).toEqual(refused);
  });

  it('cannot be judged when the keys are too old and there are no others', async () => {
    const token = await bearer({ claims: { exp: inSeconds(3_600) } });
    await verifier.viewerOf(token);
    issuer.fail((response) => void response.destroy());
    later(601);
    await expect(verifier.viewerOf(token)).rejects.toMatchObject({ extensions: { code: 'UNAVAILABLE' } });
    issuer.fail(null);
    expect(await verifier.viewerOf(token)).toMatchObject({ role: 'citizen' });
  });
});
