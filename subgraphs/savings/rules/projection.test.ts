import { Decimal } from 'decimal.js';
import 'reflect-metadata';
import { describe, expect, it } from 'vitest';
import { ROUNDING_POLICIES } from '../../shared/money.js';
import type { Participant } from './claims.js';
import { project } from './projection.js';
import { PUBLISHED_YEARS, runsUntil } from './years.js';

const born = (birthDate: string, more: Partial<Participant> = {}): Participant => ({ birthDate, citizenship: [{ from: birthDate, to: null }], registeredOn: birthDate, diedOn: null, ...more });

/** Golden balances of the programme, USD, with what the table says of the phase and of the day of payment. */
describe('golden balances', () => {
  it.each([
    [1, born('2010-05-05'), '2024-02-02', '100.52', 'CLAIM', '2028-05-05'],
    [2, born('2010-05-05'), '2025-02-02', '232.93', 'CLAIM', '2028-05-05'],
    [3, born('2010-05-05'), '2026-02-02', '370.56', 'CLAIM', '2028-05-05'],
    [6, born('2024-12-31'), '2025-02-02', '129.38', 'CLAIM', '2042-12-31'],
    [7, born('2025-07-01'), '2026-02-02', '130.71', 'CLAIM', '2043-07-01'],
    [8, born('2026-01-01'), '2026-02-02', '0.00', 'NOT_PARTICIPANT', null],
    [9, born('2005-12-31'), '2026-02-02', '0.00', 'NOT_PARTICIPANT', null],
    [11, born('2007-12-31'), '2026-02-02', '232.93', 'ACCOUNT', '2025-12-31'],
    [12, born('2008-02-29'), '2026-02-02', '370.56', 'ACCOUNT', '2026-03-01'],
    [13, born('2008-12-31'), '2026-06-01', '370.56', 'ACCOUNT', '2026-12-31'],
    [15, born('2020-03-03', { registeredOn: '2025-06-01' }), '2026-02-02', '370.56', 'CLAIM', '2038-03-03'],
    [16, born('2012-01-01', { citizenship: [{ from: '2012-01-01', to: '2025-03-01' }] }), '2026-02-02', '0.00', 'VOID', null],
    [17, born('2012-01-01', { citizenship: [{ from: '2012-01-01', to: '2025-03-01' }, { from: '2025-11-01', to: null }] }), '2026-02-02', '130.71', 'CLAIM', '2030-02-01'],
    [23, born('2006-05-05'), '2034-05-04', '100.52', 'ACCOUNT', '2024-05-05'],
    [23, born('2006-05-05'), '2034-05-05', '0.00', 'TRANSFERRED', null],
  ])('case %i', (_case, person, asOf, balance, phase, payableFrom) => {
    const projection = project(person, asOf);
    expect(projection.balance.toFixed(2)).toBe(balance);
    expect(projection).toMatchObject({ phase, payableFrom });
  });

  it.each([
    [18, 2025, 6_918_656, '904337525.76'],
    [19, 2023, 6_919_131, '695511048.12'],
  ])('case %i: the sum of a year for everybody on its list', (_case, year, children, total) => {
    expect(PUBLISHED_YEARS.find((one) => one.year === year)?.perChild.times(children).toFixed(2)).toBe(total);
  });

  it('case 19: the published total, split among the list, gives the published sum by half up to the cent', () => {
    expect(ROUNDING_POLICIES.HALF_UP_TO_CENT(new Decimal('695500000').div(6_919_131)).toFixed(2)).toBe('100.52');
  });

  it('case 22: the yield of one sum in one year', () => {
    expect(project(born('2024-06-01'), '2026-02-02').yield.toFixed(2)).toBe('3.84');
  });
});

describe('what is not known', () => {
  it('is left out and named, and the phase goes on by the law', () => {
    const later = project(born('2010-05-05'), '2028-02-01');
    expect(later).toMatchObject({ phase: 'ACCOUNT', complete: false });
    expect(later.balance.toFixed(2)).toBe('370.56');
    expect(later.explanation.map(({ text }) => text.en).join(' ')).toContain('2026–2027 are not known');
    expect(project(born('2010-05-05'), '2027-01-31').complete).toBe(true);
    expect(project(born('2027-05-05'), '2028-02-01')).toMatchObject({ phase: 'CLAIM', accruals: [], complete: false });
  });

  it('is never guessed where a year has no yield', () => {
    const runs = runsUntil('2026-02-02').map((run) => (run.year === 2024 ? { ...run, yieldRate: null } : run));
    const projection = project(born('2010-05-05'), '2026-02-02', runs);
    expect(projection.complete).toBe(false);
    expect(projection.accruals.map((one) => one.yield.toFixed(2))).toEqual(['0.00', '0.00', '6.83']);
  });
});

describe('a life', () => {
  it('lapses only with the run after citizenship was lost, and says so before', () => {
    const person = born('2012-01-01', { citizenship: [{ from: '2012-01-01', to: '2025-03-01' }] });
    const before = project(person, '2026-01-31');
    expect(before.phase).toBe('CLAIM');
    expect(before.explanation.at(-2)?.text.en).toContain('lapses with the run of the next February');
    expect(project(person, '2026-02-01').accruals).toHaveLength(2);
  });

  it('ends with a death: nothing is added, heirs are due at the day of majority', () => {
    const person = born('2010-05-05', { diedOn: '2024-06-01' });
    expect(project(person, '2026-02-02')).toMatchObject({ phase: 'CLAIM', payableFrom: '2028-05-05' });
    expect(project(person, '2026-02-02').balance.toFixed(2)).toBe('100.52');
    expect(project({ ...person, diedOn: '2027-01-01' }, '2026-02-02').balance.toFixed(2)).toBe('370.56');
  });

  it('a record corrected in the year of majority is made up for in the next February, for the years before it', () => {
    const late = project(born('2007-05-05', { registeredOn: '2025-06-01' }), '2026-02-02');
    expect(late).toMatchObject({ phase: 'ACCOUNT', payableFrom: '2026-02-01' });
    expect(late.balance.toFixed(2)).toBe('232.93');
  });

  it('nothing is made up for from before a gap in citizenship', () => {
    const person = born('2012-01-01', { registeredOn: '2025-06-01', citizenship: [{ from: '2012-01-01', to: '2024-03-01' }, { from: '2024-09-01', to: null }] });
    expect(project(person, '2026-02-02').accruals.map(({ reportingYear }) => reportingYear)).toEqual([2024, 2025]);
  });

  it('says why a year is missing', () => {
    const said = (person: Participant, asOf: string): string => project(person, asOf).explanation.map(({ text }) => text.en).join(' ');
    expect(said(born('2025-07-01'), '2026-02-02')).toContain('2023: not on the list of 31 December (not born yet)');
    expect(said(born('2005-12-31'), '2026-02-02')).toContain('(18 or older)');
    expect(said(born('2026-01-01'), '2026-02-02')).toContain('31 December 2026 gets a first sum by 1 February 2027');
    expect(said(born('2025-07-01'), '2026-01-31')).toContain('31 December 2025 gets a first sum by 1 February 2026');
    expect(said(born('2010-05-05'), '2023-12-31')).toContain('first sums on 2024-02-01');
  });
});
