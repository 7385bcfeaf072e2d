import 'reflect-metadata';
import { describe, expect, it } from 'vitest';
import { effectiveFrom, noRightFrom, whereOthersRemain, type Circumstance, type LifeEvent } from './circumstances.js';
import type { RuledProgramme } from './rule.js';
import { RULES } from './rules.js';

const DAYS = { assignedOn: '2025-02-10', occurredOn: '2026-03-14', receivedOn: '2026-05-20' };

const found = (programme: RuledProgramme, event: LifeEvent): Circumstance[] => RULES[programme].circumstances.filter((one) => one.event === event);

/** What an event of 14 March does that was learnt of on 20 May, and the first day on which it does. */
const effect = (programme: RuledProgramme, event: LifeEvent): string =>
  found(programme, event).map((one) => `${one.does} ${effectiveFrom(one, DAYS) ?? ''}`.trim()).join(', ') || 'nothing';

/** The same where enough children, or another member, remain. */
const effectOnOthers = (programme: RuledProgramme, event: LifeEvent): string =>
  found(programme, event).map(whereOthersRemain).map((one) => `${one.does} ${effectiveFrom(one, DAYS) ?? ''} ${one.article}`).join(', ');

const [EVENT, MONTH, NOTICE, NEVER] = ['2026-03-14', '2026-04-01', '2026-06-01', '2025-02-10'];

/**
 * The event × programme table, cell by cell: what it does, from the day of the `event`, after its `month`, after the month of the `notice`, or as if it
 * `never` had been; and where that stands. `–`: the Code has no ground there. A column of the law's table for both survivor programmes is two here,
 * because the Fund's payment has articles of its own.
 */
const TABLE = `
event                | CARE_STATE                      | CARE_GFSS                   | LARGE_FAM                       | AWARD_MOTHER           | DIS_CHILD                               | DIS_CARER                         | SURVIVOR                                | SURVIVOR_GFSS
CHILD_DIED           | ENDS month 83(3)1               | ENDS month 86(4)1           | ENDS month 92(3)1, (5)          | –                      | ENDS notice 178(1), 179(3)1             | ENDS month 185(3)1                | ENDS notice 237(1), 238(3)1             | ENDS month 241(3)3
RECIPIENT_DIED       | CHANGES_PAYEE notice 83(1)7, 75 | CHANGES_PAYEE month 86(2)4  | CHANGES_PAYEE notice 92(1)8, 75 | ENDS month 95(3)4, (5) | CHANGES_PAYEE notice by analogy 179(1)5 | CHANGES_PAYEE notice 185(1)7, 186 | CHANGES_PAYEE notice by analogy 238(1)5 | CHANGES_PAYEE notice 241(1)8
FULL_STATE_SUPPORT   | ENDS event 83(3)2               | SUSPENDS month 86(2)1       | ENDS event 92(3)3, (4)          | –                      | RECALCULATES event 178(5), (6)          | ENDS event 185(3)2                | RECALCULATES event 237(2), (3); FC 124(1)2 | CONTINUES 241
RIGHTS_REMOVED       | ENDS event 83(3)5               | CHANGES_PAYEE month 86(2)2  | ENDS event 92(3)5               | –                      | CHANGES_PAYEE notice 179(1)4            | ENDS event 185(3)5                | CHANGES_PAYEE notice 238(1)4            | CHANGES_PAYEE notice 241(1)9
CITIZENSHIP_LOST     | ENDS event 83(3)4               | SUSPENDS notice 86(1)7      | ENDS event 92(3)6               | ENDS event 95(3)3      | SUSPENDS notice 179(1)6                 | ENDS event 185(3)4                | SUSPENDS notice 238(1)9                 | SUSPENDS notice 241(1)6
MOVED_ABROAD         | SUSPENDS notice 83(1)2          | SUSPENDS notice 86(1)2      | SUSPENDS month 92(1)2           | SUSPENDS notice 95(1)2 | ENDS notice 179(3)2, 4                  | SUSPENDS notice 185(1)2           | ENDS notice 238(3)2, 4                  | SUSPENDS notice 241(1)2
ADOPTION_CANCELLED   | ENDS event 83(3)5               | ENDS month 86(4)2           | ENDS event 92(3)5               | –                      | CHANGES_PAYEE notice 179(1)4            | ENDS event 185(3)5                | CHANGES_PAYEE notice 238(1)4            | CHANGES_PAYEE notice 241(1)9
FALSE_DATA_ON_AMOUNT | –                               | SUSPENDS notice 86(1)8      | –                               | –                      | –                                       | –                                 | –                                       | SUSPENDS notice 241(1)12
FALSE_DATA_ON_RIGHT  | ENDS never 83(3)3               | ENDS never 86(4)4           | ENDS never 92(3)4               | ENDS never 95(3)1      | ENDS notice 179(3)5                     | ENDS never 185(3)3                | ENDS notice 238(3)5                     | ENDS never 241(3)1
IMPRISONED           | CHANGES_PAYEE notice 83(1)3     | CHANGES_PAYEE notice 86(1)3 | CHANGES_PAYEE notice 92(1)3     | SUSPENDS notice 95(1)3 | CONTINUES 179                           | CHANGES_PAYEE notice 185(1)3      | CONTINUES 238                           | CHANGES_PAYEE notice 241(1)3
`;

const [[, ...PROGRAMMES] = [], ...ROWS] = TABLE.trim().split('\n').map((line) => line.split('|').map((cell) => cell.trim()));
const WORDS: readonly (readonly [day: string, word: string])[] = [[EVENT, 'event'], [MONTH, 'month'], [NOTICE, 'notice'], [NEVER, 'never']];

function cellOf(programme: RuledProgramme, event: LifeEvent): string {
  const [one] = found(programme, event);
  if (one === undefined) return '–';
  const word = WORDS.find(([day]) => day === effectiveFrom(one, DAYS))?.[1];
  return [one.does, ...(word === undefined ? [] : [word]), one.article].join(' ');
}

describe.each(ROWS)('%s', (event, ...cells) => {
  it.each(PROGRAMMES.map((programme, i) => [programme, cells[i]] as const))('%s: %s', (programme, expected) => {
    expect(cellOf(programme as RuledProgramme, event as LifeEvent)).toBe(expected);
  });
});

describe('an award for several', () => {
  it.each([
    ['LARGE_FAM', 'CHILD_DIED', `RECALCULATES ${MONTH} 91(2), 92(4), (5)`],
    ['LARGE_FAM', 'FULL_STATE_SUPPORT', `RECALCULATES ${EVENT} 91(2), 92(4)`],
    ['LARGE_FAM', 'STUDY_ENDED', `RECALCULATES ${EVENT} 91(2), 92(4)`],
    ['LARGE_FAM', 'TURNED_18', `RECALCULATES ${EVENT} 91(2)`],
    ['LARGE_FAM', 'RIGHTS_REMOVED', `ENDS ${EVENT} 92(3)5`],
    ['SURVIVOR', 'CHILD_DIED', `RECALCULATES ${MONTH} 235(4), 237(1)`],
    ['SURVIVOR', 'STUDY_ENDED', `RECALCULATES ${NOTICE} 235(5), 238(1)8`],
    ['SURVIVOR_GFSS', 'CHILD_DIED', `RECALCULATES ${MONTH} 239(6), 241(3)3`],
    ['SURVIVOR_GFSS', 'EXAMINATION_MISSED', `RECALCULATES ${EVENT} 239(6), 241(3)4`],
  ] as const)('%s, %s: %s where enough of them remain', (programme, event, expected) => {
    expect(effectOnOthers(programme, event)).toBe(expected);
  });
});

describe('the right and its payment', () => {
  const noRight = (programme: RuledProgramme, event: LifeEvent): string | null => found(programme, event).map((one) => noRightFrom(one, DAYS))[0] ?? null;

  it('end on two days where the State Corporation pays until it hears of the death: what lies between is recovered', () => {
    expect(['DIS_CHILD', 'SURVIVOR'].map((programme) => [effect(programme as RuledProgramme, 'CHILD_DIED'), noRight(programme as RuledProgramme, 'CHILD_DIED')])).toEqual([[`ENDS ${NOTICE}`, MONTH], [`ENDS ${NOTICE}`, MONTH]]);
  });

  it('end on one day elsewhere, and a suspension ends no right', () => {
    expect([noRight('CARE_STATE', 'CHILD_DIED'), noRight('DIS_CARER', 'FULL_STATE_SUPPORT'), noRight('CARE_STATE', 'MOVED_ABROAD')]).toEqual([MONTH, EVENT, null]);
  });

  it('change on no day before the award', () => {
    const before = { assignedOn: '2026-03-20', occurredOn: '2026-03-14', receivedOn: '2026-03-21' };
    expect(found('LARGE_FAM', 'CHILDREN_CHANGED').map((one) => effectiveFrom(one, before))).toEqual(['2026-03-20']);
    expect(found('CARE_STATE', 'CHILD_DIED').map((one) => effectiveFrom(one, before))).toEqual(['2026-04-01']);
  });
});

/** When and to whom a suspended award is paid again. */
const RESUMPTIONS = `
CARE_STATE    | ACCOUNT_UNUSED         | 83(1)1      | from the suspension
CARE_STATE    | MOVED_ABROAD           | 83(1)2      | from the end of its cause
CARE_STATE    | IMPRISONED             | 83(1)3      | to another: a guardian from the guardianship
CARE_STATE    | RECIPIENT_IN_CENTRE    | 83(1)4      | from the end of its cause
CARE_STATE    | MISSING                | 83(1)5      | to another: a guardian from the guardianship
CARE_STATE    | DOCUMENT_EXPIRED       | 83(1)6      | from the end of its cause
CARE_STATE    | RECIPIENT_DIED         | 83(1)7, 75  | to another: a guardian from the guardianship
CARE_GFSS     | ACCOUNT_UNUSED         | 86(1)1      | from the suspension
CARE_GFSS     | MOVED_ABROAD           | 86(1)2      | from the suspension
CARE_GFSS     | IMPRISONED             | 86(1)3      | to another: a guardian from the guardianship
CARE_GFSS     | DOCUMENT_EXPIRED       | 86(1)4      | from the end of its cause
CARE_GFSS     | MISSING                | 86(1)5      | to another: a guardian from the guardianship
CARE_GFSS     | CITIZENSHIP_LOST       | 86(1)7      | from the end of its cause
CARE_GFSS     | FALSE_DATA_ON_AMOUNT   | 86(1)8      | from the suspension
CARE_GFSS     | FULL_STATE_SUPPORT     | 86(2)1      | from the end of its cause
CARE_GFSS     | RIGHTS_REMOVED         | 86(2)2      | to another: a guardian from the guardianship
CARE_GFSS     | GUARDIAN_REMOVED       | 86(2)3      | to another: a guardian from the suspension
CARE_GFSS     | RECIPIENT_DIED         | 86(2)4      | to another: a guardian from the guardianship
LARGE_FAM     | ACCOUNT_UNUSED         | 92(1)1      | from the suspension
LARGE_FAM     | MOVED_ABROAD           | 92(1)2      | from the end of its cause
LARGE_FAM     | RECIPIENT_IN_CENTRE    | 92(1)4      | from the end of its cause
LARGE_FAM     | TURNED_18              | 92(1)5      | from the end of its cause
AWARD_MOTHER  | ACCOUNT_UNUSED         | 95(1)1      | from the suspension
AWARD_MOTHER  | MOVED_ABROAD           | 95(1)2      | from the end of its cause
AWARD_MOTHER  | IMPRISONED             | 95(1)3      | from the end of its cause
AWARD_MOTHER  | MISSING                | 95(1)5      | from the end of its cause
DIS_CHILD     | ACCOUNT_UNUSED         | 179(1)1     | from the suspension
DIS_CHILD     | RIGHTS_REMOVED         | 179(1)4     | to another: a guardian from the suspension
DIS_CHILD     | GUARDIAN_REMOVED       | 179(1)5     | to another: a guardian from the suspension
DIS_CHILD     | CITIZENSHIP_LOST       | 179(1)6     | from the end of its cause
DIS_CHILD     | PENSION_ABROAD         | 179(1)7     | from the suspension
DIS_CHILD     | MEDICAL_PAPERS_DOUBTED | 179(1)8     | from the suspension
DIS_CHILD     | EXAMINATION_MISSED     | 178(3), (4) | from the suspension
DIS_CARER     | ACCOUNT_UNUSED         | 185(1)1     | from the suspension
DIS_CARER     | IMPRISONED             | 185(1)3     | to another: a guardian from the guardianship
DIS_CARER     | MISSING                | 185(1)5     | from the end of its cause
DIS_CARER     | MEDICAL_PAPERS_DOUBTED | 185(1)8     | from the suspension
SURVIVOR      | ACCOUNT_UNUSED         | 238(1)1     | from the suspension
SURVIVOR      | RIGHTS_REMOVED         | 238(1)4     | to another: a guardian from the suspension
SURVIVOR      | CONTRIBUTIONS_ARRIVED  | 238(1)6     | from the suspension
SURVIVOR      | TOOK_WORK              | 238(1)7     | from the suspension
SURVIVOR      | STUDY_ENDED            | 238(1)8     | from the end of its cause
SURVIVOR      | PENSION_ABROAD         | 238(1)10    | from the suspension
SURVIVOR_GFSS | MOVED_ABROAD           | 241(1)2     | from the suspension
SURVIVOR_GFSS | IMPRISONED             | 241(1)3     | to another: a guardian from the suspension
SURVIVOR_GFSS | RECIPIENT_DIED         | 241(1)8     | to another: a guardian from the suspension
SURVIVOR_GFSS | FALSE_DATA_ON_AMOUNT   | 241(1)12    | from the suspension
ADULT_CARER   | GUARDIAN_REMOVED       | 189(1)4     | from the end of its cause
OPV_SUBSIDY   | CONTRIBUTIONS_ARRIVED  | 89          | from the end of its cause
`;

function resumptionOf({ resumes, guardianPaid }: Circumstance): string {
  if (resumes === 'TO_NEW_PAYEE') return `to another: a guardian from the ${guardianPaid === 'FROM_SUSPENSION' ? 'suspension' : 'guardianship'}`;
  return resumes === 'FROM_SUSPENSION' ? 'from the suspension' : 'from the end of its cause';
}

it.each(RESUMPTIONS.trim().split('\n').map((line) => line.split('|').map((cell) => cell.trim())))('%s after %s (%s): %s', (programme, event, article, expected) => {
  expect(found(programme as RuledProgramme, event as LifeEvent).map((one) => [one.article, resumptionOf(one)])).toEqual([[article, expected]]);
});

it('one event does one thing to a programme, and says where that stands', () => {
  for (const { circumstances } of Object.values(RULES)) {
    expect(new Set(circumstances.map(({ event }) => event)).size).toBe(circumstances.length);
    expect(circumstances.every(({ article }) => /\d/.test(article))).toBe(true);
  }
});

it('contributions suspend the subsidy, they do not end it', () => {
  expect(effect('OPV_SUBSIDY', 'CONTRIBUTIONS_ARRIVED')).toBe(`SUSPENDS ${NOTICE}`);
});

it('nothing suspends ASP; a change of the family recalculates it from the day', () => {
  expect(RULES.ASP.circumstances.some(({ does }) => does === 'SUSPENDS')).toBe(false);
  for (const event of ['MEMBERS_CHANGED', 'CHILD_DIED', 'FULL_STATE_SUPPORT'] as const) expect(effect('ASP', event)).toBe(`RECALCULATES ${EVENT}`);
  for (const event of ['CHILD_DIED', 'FULL_STATE_SUPPORT'] as const) expect(effect('ASP_CHILD', event)).toBe(`ENDS ${EVENT}`);
});

it('combinations are mutual', () => {
  const how = (a: string, b: string): string | undefined => RULES[a as RuledProgramme].combinations.find((one) => one.with === b)?.how;
  const pairs = Object.values(RULES).flatMap(({ programme, combinations }) => combinations.map(({ with: other }) => [programme, other] as const));
  expect(pairs.map(([a, b]) => [a, b, how(b, a)])).toEqual(pairs.map(([a, b]) => [a, b, how(a, b)]));
  expect([how('CARE_STATE', 'CARE_GFSS'), how('CARE_GFSS', 'CARE_GFSS'), how('DIS_CHILD', 'SURVIVOR'), how('SURVIVOR_GFSS', 'SURVIVOR'), how('LARGE_FAM', 'AWARD_MOTHER')]).toEqual(['EXCLUDES', 'EXCLUDES', 'CHOICE', 'ADDS', 'ADDS']);
});
