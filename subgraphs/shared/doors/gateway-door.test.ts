import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { fixedClock } from '../clock.js';
import { ENVELOPE_HEADER, MAC_HEADER, seal, type Envelope } from './envelope.js';
import { GatewayDoor } from './gateway-door.js';

const KEY = 'a1'.repeat(32);
const NOW = '2026-11-22T06:00:00Z';
const BODY = '{"query":"{ me { iin } }"}';

const envelope = (change: Partial<Envelope> = {}): Envelope => ({
  subgraph: 'benefits',
  viewer: null,
  purpose: null,
  language: 'KK',
  today: '2026-11-22',
  expiresAt: Date.parse(NOW) + 30_000,
  nonce: randomUUID(),
  correlationId: 'c',
  ...change,
});

const door = (): GatewayDoor => new GatewayDoor('benefits', KEY, fixedClock(NOW));

function knock(at: GatewayDoor, sent: Envelope, key = KEY, body = BODY): Envelope | string {
  const headers = seal(key, sent, BODY);
  return at.open(headers[ENVELOPE_HEADER] ?? '', headers[MAC_HEADER] ?? '', body);
}

describe('GatewayDoor', () => {
  it('opens for a call the gateway signed', () => {
    const sent = envelope();
    expect(knock(door(), sent)).toEqual(sent);
  });

  it.each([
    ['another subgraph\'s key', envelope(), 'b2'.repeat(32), BODY, 'MAC'],
    ['another body', envelope(), KEY, `${BODY} `, 'MAC'],
    ['another subgraph\'s envelope', envelope({ subgraph: 'savings' }), KEY, BODY, 'SUBGRAPH'],
    ['an expired envelope', envelope({ expiresAt: Date.parse(NOW) }), KEY, BODY, 'EXPIRED'],
    ['an envelope without an expiry', envelope({ expiresAt: undefined as never }), KEY, BODY, 'EXPIRED'],
  ])('refuses %s', (_case, sent, key, body, refusal) => {
    expect(knock(door(), sent, key, body)).toBe(refusal);
  });

  it('refuses an envelope changed after signing, an empty MAC and rubbish', () => {
    const headers = seal(KEY, envelope(), BODY);
    const forged = Buffer.from(JSON.stringify(envelope({ today: '2020-01-01' }))).toString('base64url');
    expect(door().open(forged, headers[MAC_HEADER] ?? '', BODY)).toBe('MAC');
    expect(door().open(headers[ENVELOPE_HEADER] ?? '', '', BODY)).toBe('MAC');
    expect(door().open('', '', '')).toBe('MAC');
  });

  it('takes a nonce once', () => {
    const at = door();
    const sent = envelope();
    expect(knock(at, sent)).toEqual(sent);
    expect(knock(at, sent)).toBe('REPLAYED');
    expect(knock(at, envelope())).toMatchObject({ subgraph: 'benefits' });
  });
});
