import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { PageRefused, readPage, writePage, type WireEvent } from './page.js';

const KEY = 'a1'.repeat(32);
const PULL = { consumer: 'savings' as const, nonce: randomUUID() };
const event: WireEvent = { id: randomUUID(), position: 7, type: 'DEATH', subjects: ['150514900002'], occurredOn: '2026-11-01', recordedAt: '2026-11-02T01:02:03.004Z', data: { iin: '150514900002' } };
const erased: WireEvent = { ...event, id: randomUUID(), position: 8, subjects: [], data: null };
const end = { cursor: `8-${erased.id}`, head: 9, count: 2, oldestUnreadAt: '2026-11-02T01:02:04.000Z' };
const page = writePage(KEY, PULL, [event, erased], end);

const refusal = (text: string, pull = PULL, key = KEY): string | null => {
  try {
    readPage(key, pull, text);
    return null;
  } catch (error) {
    return error instanceof PageRefused ? error.code : String(error);
  }
};

describe('a page', () => {
  it('is read as it was written', () => {
    expect(readPage(KEY, PULL, page)).toEqual({ events: [event, erased], end });
    expect(readPage(KEY, PULL, writePage(KEY, PULL, [], { ...end, count: 0 }))).toEqual({ events: [], end: { ...end, count: 0 } });
  });

  it('is not believed when it was cut off, wherever that was', () => {
    for (let length = 0; length < page.length; length += 1) expect(refusal(page.slice(0, length))).toMatch(/^PAGE_(TRUNCATED|FORGED)$/);
  });

  it.each([
    ['a changed byte', page.replace('DEATH', 'BIRTH'), PULL, KEY],
    ['a line left out', page.split('\n').toSpliced(1, 1).join('\n'), PULL, KEY],
    ['two lines in each other\'s place', [1, 0, 2, 3, 4].map((i) => page.split('\n')[i]).join('\n'), PULL, KEY],
    ['another end', page.replace('"head":9', '"head":8'), PULL, KEY],
    ['another request\'s answer', page, { ...PULL, nonce: randomUUID() }, KEY],
    ['another consumer\'s page', page, { ...PULL, consumer: 'schools' as const }, KEY],
    ['another key', page, PULL, 'b2'.repeat(32)],
  ])('is not believed: %s', (_what, text, pull, key) => {
    expect(refusal(text, pull as typeof PULL, key)).toBe('PAGE_FORGED');
  });

  it.each([
    ['fewer events than it says', writePage(KEY, PULL, [event], end)],
    ['an event without an id', writePage(KEY, PULL, [{ ...event, id: '' }, erased], end)],
    ['an event without data', writePage(KEY, PULL, [{ ...event, data: undefined as never }, erased], end)],
    ['no end', writePage(KEY, PULL, [event, erased], undefined as never)],
  ])('is not used, though signed: %s', (_what, text) => {
    expect(refusal(text)).toBe('PAGE_MALFORMED');
  });
});
