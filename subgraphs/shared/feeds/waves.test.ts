import fc from 'fast-check';
import { expect, it } from 'vitest';
import { wavesOf } from './waves.js';

const events = fc.array(fc.uniqueArray(fc.integer({ min: 0, max: 5 }).map(String), { maxLength: 3 }), { maxLength: 30 }).map((all) => all.map((subjects, number) => ({ number, subjects })));

it('puts nobody into a wave twice, and keeps everybody\'s order', () => {
  fc.assert(fc.property(events, (all) => {
    const waves = wavesOf(all);
    expect(waves.flat().toSorted((a, b) => a.number - b.number)).toEqual(all);
    for (const wave of waves) expect(new Set(wave.flatMap(({ subjects }) => subjects)).size).toBe(wave.flatMap(({ subjects }) => subjects).length);
    for (const subject of ['0', '1', '2', '3', '4', '5']) {
      const order = waves.flat().filter(({ subjects }) => subjects.includes(subject)).map(({ number }) => number);
      expect(order).toEqual(order.toSorted((a, b) => a - b));
    }
  }), { seed: 1 });
});

it('applies a page about different people in one wave', () => {
  expect(wavesOf([{ subjects: ['1'] }, { subjects: [] }, { subjects: ['2', '3'] }])).toHaveLength(1);
});
