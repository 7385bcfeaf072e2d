import { describe, expect, it } from 'vitest';
import { keptName } from './kept-name.js';
import { LedgerKey } from './ledger-key.js';

const [key, other] = [new LedgerKey('a1'.repeat(32)), new LedgerKey('b2'.repeat(32))];

describe('keptName', () => {
  it.each(['clerk-1', 'f3Kq_0', '1234567890123', '12345678901', 'e6c1f2a0-1111-4222-8333-944455556666', '150101900018', ''])('keeps %j as it is', (name) => {
    expect(keptName(name, key)).toBe(name);
  });

  it.each(['150101900017', 'iin:150101900017', '150101900017@egov', 'a150101900017b', '150101900017-150101900027'])('has a mark for every number of a person in %j', (name) => {
    const kept = keptName(name, key);
    expect(kept).not.toMatch(/\d{12}/);
    expect(kept).toMatch(/~[\w-]{16}/);
    expect(keptName(name, key)).toBe(kept);
    expect(keptName(name, other)).not.toBe(kept);
  });

  it('tells two people apart', () => {
    expect(keptName('150101900017', key)).not.toBe(keptName('150101900027', key));
  });

  it('has nothing that the database could not keep', () => {
    expect(keptName('a\0b\ud800', key)).toBe('a\ufffdb\ufffd');
  });
});
