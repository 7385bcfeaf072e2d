import { Decimal } from 'decimal.js';
import { addDays, latest, monthStart } from '../../shared/calendar.js';
import type { CivilDate } from '../../shared/clock.js';
import { birthdayAt, ageOn } from '../../shared/dated.js';
import type { SyntheticInsurance, SyntheticPerson } from '../../shared/synthetic/household.js';
import type { Contributions } from '../modules/evidence/contributions.js';
import { LEAST_CHILDREN } from '../rules/large-fam.js';
import { delay, happens, type SeedScope } from './award-draft.js';
import { covers } from './household-view.js';
import { homesOf } from './homes.js';
import type { Writer } from './records.js';

export const EVIDENCE_TABLES = {
  disability_record: ['iin', 'disability_group', 'valid_from', 'valid_to', 'source', 'recorded_at'],
  insurance_contribution: ['iin', 'first_month', 'last_month', 'monthly_income', 'source', 'recorded_at'],
  income_statement: ['iin', 'quarter', 'income', 'members', 'need_found', 'source', 'recorded_at'],
  study_record: ['iin', 'valid_from', 'valid_to', 'source', 'recorded_at'],
  mother_award: ['iin', 'award', 'valid_from', 'valid_to', 'source', 'recorded_at'],
} as const;

/** What the synthetic facts name as their source: no real register is behind them. */
const EXAMINATION = 'Medical-social examination (synthetic)';
const FUND = 'State Social Insurance Fund (synthetic)';
const STATEMENT = 'Statement of income (synthetic)';
const EDUCATION = 'Register of students (synthetic)';
const DECREE = 'Decree of the President (synthetic)';

/** Whole months: of the last one too when it was broken off. */
export const contributionsFrom = ({ from, to, averageMonthlyIncome }: SyntheticInsurance): Contributions => ({
  firstMonth: monthStart(from),
  lastMonth: to === null ? null : monthStart(addDays(to, -1)),
  monthlyIncome: averageMonthlyIncome,
});

/** The contributions of somebody. */
export const contributionsOf = ({ view }: SeedScope, iin: string | null): Contributions[] =>
  view.household.insurances.filter(({ person }) => person === iin).map(contributionsFrom);

/** One family in twelve has asked for assistance in the last quarter; the commission found need where it has next to nothing. */
const STATED = 1 / 12;
const NEEDY = new Decimal(30_000);

function writeIncomes({ view, facts }: SeedScope, write: Writer): void {
  const minors = view.children.filter(({ birthDate, death }) => death === null && ageOn(birthDate, facts.asOf) < 18);
  const home = (child: SyntheticPerson) => homesOf(view, child).findLast(({ from, to, care }) => care === null && from <= facts.asOf && facts.asOf < to);
  for (const [iin, own] of Map.groupBy(minors, (child) => home(child)?.payee.iin ?? '')) {
    if (iin === '' || !happens(facts, STATED, 'income', iin)) continue;
    const parents = [...new Set(own.flatMap((child) => view.parentages(child.iin).filter(({ to }) => to === null).map(({ parent }) => parent)))];
    const alive = parents.filter((parent) => view.person(parent)?.death === null);
    const month = view.household.insurances.filter((one) => alive.includes(one.person) && covers(one, facts.asOf)).reduce((sum, one) => sum.plus(one.averageMonthlyIncome), new Decimal(0));
    const members = own.length + Math.max(1, alive.length);
    const quarter = monthStart(facts.asOf, -3 - ((Number(facts.asOf.slice(5, 7)) - 1) % 3));
    write.row('income_statement', [iin, quarter, month.times(3).toFixed(2), members, month.div(members).lessThan(NEEDY), STATEMENT, monthStart(quarter, 3)]);
  }
}

/**
 * Students of 18 to 22, in families where it changes no award: the population says nothing about studies, and its awards count minors
 * alone. So none in a family that could have four children together, and nobody who has lost a parent.
 */
function writeStudies({ view, facts }: SeedScope, write: Writer): void {
  if (view.children.length >= LEAST_CHILDREN || view.household.persons.some(({ death, isChild }) => death !== null && !isChild)) return;
  for (const { iin, birthDate, death } of view.children) {
    const adult = birthdayAt(birthDate, 18);
    if (death !== null || adult > facts.asOf || !happens(facts, 0.55, 'study', iin)) continue;
    const from = `${Number(adult.slice(0, 4)) - 1}-09-01`;
    const to = `${Number(adult.slice(0, 4)) + 3}-07-01`;
    write.row('study_record', [iin, from, to, EDUCATION, from]);
  }
}

const recordedAfter = ({ facts }: SeedScope, from: CivilDate, iin: string): CivilDate => {
  const on = addDays(from, delay(facts, 1, 5, 'evidence', iin, from));
  return on > facts.asOf ? latest(from, facts.asOf) : on;
};

/** What the ministry knows of a household besides its awards. */
export function writeEvidence(scope: SeedScope, write: Writer): void {
  const { disabilities, insurances, motherAwards } = scope.view.household;
  for (const { person, group, from, to } of disabilities) write.row('disability_record', [person, group, from, to, EXAMINATION, recordedAfter(scope, from, person)]);
  for (const one of insurances) {
    const { firstMonth, lastMonth, monthlyIncome } = contributionsFrom(one);
    write.row('insurance_contribution', [one.person, firstMonth, lastMonth, monthlyIncome, FUND, monthStart(firstMonth, 1)]);
  }
  for (const { person, award, from, to } of motherAwards) write.row('mother_award', [person, award, from, to, DECREE, from]);
  writeIncomes(scope, write);
  writeStudies(scope, write);
}
