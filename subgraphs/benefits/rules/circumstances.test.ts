import 'reflect-metadata';
import { describe, expect, it } from 'vitest';
import { effectiveFrom, type LifeEvent } from './circumstances.js';
import type { RuledProgramme } from './rule.js';
import { RULES } from './rules.js';

const DAYS = { assignedOn: '2025-02-10', occurredOn: '2026-03-14', receivedOn: '2026-05-20' };

/** What an event of 14 March does that was learnt of on 20 May, and the first day on which it does. */
function effect(programme: RuledProgramme, event: LifeEvent): string {
  const found = RULES[programme].circumstances.filter((one) => one.event === event);
  return found.map((one) => `${one.does} ${effectiveFrom(one, DAYS) ?? ''}`.trim()).join(', ') || 'nothing';
}

const [EVENT, MONTH, NOTICE, NEVER] = ['2026-03-14', '2026-04-01', '2026-06-01', '2025-02-10'];

/** The event × programme table, cell by cell. `nothing`: the Code has no ground there. */
const COLUMNS = ['CARE_STATE', 'CARE_GFSS', 'LARGE_FAM', 'AWARD_MOTHER', 'DIS_CHILD', 'DIS_CARER', 'SURVIVOR', 'SURVIVOR_GFSS'] as const;
const TABLE: Readonly<Partial<Record<LifeEvent, readonly string[]>>> = {
  CHILD_DIED: [`ENDS ${MONTH}`, `ENDS ${MONTH}`, `ENDS ${MONTH}`, 'nothing', `ENDS ${NOTICE}`, `ENDS ${MONTH}`, `ENDS ${NOTICE}`, `ENDS ${MONTH}`],
  RECIPIENT_DIED: [`CHANGES_PAYEE ${NOTICE}`, `CHANGES_PAYEE ${MONTH}`, `CHANGES_PAYEE ${NOTICE}`, `ENDS ${MONTH}`, `CHANGES_PAYEE ${NOTICE}`, `CHANGES_PAYEE ${NOTICE}`, `CHANGES_PAYEE ${NOTICE}`, `CHANGES_PAYEE ${NOTICE}`],
  FULL_STATE_SUPPORT: [`ENDS ${EVENT}`, `SUSPENDS ${MONTH}`, `ENDS ${EVENT}`, 'nothing', 'CONTINUES', `ENDS ${EVENT}`, 'CONTINUES', 'CONTINUES'],
  RIGHTS_REMOVED: [`ENDS ${EVENT}`, `CHANGES_PAYEE ${MONTH}`, `ENDS ${EVENT}`, 'nothing', `CHANGES_PAYEE ${NOTICE}`, `ENDS ${EVENT}`, `CHANGES_PAYEE ${NOTICE}`, `CHANGES_PAYEE ${NOTICE}`],
  CITIZENSHIP_LOST: [`ENDS ${EVENT}`, `SUSPENDS ${NOTICE}`, `ENDS ${EVENT}`, `ENDS ${EVENT}`, `SUSPENDS ${NOTICE}`, `ENDS ${EVENT}`, `SUSPENDS ${NOTICE}`, `SUSPENDS ${NOTICE}`],
  MOVED_ABROAD: [`SUSPENDS ${NOTICE}`, `SUSPENDS ${NOTICE}`, `SUSPENDS ${MONTH}`, `SUSPENDS ${NOTICE}`, `ENDS ${NOTICE}`, `SUSPENDS ${NOTICE}`, `ENDS ${NOTICE}`, `SUSPENDS ${NOTICE}`],
  ADOPTION_CANCELLED: [`ENDS ${EVENT}`, `ENDS ${MONTH}`, `ENDS ${EVENT}`, 'nothing', `CHANGES_PAYEE ${NOTICE}`, `ENDS ${EVENT}`, `CHANGES_PAYEE ${NOTICE}`, `CHANGES_PAYEE ${NOTICE}`],
  FALSE_DATA_ON_RIGHT: [`ENDS ${NEVER}`, `ENDS ${NEVER}`, `ENDS ${NEVER}`, `ENDS ${NEVER}`, `ENDS ${NOTICE}`, `ENDS ${NEVER}`, `ENDS ${NOTICE}`, `ENDS ${NEVER}`],
  IMPRISONED: [`CHANGES_PAYEE ${NOTICE}`, `CHANGES_PAYEE ${NOTICE}`, `CHANGES_PAYEE ${NOTICE}`, `SUSPENDS ${NOTICE}`, 'CONTINUES', `CHANGES_PAYEE ${NOTICE}`, 'CONTINUES', `CHANGES_PAYEE ${NOTICE}`],
};

describe.each(Object.entries(TABLE))('%s', (event, cells) => {
  it.each(COLUMNS.map((programme, i) => [programme, cells[i]] as const))('%s: %s', (programme, expected) => {
    expect(effect(programme, event as LifeEvent)).toBe(expected);
  });
});

it('one event does one thing to a programme, and says where that stands', () => {
  for (const { circumstances } of Object.values(RULES)) {
    expect(new Set(circumstances.map(({ event }) => event)).size).toBe(circumstances.length);
    expect(circumstances.every(({ article }) => /\d/.test(article))).toBe(true);
  }
});

it('false data on the amount suspends CARE_GFSS and is put right; on the right it never was', () => {
  expect([effect('CARE_GFSS', 'FALSE_DATA_ON_AMOUNT'), effect('CARE_GFSS', 'FALSE_DATA_ON_RIGHT')]).toEqual([`SUSPENDS ${NOTICE}`, `ENDS ${NEVER}`]);
});

it('contributions suspend the subsidy, they do not end it', () => {
  expect(effect('OPV_SUBSIDY', 'CONTRIBUTIONS_ARRIVED')).toBe(`SUSPENDS ${NOTICE}`);
});

it('nothing suspends ASP; a change of the family recalculates it from the day', () => {
  expect(RULES.ASP.circumstances.some(({ does }) => does === 'SUSPENDS')).toBe(false);
  expect(effect('ASP', 'MEMBERS_CHANGED')).toBe(`RECALCULATES ${EVENT}`);
});

it('combinations are mutual where one excludes the other', () => {
  const excludes = (a: RuledProgramme, b: string): boolean => RULES[a].combinations.some((one) => one.with === b && one.how === 'EXCLUDES');
  expect([excludes('CARE_STATE', 'CARE_GFSS'), excludes('CARE_GFSS', 'CARE_STATE'), excludes('CARE_GFSS', 'CARE_GFSS')]).toEqual([true, true, true]);
});
