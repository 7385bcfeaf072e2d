import { errors } from 'jose';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { IssuerKeys, KEY_TIMING, KeysUnavailable } from '../../subgraphs/shared/access/keys.js';
import { signingKey, type SigningKey } from '../support/issuer.js';

const START = Date.parse('2026-11-22T06:00:00Z');
const later = (milliseconds: number): unknown => vi.setSystemTime(START + milliseconds);

const HEADER = { alg: 'ES256', kid: 'one' };
const KEY = expect.objectContaining({ type: 'public' }) as unknown;

let [one, next]: SigningKey[] = [];

/** What the issuer answers. */
const answer = vi.fn<typeof fetch>();
const publish = (...keys: readonly (SigningKey | undefined)[]): unknown => answer.mockImplementation(() => Promise.resolve(Response.json({ keys: keys.map((key) => key?.publicJwk) })));
const hangUp = (): unknown => answer.mockRejectedValue(new TypeError('fetch failed'));
const fetches = (): number => answer.mock.calls.length;

let keys: IssuerKeys;
beforeAll(async () => {
  [one, next] = await Promise.all([signingKey('one'), signingKey('next')]);
});
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: START });
  vi.stubGlobal('fetch', answer);
  answer.mockReset();
  publish(one);
  keys = new IssuerKeys('http://issuer.example/jwks');
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const outcome = (header: { alg: string; kid?: string } = HEADER, of = keys): Promise<unknown> => of.keyOf(header).catch((error: unknown) => error);

describe('the keys of an issuer', () => {
  it('are fetched once for many tokens', async () => {
    const found = await keys.keyOf(HEADER);
    expect(found).toEqual(KEY);
    for (const time of [1, 5_000, 59_999]) {
      later(time);
      expect(await keys.keyOf(HEADER)).toBe(found);
    }
    expect(fetches()).toBe(1);
    expect(answer).toHaveBeenCalledWith('http://issuer.example/jwks', expect.anything());
  });

  it('are fetched anew behind the answer once they are a minute old', async () => {
    const found = await keys.keyOf(HEADER);
    publish(next);
    later(60_000);
    expect(await keys.keyOf(HEADER)).toBe(found);
    await expect.poll(() => outcome()).toBeInstanceOf(errors.JWKSNoMatchingKey);
    expect(fetches()).toBe(2);
  });

  it('stay, and are asked for at most every five seconds, while the issuer is down', async () => {
    const found = await keys.keyOf(HEADER);
    hangUp();
    for (const [time, asked] of [[60_000, 2], [64_999, 2], [65_000, 3], [69_999, 3]] as const) {
      later(time);
      expect(await keys.keyOf(HEADER)).toBe(found);
      expect(fetches()).toBe(asked);
    }
  });

  it('are good for ten minutes without the issuer, and no longer', async () => {
    await keys.keyOf(HEADER);
    hangUp();
    later(599_999);
    expect(await outcome()).toEqual(KEY);
    later(600_000);
    expect(await outcome()).toBeInstanceOf(KeysUnavailable);
  });

  it('are fetched for a token that names another, but not again within five seconds', async () => {
    await keys.keyOf(HEADER);
    publish(one, next);
    later(4_999);
    expect(await outcome({ alg: 'ES256', kid: 'next' })).toBeInstanceOf(errors.JWKSNoMatchingKey);
    expect(fetches()).toBe(1);
    later(5_000);
    expect(await outcome({ alg: 'ES256', kid: 'next' })).toEqual(KEY);
    expect(fetches()).toBe(2);
  });

  it('are not to be had from an issuer that does not answer in time, or not with keys', async () => {
    answer.mockImplementation((_url, { signal } = {}) => new Promise((_resolve, reject) => {
      signal?.addEventListener('abort', () => reject(signal.reason as Error));
    }));
    const hurried = new IssuerKeys('http://issuer.example/jwks', { ...KEY_TIMING, timeoutMs: 20 });
    expect(await outcome(HEADER, hurried)).toMatchObject({ message: 'The issuer\'s keys cannot be had.', cause: expect.objectContaining({ code: 'ERR_JWKS_TIMEOUT' }) as unknown });
    answer.mockResolvedValue(Response.json({}));
    expect(await outcome()).toBeInstanceOf(KeysUnavailable);
  });

  it('that a token does not choose among are no fault of the issuer', async () => {
    publish(one, next);
    expect(await outcome({ alg: 'ES256' })).toBeInstanceOf(errors.JWKSMultipleMatchingKeys);
    expect(await outcome({ alg: 'RS256', kid: 'one' })).toBeInstanceOf(errors.JWKSNoMatchingKey);
  });
});
