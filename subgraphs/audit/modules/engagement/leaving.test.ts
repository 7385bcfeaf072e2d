import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newSnapshotKey } from '../snapshot/snapshot-key.js';
import { newEngagementKey, openEngagementKey } from './engagement-key.js';
import { leavingUnder } from './leaving.js';

const RANDOM_UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const KEY = 'a1'.repeat(32);
const [one, other] = [leavingUnder(KEY), leavingUnder('b2'.repeat(32))];
const ids = fc.bigInt({ min: 1n, max: 2n ** 53n }).map(String);

describe('what leaves under the key of an engagement', () => {
  it('stays what it was, from start to start', () => {
    const made = { subject: one.subject('17'), finding: one.finding('17'), record: one.record('a record') };
    expect(made).toEqual({ subject: '6a23557a-8a89-4cff-bb97-39c323800fc5', finding: 'bfebe538-0c7b-4591-9bd2-9751fb583814', record: '2cebcbf8-1b8d-417f-8d0b-27e6129230bc' });
    const again = leavingUnder(KEY);
    expect([again.subject('17'), again.finding('17'), again.record('a record')]).toEqual(Object.values(made));
  });

  it('is a random UUID by its form, and unlike in every engagement', () =>
    fc.assert(
      fc.property(ids, (id) => {
        const made = [one, other].flatMap((leaving) => [leaving.subject(id), leaving.finding(id), leaving.record(id)]);
        expect(new Set(made).size).toBe(6);
        for (const uuid of made) expect(uuid).toMatch(RANDOM_UUID);
      }),
    ));

  it('is unlike for two subjects, findings and records', () => {
    const numbers = Array.from({ length: 2_000 }, (_one, i) => String(i + 1));
    const made = numbers.flatMap((id) => [one.subject(id), one.finding(id), one.record(id)]);
    expect(new Set(made).size).toBe(3 * numbers.length);
  });

  it('leads back to a finding under the key of the engagement alone', () =>
    fc.assert(
      fc.property(ids, (id) => {
        expect(one.findingOf(one.finding(id))).toBe(id);
        expect(one.findingOf(one.finding(id).toUpperCase())).toBe(id);
        expect(other.findingOf(one.finding(id))).toBeNull();
      }),
    ));

  it('leads back from nothing else: made up ones, subjects, other versions, no UUID', () => {
    const madeUp = Array.from({ length: 2_000 }, () => randomUUID());
    expect(madeUp.filter((uuid) => one.findingOf(uuid) !== null)).toEqual([]);
    expect([one.subject('1'), one.record('1'), one.finding('1').replace(/-4/, '-7'), '', '1', 'x'.repeat(36), `${one.finding('1')} `].map((text) => one.findingOf(text))).toEqual(Array.from({ length: 7 }, () => null));
  });

  it('names no finding that has no number', () => {
    for (const id of ['', '0', '-1', 'x', '1.5', '1e3']) expect(() => one.finding(id)).toThrow('number');
  });
});

describe('the key of an engagement', () => {
  const [secret, id] = [newSnapshotKey(), randomUUID()];

  it('opens for its engagement and under its secret alone', () => {
    const sealed = newEngagementKey(secret, id);
    expect(openEngagementKey(sealed, secret, id)).toMatch(/^[0-9a-f]{64}$/);
    expect(() => openEngagementKey(sealed, secret, randomUUID())).toThrow();
    expect(() => openEngagementKey(sealed, newSnapshotKey(), id)).toThrow();
    expect(sealed.equals(newEngagementKey(secret, id))).toBe(false);
  });
});
