import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { errors } from 'jose';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { IssuerKeys, KeysUnavailable, type KeyTiming } from '../../subgraphs/shared/access/keys.js';
import { signingKey, type SigningKey } from '../support/issuer.js';

const START = Date.parse('2026-11-22T06:00:00Z');
const later = (milliseconds: number): unknown => vi.setSystemTime(START + milliseconds);

/** As it is but for the time that an issuer is waited for. */
const TIMING: KeyTiming = { refreshMs: 60_000, keptMs: 600_000, pauseMs: 5_000, timeoutMs: 20_000 };
const HEADER = { alg: 'ES256', kid: 'one' };

let [one, next]: SigningKey[] = [];
let server: Server;
let url: string;
let fetched: number;
let answer: (response: ServerResponse) => void;

const publish = (...keys: readonly (SigningKey | undefined)[]) => void (answer = (response) => void response.end(JSON.stringify({ keys: keys.map((key) => key?.publicJwk) })));
const hangUp = (): void => void (answer = (response) => void response.destroy());

beforeAll(async () => {
  [one, next] = await Promise.all([signingKey('one'), signingKey('next')]);
});
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: START });
  fetched = 0;
  publish(one);
  server = createServer((_request, response) => {
    fetched += 1;
    answer(response);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks`;
});
afterEach(() => {
  vi.useRealTimers();
  server.close();
  server.closeAllConnections();
});

const outcome = (keys: IssuerKeys, header: { alg: string; kid?: string } = HEADER): Promise<unknown> => keys.keyOf(header).catch((error: unknown) => error);
const key = expect.objectContaining({ type: 'public' }) as unknown;

describe('the keys of an issuer', () => {
  it('are fetched once for many tokens', async () => {
    const keys = new IssuerKeys(url, TIMING);
    const found = await keys.keyOf(HEADER);
    expect(found).toEqual(key);
    for (let again = 0; again < 3; again += 1) expect(await keys.keyOf(HEADER)).toBe(found);
    later(59_999);
    expect(await keys.keyOf(HEADER)).toBe(found);
    expect(fetched).toBe(1);
  });

  it('are fetched anew behind the answer once they are a minute old', async () => {
    const keys = new IssuerKeys(url);
    const found = await keys.keyOf(HEADER);
    publish(next);
    later(60_000);
    expect(await keys.keyOf(HEADER)).toBe(found);
    await expect.poll(() => outcome(keys)).toBeInstanceOf(errors.JWKSNoMatchingKey);
    expect(fetched).toBe(2);
  });

  it('stay, and are asked for at most every five seconds, while the issuer is down', async () => {
    const keys = new IssuerKeys(url, TIMING);
    const found = await keys.keyOf(HEADER);
    hangUp();
    for (const [time, fetches] of [[60_000, 2], [64_999, 2], [65_000, 3], [69_999, 3]] as const) {
      later(time);
      expect(await keys.keyOf(HEADER)).toBe(found);
      await expect.poll(() => fetched).toBe(fetches);
      expect(await keys.keyOf(HEADER)).toBe(found);
    }
  });

  it('are good for ten minutes without the issuer, and no longer', async () => {
    const keys = new IssuerKeys(url, TIMING);
    await keys.keyOf(HEADER);
    hangUp();
    later(599_999);
    expect(await outcome(keys)).toEqual(key);
    later(600_000);
    expect(await outcome(keys)).toBeInstanceOf(KeysUnavailable);
  });

  it('are fetched for a token that names another, but not again within five seconds', async () => {
    const keys = new IssuerKeys(url, TIMING);
    await keys.keyOf(HEADER);
    publish(one, next);
    later(4_999);
    expect(await outcome(keys, { alg: 'ES256', kid: 'next' })).toBeInstanceOf(errors.JWKSNoMatchingKey);
    expect(fetched).toBe(1);
    later(5_000);
    expect(await outcome(keys, { alg: 'ES256', kid: 'next' })).toEqual(key);
    expect(fetched).toBe(2);
  });

  it('are not to be had from an issuer that does not answer in time, or not with keys', async () => {
    answer = () => undefined;
    expect(await outcome(new IssuerKeys(url, { ...TIMING, timeoutMs: 20 }))).toMatchObject({ message: 'The issuer\'s keys cannot be had.', cause: expect.objectContaining({ code: 'ERR_JWKS_TIMEOUT' }) as unknown });
    answer = (response) => void response.end('{}');
    expect(await outcome(new IssuerKeys(url, TIMING))).toBeInstanceOf(KeysUnavailable);
  });

  it('that a token does not choose among are no fault of the issuer', async () => {
    publish(one, next);
    expect(await outcome(new IssuerKeys(url, TIMING), { alg: 'ES256' })).toBeInstanceOf(errors.JWKSMultipleMatchingKeys);
    expect(await outcome(new IssuerKeys(url, TIMING), { alg: 'RS256', kid: 'one' })).toBeInstanceOf(errors.JWKSNoMatchingKey);
  });
});
