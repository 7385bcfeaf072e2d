import { randomUUID } from 'node:crypto';
import { Compile } from 'typebox/compile';
import { describe, expect, it } from 'vitest';
import { newKey } from '../../sealed-key.js';
import { IDENTIFICATIONS, keyForFeed, keyOfFeed } from './identifications.js';

describe('a key in the feed of identifications', () => {
  const [key, feedKey, request] = [newKey(), newKey(), randomUUID()];
  const sealed = keyForFeed(key, feedKey, request);

  it('opens with the secret of the feed, for its request alone', () => {
    expect(keyOfFeed(sealed, feedKey, request)).toBe(key);
    expect(() => keyOfFeed(sealed, feedKey, randomUUID())).toThrow();
    expect(() => keyOfFeed(sealed, newKey(), request)).toThrow();
  });

  it('does not open when it was changed on the way, or cut off', () => {
    const bytes = Buffer.from(sealed, 'base64');
    for (const at of [0, 12, 28, bytes.length - 1]) {
      const changed = Buffer.from(bytes);
      changed.writeUInt8(changed.readUInt8(at) ^ 1, at);
      expect(() => keyOfFeed(changed.toString('base64'), feedKey, request)).toThrow();
    }
    expect(() => keyOfFeed(bytes.subarray(0, 40).toString('base64'), feedKey, request)).toThrow();
  });

  it('is sealed anew each time, says nothing of itself, and fits the contract', () => {
    expect(keyForFeed(key, feedKey, request)).not.toBe(sealed);
    expect(Buffer.from(sealed, 'base64').toString('hex')).not.toContain(key.slice(0, 16));
    const event = { request, pseudonym: randomUUID(), sealedKey: sealed, caseNumber: 'K-1/2026', requestedByIin: '990101900001', decidedByIin: '990101900002', ministry: null, until: '2026-12-31' };
    const shape = Compile(IDENTIFICATIONS.events.IDENTIFICATION_APPROVED);
    expect([event, { ...event, ministry: 'foster-families' }, { ...event, ministry: 'audit' }, { ...event, sealedKey: key }, { ...event, until: '2026' }].map((one) => shape.Check(one))).toEqual([true, true, false, false, false]);
  });
});
