import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { fixedClock } from '../clock.js';
import { ENVELOPE_HEADER, MAC_HEADER, seal, sealText, type Envelope } from './envelope.js';
import { GatewayDoor } from './gateway-door.js';

const KEY = 'a1'.repeat(32);
const NOW = '2026-11-22T06:00:00Z';
const BODY = '{"query":"{ me { iin } }"}';

const inMilliseconds = (left: number): number => Date.parse(NOW) + left;

const envelope = (change: Partial<Envelope> = {}): Envelope => ({
  subgraph: 'benefits',
  viewer: null,
  purpose: null,
  language: 'KK',
  today: '2026-11-22',
  expiresAt: inMilliseconds(30_000),
  nonce: randomUUID(),
  correlationId: 'c',
  ...change,
});

function door(): GatewayDoor {
  const taken = new Set<string>();
  return new GatewayDoor('benefits', KEY, fixedClock(NOW), { take: (nonce) => Promise.resolve(taken.size < taken.add(nonce).size) });
}

async function knock(at: GatewayDoor, sent: Envelope, key = KEY, body = BODY): Promise<Envelope | string> {
  const headers = seal(key, sent, BODY);
  return at.open(headers[ENVELOPE_HEADER] ?? '', headers[MAC_HEADER] ?? '', body);
}

describe('GatewayDoor', () => {
  it.each([30_000, 1, 35_000])('opens for a call the gateway signed, good for %i ms', async (left) => {
    const sent = envelope({ expiresAt: inMilliseconds(left) });
    expect(await knock(door(), sent)).toEqual(sent);
  });

  it.each([
    ['another subgraph\'s key', envelope(), 'b2'.repeat(32), BODY, 'MAC'],
    ['another body', envelope(), KEY, `${BODY} `, 'MAC'],
    ['another subgraph\'s envelope', envelope({ subgraph: 'savings' }), KEY, BODY, 'SUBGRAPH'],
    ['an expired envelope', envelope({ expiresAt: inMilliseconds(0) }), KEY, BODY, 'EXPIRED'],
    ['an envelope that is good for too long', envelope({ expiresAt: inMilliseconds(35_001) }), KEY, BODY, 'TOO_LONG'],
    ['an envelope that is good for ever', envelope({ expiresAt: Number.MAX_VALUE }), KEY, BODY, 'TOO_LONG'],
    ['an envelope without an expiry', envelope({ expiresAt: undefined as never }), KEY, BODY, 'MALFORMED'],
  ])('refuses %s', async (_case, sent, key, body, refusal) => {
    expect(await knock(door(), sent, key, body)).toBe(refusal);
  });

  describe('while it cannot be told what is repeated', () => {
    const silence = Promise.withResolvers<boolean>().promise;
    const blind = (take: () => Promise<boolean>, clock = fixedClock(NOW)): GatewayDoor => new GatewayDoor('benefits', KEY, clock, { take });
    const without = (): GatewayDoor => blind(() => Promise.reject(new Error('no database')));
    const viewer = { subject: 's', role: 'caseworker', client: 'c', iin: null, organisation: null, regions: ['*'], scopes: [], documents: 'free' } as const;

    it('lets in nobody\'s question, and nobody else\'s', async () => {
      const anonymous = envelope();
      expect(await knock(without(), anonymous)).toEqual(anonymous);
      await expect(knock(without(), envelope({ viewer }))).rejects.toThrow('no database');
      await expect(knock(without(), envelope({ viewer: { ...viewer, scopes: [] }, purpose: null }))).rejects.toThrow('no database');
    });

    it('does so when nothing is said at all, and waits with somebody\'s', async () => {
      const at = blind(() => silence);
      const anonymous = envelope();
      expect(await Promise.race([knock(at, envelope({ viewer })), knock(at, anonymous)])).toEqual(anonymous);
    });

    it('lets it in once, and holds it to the text, the subgraph and the time that were signed', async () => {
      const at = without();
      const sent = envelope();
      expect(await knock(at, sent)).toEqual(sent);
      expect(await knock(at, sent)).toBe('REPLAYED');
      expect(await knock(at, envelope(), KEY, '{"query":"{ _entities }"}')).toBe('MAC');
      expect(await knock(at, envelope({ subgraph: 'savings' }))).toBe('SUBGRAPH');
      expect(await knock(at, envelope({ expiresAt: inMilliseconds(0) }))).toBe('EXPIRED');
    });

    it('refuses what is known to be a repeated one', async () => {
      expect(await knock(blind(() => Promise.resolve(false)), envelope())).toBe('REPLAYED');
    });
  });

  it('refuses an envelope changed after signing, an empty MAC and rubbish', async () => {
    const headers = seal(KEY, envelope(), BODY);
    const forged = Buffer.from(JSON.stringify(envelope({ today: '2020-01-01' }))).toString('base64url');
    expect(await door().open(forged, headers[MAC_HEADER] ?? '', BODY)).toBe('MAC');
    expect(await door().open(headers[ENVELOPE_HEADER] ?? '', '', BODY)).toBe('MAC');
    expect(await door().open('', '', '')).toBe('MAC');
  });

  // What Base64 decoders pass over would make many texts the same MAC.
  it.each(['!', ' ', ', ', '=', '\n'])('takes a MAC in one spelling only: not with %j', async (noise) => {
    const headers = seal(KEY, envelope(), BODY);
    expect(await door().open(headers[ENVELOPE_HEADER] ?? '', `${headers[MAC_HEADER]}${noise}`, BODY)).toBe('MAC');
    expect(await door().open(`${headers[ENVELOPE_HEADER]}${noise}`, headers[MAC_HEADER] ?? '', BODY)).toBe('MAC');
  });

  it.each(['', 'x', 'null', '[]', '{}', '"envelope"', '7', '{"__proto__":{"subgraph":"benefits"}}'])('refuses a signed %j', async (content) => {
    const headers = sealText(KEY, content, BODY);
    expect(await door().open(headers[ENVELOPE_HEADER] ?? '', headers[MAC_HEADER] ?? '', BODY)).toBe('MALFORMED');
  });

  it('passes over what a later gateway may say besides', async () => {
    const sent = { ...envelope(), later: true };
    expect(await knock(door(), sent)).toEqual(sent);
  });

  it('takes a nonce once', async () => {
    const at = door();
    const sent = envelope();
    expect(await knock(at, sent)).toEqual(sent);
    expect(await knock(at, sent)).toBe('REPLAYED');
    expect(await knock(at, envelope())).toMatchObject({ subgraph: 'benefits' });
  });
});
