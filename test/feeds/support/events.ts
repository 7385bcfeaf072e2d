import type { NewEvent } from '../../../subgraphs/shared/feeds/contract.js';
import type { LIFE_EVENTS } from '../../../subgraphs/shared/feeds/contracts/life-events.js';
import { withCheckDigit } from '../../../subgraphs/shared/scalars/identifier.js';

/** The n-th (below 300,000) of a series of made-up people: the seventh digit is 9. */
export function iinOf(n: number): string {
  for (let number = n * 3; ; number += 1) {
    const iin = withCheckDigit(`2${String(Math.floor(number / 10_000)).padStart(3, '0')}019${String(number % 10_000).padStart(4, '0')}`);
    if (iin !== null) return iin;
  }
}

type LifeEvent = NewEvent<typeof LIFE_EVENTS>;

const CITIZEN = [{ country: 'KZ', from: '2020-01-01', to: null }];

export const birth = (iin: string, more: Partial<Extract<LifeEvent, { type: 'BIRTH' }>['data']> = {}): LifeEvent => ({
  type: 'BIRTH',
  subjects: [iin],
  occurredOn: '2020-01-01',
  data: { iin, birthDate: '2020-01-01', sex: 'FEMALE', registeredOn: '2020-01-05', citizenships: CITIZEN, residence: null, parents: [], ...more },
});

export const death = (iin: string, diedOn = '2026-11-01'): LifeEvent => ({
  type: 'DEATH',
  subjects: [iin],
  occurredOn: diedOn,
  data: { iin, diedOn, registeredOn: diedOn },
});

export const citizenship = (iin: string, ...citizenships: { country: string; from: string; to: string | null }[]): LifeEvent => ({
  type: 'CITIZENSHIP',
  subjects: [iin],
  occurredOn: '2026-11-01',
  data: { iin, citizenships },
});

export const replaced = (oldIin: string, newIin: string): LifeEvent => ({
  type: 'IIN_REPLACED',
  subjects: [oldIin, newIin],
  occurredOn: '2026-11-02',
  data: { oldIin, newIin },
});
