import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ASTANA } from '../../../soak/support/civil-register.js';
import type { LifeEvent } from '../../../soak/support/sequences/life-event.js';
import { liveThrough, missingIn, sequences, type Met } from '../../../soak/support/sequences/sequence.js';
import { Registrar } from './registrar.js';

let registrar: Registrar;
beforeAll(async () => {
  registrar = await Registrar.start();
});
afterAll(() => registrar.close());

const USUAL: LifeEvent = {
  mutation: 'registerParentage', day: '2016-01-01', who: 0, other: 0, third: 0, role: 'FATHER', parentage: 'ESTABLISHED', citizenship: 'ACQUIRED', country: 'RU', rights: 'LIMITED', from: null, home: ASTANA, birthDate: null, apt: true,
};

const one = (event: Partial<LifeEvent>): LifeEvent => ({ ...USUAL, ...event });

/** Every kind of change, and what comes of those that are not possible: of the two children, the first's is a life with an adoption. */
const EVERY_KIND: readonly LifeEvent[] = [
  one({ other: 2 }),
  one({ other: 2 }),
  one({ parentage: 'ANNULLED', other: 2, third: 2, day: '2017-01-01' }),
  one({ parentage: 'ADOPTED', role: 'MOTHER', other: 1, third: 2, day: '2018-01-01', birthDate: '2015-08-01' }),
  one({ mutation: 'registerResidence', who: 3, day: '2020-01-01' }),
  one({ parentage: 'ADOPTION_CANCELLED', role: 'MOTHER', other: 0, third: 1, day: '2020-01-01', birthDate: '2015-03-01' }),
  one({ mutation: 'changeParentalRights', who: 1, other: 1, day: '2018-01-01' }),
  one({ mutation: 'changeParentalRights', who: 1, other: 1, rights: 'DEPRIVED', day: '2020-01-01' }),
  one({ mutation: 'changeParentalRights', who: 1, other: 1, rights: 'RESTORED', from: 'DEPRIVED', day: '2023-01-01' }),
  one({ mutation: 'changeParentalRights', who: 1, other: 2 }),
  one({ mutation: 'changeCitizenship', who: 3, day: '2020-01-01' }),
  one({ mutation: 'registerBirth', other: 0, third: 2, role: 'MOTHER', day: '2023-01-01' }),
  one({ mutation: 'registerResidence', who: 4, day: '2014-12-31' }),
  one({ mutation: 'replaceIin', who: 3, day: '2024-01-01' }),
  one({ mutation: 'registerDeath', who: 4, day: '2024-01-01' }),
  one({ mutation: 'registerResidence', who: 4, day: '2026-01-01' }),
];

it('after events of every kind, the register contradicts neither itself nor what it told', async () => {
  const met: Met = new Map();
  await liveThrough(registrar, EVERY_KIND, met);
  expect({ missing: missingIn(met), met }).toEqual({ missing: [], met });
});

// `npm run soak -- sequences` goes on.
it('nor does it after some sequences as chance will have them', { timeout: 120_000 }, () =>
  fc.assert(fc.asyncProperty(sequences, (events) => liveThrough(registrar, events, new Map())), { numRuns: 5, seed: 20_261_001, endOnFailure: true }));
