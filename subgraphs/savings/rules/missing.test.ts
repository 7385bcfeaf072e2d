import 'reflect-metadata';
import { describe, expect, it } from 'vitest';
import type { Participant } from './claims.js';
import { gapsOf, type OnRecord } from './missing.js';
import { runsUntil } from './years.js';

const TODAY = '2026-11-27';
const child = (birthDate: string, more: Partial<Participant> = {}): Participant => ({ birthDate, citizenship: [{ from: birthDate, to: null }], registeredOn: birthDate, diedOn: null, ...more });
const BORN = '2015-06-01';

const record = (more: Partial<OnRecord> = {}): OnRecord =>
  ({ civil: child(BORN), listed: child(BORN), credited: new Set([2023, 2024, 2025]), runs: runsUntil('2026-02-01'), today: TODAY, ...more });

describe('what is missing', () => {
  it('is nothing where list, registry and ledger agree', () => {
    expect(gapsOf(record())).toEqual([]);
  });

  it.each([
    ['NOT_A_CITIZEN', { civil: child(BORN, { citizenship: [] }), credited: new Set<number>() }, []],
    ['NOT_ON_LIST', { listed: null, credited: new Set<number>() }, [2023, 2024, 2025]],
    ['CITIZENSHIP_DIFFERS', { listed: child(BORN, { citizenship: [] }), credited: new Set([2023, 2024]) }, [2025]],
    ['BIRTH_DATE_DIFFERS', { listed: child('2005-06-01'), credited: new Set<number>() }, [2023, 2024, 2025]],
    ['DEATH_DIFFERS', { listed: child(BORN, { diedOn: '2025-01-01' }), credited: new Set([2023, 2024]) }, [2025]],
    ['LATE_REGISTRATION', { listed: child(BORN, { registeredOn: '2026-03-01' }), credited: new Set<number>() }, [2023, 2024, 2025]],
    ['YEAR_NOT_CREDITED', { listed: child(BORN, { registeredOn: '2025-03-01' }), credited: new Set([2025]) }, [2023, 2024]],
  ] as const)('%s', (code, more, reportingYears) => {
    expect(gapsOf(record(more))).toEqual([{ code, reportingYears }]);
  });

  it('is a year of the past for whoever is of age, and of the list only that it lacks them for it', () => {
    const adult = child('2007-05-05');
    expect(gapsOf(record({ civil: adult, listed: adult, credited: new Set([2023]) }))).toEqual([{ code: 'YEAR_NOT_CREDITED', reportingYears: [2024] }]);
    expect(gapsOf(record({ civil: adult, listed: null, credited: new Set([2023]) }))).toEqual([{ code: 'NOT_ON_LIST', reportingYears: [2024] }]);
    expect(gapsOf(record({ civil: { ...adult, citizenship: [{ from: '2007-05-05', to: '2026-03-01' }] }, listed: null, credited: new Set([2023, 2024]) }))).toEqual([]);
  });

  it('is nothing of years before a gap in citizenship, nor of the dead', () => {
    const again = child(BORN, { citizenship: [{ from: BORN, to: '2025-03-01' }, { from: '2025-09-01', to: null }] });
    expect(gapsOf(record({ civil: again, listed: again, credited: new Set([2025]) }))).toEqual([]);
    expect(gapsOf(record({ civil: child(BORN, { diedOn: '2026-01-01' }), listed: null, credited: new Set<number>() }))).toEqual([]);
  });
});
