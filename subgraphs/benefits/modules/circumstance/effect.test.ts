import 'reflect-metadata';
import { describe, expect, it } from 'vitest';
import { RULES } from '../../rules/rules.js';
import type { RuledProgramme } from '../../rules/rule.js';
import type { AwardState, Membership } from '../award/award-state.repository.js';
import { effectOf } from './effect.js';

const member = (id: string, since = '2025-02-10', until: string | null = null): Membership => ({ id, iin: id, since, until });

const award = (programme: RuledProgramme, more: Partial<AwardState> = {}): AwardState => ({
  id: '1', programme, component: 'BENEFIT', recipientIin: 'r', recipientBin: null, regionKato: '750000000', decidingBody: 'b', occurredOn: '2025-02-10', receivedOn: '2025-02-10',
  decidedOn: '2025-02-10', since: '2025-02-10', until: null, status: 'ACTIVE', suspendedFrom: null, paidThrough: null, version: 1, ...more,
});

const DAYS = { occurredOn: '2026-03-14', receivedOn: '2026-05-20' };

const CELLS = Object.values(RULES).flatMap(({ programme, circumstances }) => circumstances.map(({ event, does }) => [programme, event, does] as const));

it.each(CELLS)('%s, %s: does what the rules say (%s), and says where that stands', (programme, event, does) => {
  const child = member('a');
  const effect = effectOf({ award: award(programme), members: [child], child, whose: null }, { event, ...DAYS });
  const kinds = { ENDS: ['TERMINATED', 'NEVER_DUE'], SUSPENDS: ['SUSPENDED'], CHANGES_PAYEE: ['SUSPENDED'], RECALCULATES: ['RECALCULATION_DUE', 'CHILD_LEFT'], CONTINUES: ['CONTINUES'] } as const;
  expect(kinds[does]).toContain(effect.kind);
  expect(effect).toMatchObject({ article: expect.stringMatching(/\d/) });
});

describe('an award that has ended', () => {
  const over = award('CARE_STATE', { status: 'TERMINATED', until: '2026-03-10' });
  const of = (event: 'CHILD_DIED' | 'MOVED_ABROAD', occurredOn: string) => effectOf({ award: over, members: [member('a')], child: member('a'), whose: null }, { event, occurredOn, receivedOn: '2026-05-20' });

  it('ends earlier when that is learnt, and not later; nothing suspends it', () => {
    expect([of('CHILD_DIED', '2026-01-05').kind, of('CHILD_DIED', '2026-03-05').kind, of('MOVED_ABROAD', '2025-12-01').kind]).toEqual(['TERMINATED', 'UNCHANGED', 'UNCHANGED']);
  });
});

it('of a family only those count who are in it on the day', () => {
  const [gone, ...four] = [member('g', '2025-02-10', '2025-12-31'), member('a'), member('b'), member('c'), member('d')];
  const [child] = four;
  if (gone === undefined || child === undefined) throw new Error('nobody');
  const event = { event: 'CHILD_DIED', ...DAYS } as const;
  expect(effectOf({ award: award('LARGE_FAM'), members: [gone, ...four], child, whose: null }, event)).toMatchObject({ kind: 'TERMINATED', reason: 'TOO_FEW_CHILDREN' });
  expect(effectOf({ award: award('LARGE_FAM'), members: [...four, member('e')], child, whose: null }, event)).toMatchObject({ kind: 'CHILD_LEFT', before: 5, after: 4, from: '2026-04-01' });
  // Who has left it already changes nothing by leaving.
  expect(effectOf({ award: award('LARGE_FAM'), members: [gone, ...four], child: gone, whose: null }, event)).toEqual({ kind: 'UNCHANGED' });
});

it('a lost citizenship counts for whom the article names', () => {
  const of = (programme: RuledProgramme, whose: 'CHILD' | 'RECIPIENT') => effectOf({ award: award(programme), members: [member('a')], child: whose === 'CHILD' ? member('a') : null, whose }, { event: 'CITIZENSHIP_LOST', ...DAYS }).kind;
  for (const programme of ['CARE_STATE', 'CARE_GFSS', 'LARGE_FAM', 'DIS_CARER', 'SURVIVOR_GFSS'] as const) {
    expect([of(programme, 'CHILD'), of(programme, 'RECIPIENT')]).toEqual(['NO_GROUND', expect.not.stringMatching('NO_GROUND')]);
  }
  for (const programme of ['DIS_CHILD', 'SURVIVOR'] as const) expect([of(programme, 'CHILD'), of(programme, 'RECIPIENT')]).toEqual(['SUSPENDED', 'NO_GROUND']);
});
