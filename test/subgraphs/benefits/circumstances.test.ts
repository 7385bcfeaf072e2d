import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ASTANA_OFFICE, Department, refusal, refused, type SomeAward } from './department.js';

let office: Department;
beforeAll(async () => {
  office = await Department.start();
});
afterAll(() => office.close());

interface Row {
  readonly status: string;
  readonly until: string | null;
  readonly suspended: string | null;
  readonly reason: string | null;
  readonly never: boolean;
}

/** How an award stands in its row, which payments go by. */
async function standing({ key }: SomeAward): Promise<string> {
  const [row] = await office.rows<Row>(
    `select status, until::text, suspended_from::text as suspended, end_reason as reason, coalesce((select bool_or(never_due) from benefit_award_child c where c.award_id = a.id), false) as never from benefit_award a where id = $1`, [key]);
  if (row === undefined) return 'gone';
  if (row.never) return `never due ${row.reason}`;
  return [row.status, row.suspended ?? row.until, row.reason].filter((part) => part !== null).join(' ');
}

const journal = async ({ key }: SomeAward): Promise<string[]> =>
  (await office.rows<{ line: string }>(`select concat_ws(' ', kind, circumstance, effective_from, article) as line from benefit_award_event where award_id = $1 order by version`, [key])).map(({ line }) => line);

const SIZES: Readonly<Record<string, number>> = { LARGE_FAM: 4, AWARD_MOTHER: 0 };

/** The event of 14 March, learnt of on 20 May: the day before, the end of its month, the month after the notice. */
const [EVENT, MONTH, NOTICE] = ['2026-03-13', '2026-03-31', '2026-05-31'];
const [AFTER_MONTH, AFTER_NOTICE] = ['2026-04-01', '2026-06-01'];
const ended = (until: string, reason: string): string => `TERMINATED ${until} ${reason}`;
const [SUSPENDED, SUSPENDED_MONTH] = [`SUSPENDED ${AFTER_NOTICE}`, `SUSPENDED ${AFTER_MONTH}`];
const FEW = 'TOO_FEW_CHILDREN';

/** The event × programme table of the Social Code, cell by cell, as it must stand in the rows. `-`: the Code has no ground there. */
const COLUMNS = ['CARE_STATE', 'CARE_GFSS', 'LARGE_FAM', 'AWARD_MOTHER', 'DIS_CHILD', 'DIS_CARER', 'SURVIVOR', 'SURVIVOR_GFSS'] as const;
const TABLE: Readonly<Record<string, readonly string[]>> = {
  CHILD_DIED: [ended(MONTH, 'CHILD_DIED'), ended(MONTH, 'CHILD_DIED'), ended(MONTH, FEW), '-', ended(NOTICE, 'CHILD_DIED'), ended(MONTH, 'CHILD_DIED'), ended(NOTICE, 'CHILD_DIED'), ended(MONTH, 'CHILD_DIED')],
  RECIPIENT_DIED: [SUSPENDED, SUSPENDED_MONTH, SUSPENDED, ended(MONTH, 'RECIPIENT_DIED'), SUSPENDED, SUSPENDED, SUSPENDED, SUSPENDED],
  FULL_STATE_SUPPORT: [ended(EVENT, 'CHILD_IN_CARE'), SUSPENDED_MONTH, ended(EVENT, FEW), '-', 'ACTIVE', ended(EVENT, 'CHILD_IN_CARE'), 'ACTIVE', 'ACTIVE'],
  RIGHTS_REMOVED: [ended(EVENT, 'RIGHTS_REMOVED'), SUSPENDED_MONTH, ended(EVENT, 'RIGHTS_REMOVED'), '-', SUSPENDED, ended(EVENT, 'RIGHTS_REMOVED'), SUSPENDED, SUSPENDED],
  CITIZENSHIP_LOST: [ended(EVENT, 'CITIZENSHIP_LOST'), SUSPENDED, ended(EVENT, 'CITIZENSHIP_LOST'), ended(EVENT, 'CITIZENSHIP_LOST'), SUSPENDED, ended(EVENT, 'CITIZENSHIP_LOST'), SUSPENDED, SUSPENDED],
  MOVED_ABROAD: [SUSPENDED, SUSPENDED, SUSPENDED_MONTH, SUSPENDED, ended(NOTICE, 'MOVED_ABROAD'), SUSPENDED, ended(NOTICE, 'MOVED_ABROAD'), SUSPENDED],
  ADOPTION_CANCELLED: [ended(EVENT, 'ADOPTION_CANCELLED'), ended(MONTH, 'ADOPTION_CANCELLED'), ended(EVENT, 'ADOPTION_CANCELLED'), '-', SUSPENDED, ended(EVENT, 'ADOPTION_CANCELLED'), SUSPENDED, SUSPENDED],
  FALSE_DATA_ON_RIGHT: ['never due FALSE_DATA', 'never due FALSE_DATA', 'never due FALSE_DATA', 'TERMINATED 2025-02-10 FALSE_DATA', ended(NOTICE, 'FALSE_DATA'), 'never due FALSE_DATA', ended(NOTICE, 'FALSE_DATA'), 'never due FALSE_DATA'],
  IMPRISONED: [SUSPENDED, SUSPENDED, SUSPENDED, SUSPENDED, 'ACTIVE', SUSPENDED, 'ACTIVE', SUSPENDED],
};

/** Happenings to the recipient; the others are to the child. */
const TO_RECIPIENT = ['RECIPIENT_DIED', 'CITIZENSHIP_LOST', 'MOVED_ABROAD', 'FALSE_DATA_ON_RIGHT', 'IMPRISONED'];

/** Whose own benefit it is loses it with its own citizenship (179(1)6, 238(1)9). */
const OWN = ['DIS_CHILD', 'SURVIVOR'];
const isRecipients = (event: string, programme: string): boolean => TO_RECIPIENT.includes(event) && !(event === 'CITIZENSHIP_LOST' && OWN.includes(programme));

describe.each(Object.entries(TABLE))('%s', (event, cells) => {
  it.each(COLUMNS.map((programme, i) => [programme, cells[i]] as const))('%s: %s', async (programme, expected) => {
    const award = await office.award(programme, { children: SIZES[programme] ?? 1 });
    const [child] = award.children;
    const outcome = await office.report(event, isRecipients(event, programme) || child === undefined ? { recipientIin: award.recipient } : { childIin: child });
    expect(outcome.errors).toEqual([]);
    expect(outcome.code ?? (await standing(award))).toBe(expected === '-' ? 'NO_GROUND' : expected);
    const written = await journal(award);
    expect(written).toHaveLength(expected === '-' ? 0 : 1);
    expect(written.every((line) => line.includes(event) && /\d/.test(line))).toBe(true);
  });
});

describe('the two days of an event', () => {
  it('decide how much is paid after a death: through its month, or until the notice of it', async () => {
    const awards = { CARE_STATE: await office.award('CARE_STATE'), DIS_CHILD: await office.award('DIS_CHILD') };
    const child = awards.CARE_STATE.children[0];
    await office.rows('update benefit_award_child set iin = $1 where award_id = $2', [child, awards.DIS_CHILD.key]);
    const told = await office.report('CHILD_DIED', { childIin: child });
    expect((told['awards'] as { id: string }[]).map(({ id }) => id)).toEqual([awards.CARE_STATE.id, awards.DIS_CHILD.id]);
    expect([await standing(awards.CARE_STATE), await standing(awards.DIS_CHILD)]).toEqual([ended(MONTH, 'CHILD_DIED'), ended(NOTICE, 'CHILD_DIED')]);
    // What the Code has recovered, and is no breach.
    expect(await office.rows('select no_right_from::text as day from benefit_award_event where award_id = any ($1) order by award_id', [[awards.CARE_STATE.key, awards.DIS_CHILD.key]])).toEqual([{ day: AFTER_MONTH }, { day: AFTER_MONTH }]);
  });

  it('an event that is learnt of late shortens what had ended otherwise, and never lengthens it', async () => {
    const award = await office.award('CARE_STATE');
    await office.report('FULL_STATE_SUPPORT', { childIin: award.children[0], occurredOn: '2026-06-10', receivedOn: '2026-06-12' });
    expect(await standing(award)).toBe(ended('2026-06-09', 'CHILD_IN_CARE'));
    await office.report('CHILD_DIED', { childIin: award.children[0], occurredOn: '2026-05-02', receivedOn: '2026-07-01' });
    expect(await standing(award)).toBe(ended('2026-05-31', 'CHILD_DIED'));
    expect(refused(await office.report('CITIZENSHIP_LOST', { recipientIin: award.recipient, occurredOn: '2026-07-01', receivedOn: '2026-07-02' }))).toEqual(refusal('NO_GROUND', 'input.occurredOn'));
    expect(await standing(award)).toBe(ended('2026-05-31', 'CHILD_DIED'));
  });

  it('what ends a benefit before its first day was never due, and takes nobody\'s place', async () => {
    const award = await office.award('CARE_STATE');
    await office.report('RIGHTS_REMOVED', { childIin: award.children[0], occurredOn: '2025-01-05' });
    expect(await standing(award)).toBe('never due RIGHTS_REMOVED');
    expect(await office.rows('select 1 from benefit_award_amount where award_id = $1', [award.key])).toEqual([]);
    const children = [{ iin: award.children[0], birthDate: '2025-09-10' }];
    const id = await office.assigned('CARE_STATE', { children, occurredOn: '2025-09-10' });
    expect(id).not.toBe(award.id);
  });
});

it('an official who ends an award by its id ends the time of a child in it whom an adoption has sealed', async () => {
  const awards = [await office.award('DIS_CARER'), await office.award('CARE_STATE')] as const;
  for (const { key } of awards) await office.rows('update benefit_award_child set sealed_on = $1 where award_id = $2', ['2026-03-14', key]);
  await office.report('RIGHTS_REMOVED', { award: awards[0].id });
  await office.report('RIGHTS_REMOVED', { award: awards[1].id, occurredOn: '2025-01-05' });
  const found = await office.rows('select until::text, never_due as never from benefit_award_child where award_id = any ($1) order by award_id', [awards.map(({ key }) => key)]);
  expect(found).toEqual([{ until: EVENT, never: false }, { until: expect.any(String) as unknown, never: true }]);
});

describe('a family', () => {
  it('of five that loses one is paid for four, from the day; of four for none', async () => {
    const award = await office.award('LARGE_FAM', { children: 5, tier: 'CHILDREN_5', exact: '86673' });
    await office.report('CHILD_DIED', { childIin: award.children[2] });
    expect(await standing(award)).toBe('ACTIVE');
    expect(await journal(award)).toEqual(['CHILD_LEFT CHILD_DIED 2026-04-01 91(2), 92(4), (5)', 'RECALCULATED 2026-04-01 91(2), 92(4), (5)']);
    const amounts = (): Promise<{ line: string }[]> => office.rows(`select concat_ws(' ', valid_from, valid_to, tier, gross) as line from benefit_award_amount where award_id = $1 order by valid_from`, [award.key]);
    expect((await amounts()).map(({ line }) => line)).toEqual(['2026-01-01 2026-04-01 CHILDREN_5 86673.00', '2026-04-01 CHILDREN_4 69330.00']);
    expect(await office.rows('select until::text from benefit_award_child where award_id = $1 and until is not null', [award.key])).toEqual([{ until: '2026-03-31' }]);
    await office.report('FULL_STATE_SUPPORT', { childIin: award.children[0], occurredOn: '2026-06-10', receivedOn: '2026-06-12' });
    expect(await standing(award)).toBe(ended('2026-06-09', FEW));
  });

  it('keeps what it has when a child changes its citizenship; a survivor who does leaves the others', async () => {
    const [family, survivors] = [await office.award('LARGE_FAM', { children: 5 }), await office.award('SURVIVOR', { children: 3, tier: 'MEMBERS_3', exact: '114414.75' })];
    expect(refused(await office.report('CITIZENSHIP_LOST', { childIin: family.children[0] }))).toEqual(refusal('NO_GROUND', 'input.circumstance'));
    expect(await standing(family)).toBe('ACTIVE');
    await office.report('CITIZENSHIP_LOST', { childIin: survivors.children[0] });
    expect([await standing(survivors), ...(await journal(survivors))]).toEqual(['ACTIVE', 'CHILD_LEFT CITIZENSHIP_LOST 2026-06-01 235(5), 238(1)9', 'RECALCULATED 2026-06-01 235(5), 238(1)9']);
  });

  it('that is assisted waits for the facts from a child\'s death, and the child\'s addition ends before it', async () => {
    const [asp, addition] = [await office.award('ASP', { children: 2, tier: 'POVERTY_LINE', exact: '30000' }), await office.award('ASP_CHILD', { tier: 'EACH_CHILD', exact: '6488' })];
    const child = addition.children[0];
    await office.rows('update benefit_award_child set iin = $1 where iin = $2', [child, asp.children[0]]);
    await office.report('CHILD_DIED', { childIin: child });
    expect([await standing(asp), ...(await journal(asp)), await standing(addition)]).toEqual(['ACTIVE', 'CHILD_LEFT CHILD_DIED 2026-03-14 126(4)', 'RECALCULATION_DUE 2026-03-14 126(4)', ended(EVENT, 'CHILD_DIED')]);
    expect(await office.rows('select iin = $1 as dead from benefit_award_child where award_id = $2 and until is null', [child, asp.key])).toEqual([{ dead: false }]);
    const facts = { perCapitaIncome: '20000', familyMembers: 3 };
    expect(await office.change('recalculateAward', asp.id, { occurredOn: '2026-03-14', circumstance: 'CHILD_DIED', facts })).toMatchObject({ amounts: [{ validTo: '2026-03-14' }, { validFrom: '2026-03-14' }] });
  });

  it('must say which child it is about', async () => {
    const award = await office.award('LARGE_FAM', { children: 5 });
    expect((await office.report('CHILD_DIED', { award: award.id })).errors[0]?.extensions['field']).toBe('input.childIin');
    expect((await office.report('CHILD_DIED', {})).errors[0]?.extensions['field']).toBe('input');
  });

  it('of survivors is paid for those who are left; where others depend on it, it waits for the facts', async () => {
    const three = await office.award('SURVIVOR', { children: 3, tier: 'MEMBERS_3', exact: '114414.75' });
    await office.report('CHILD_DIED', { childIin: three.children[0] });
    expect(await journal(three)).toEqual(['CHILD_LEFT CHILD_DIED 2026-04-01 235(4), 237(1)', 'RECALCULATED 2026-04-01 235(4), 237(1)']);
    expect(await office.rows('select gross from benefit_award_amount where award_id = $1 and valid_to is null', [three.key])).toEqual([{ gross: '86447.00' }]);
    const more = await office.award('SURVIVOR', { children: 2, tier: 'MEMBERS_3', exact: '114414.75' });
    await office.report('CHILD_DIED', { childIin: more.children[0] });
    expect((await journal(more)).at(-1)).toBe('RECALCULATION_DUE 2026-04-01 235(4), 237(1)');
    expect(await office.change('recalculateAward', more.id, { occurredOn: '2026-06-01', circumstance: 'MEMBERS_CHANGED', facts: { survivorsCount: 1, otherDependants: 1 } })).toMatchObject({
      amounts: [{ tier: 'MEMBERS_3', validTo: '2026-06-01' }, { tier: 'MEMBERS_2', validFrom: '2026-06-01', validTo: null }],
    });
  });
});

describe('a survivor\'s benefit', () => {
  it('ends for the child who chooses another benefit, and for all when nobody is named', async () => {
    const award = await office.award('SURVIVOR', { children: 3, tier: 'MEMBERS_3', exact: '114414.75' });
    await office.report('WITHDRAWN', { award: award.id, childIin: award.children[0] });
    expect(await journal(award)).toEqual(['CHILD_LEFT WITHDRAWN 2026-06-01 234(7), 235(4)', 'RECALCULATED 2026-06-01 234(7), 235(4)']);
    await office.report('WITHDRAWN', { award: award.id, occurredOn: '2026-07-03', receivedOn: '2026-07-03' });
    expect(await standing(award)).toBe(ended('2026-07-31', 'WITHDRAWN'));
  });

  /** Suspended, and over before it is resumed. */
  const over = (): Promise<SomeAward> => office.award('SURVIVOR', { more: { status: 'SUSPENDED', suspended_from: '2026-06-01', until: '2026-07-31' } });

  it('beside a disability benefit that came after it is neither resumed nor given to another recipient (R12)', async () => {
    const [survivor, disability] = [await office.award('SURVIVOR', { tier: 'MEMBERS_1', exact: '46775.48' }), await office.award('DIS_CHILD', { more: { occurred_on: '2025-02-11', received_on: '2025-02-11', decided_on: '2025-02-11' } })];
    await office.rows('update benefit_award_child set iin = $1 where award_id = $2', [survivor.children[0], disability.key]);
    await office.report('ACCOUNT_UNUSED', { award: survivor.id });
    expect(refused(await office.change('resumeAward', survivor.id, { occurredOn: '2026-09-01' }))).toEqual(refusal('NO_RIGHT', 'input.award'));
    const taker = { recipientIin: office.iin(), occurredOn: '2026-09-01' };
    expect(refused(await office.change('changeRecipient', survivor.id, taker))).toEqual(refusal('NO_RIGHT', 'input.award'));
    expect((await office.change('resumeAward', (await over()).id, { occurredOn: '2026-09-01' })).status).toBe('COMPLETED');
    await office.report('WITHDRAWN', { award: disability.id, occurredOn: '2026-08-03', receivedOn: '2026-08-03' });
    expect(await office.change('resumeAward', survivor.id, { occurredOn: '2026-09-01' })).toMatchObject({ status: 'ACTIVE', amounts: [{ validTo: '2026-06-01' }, { validFrom: '2026-09-01' }] });
  });
});

it('full state support leaves a child its own benefits, due to be looked at: in a centre it is less, from the day that an official says', async () => {
  const award = await office.award('DIS_CHILD', { tier: 'GROUP_I', exact: '111872.2' });
  await office.report('FULL_STATE_SUPPORT', { childIin: award.children[0] });
  expect([await standing(award), ...(await journal(award))]).toEqual(['ACTIVE', 'RECALCULATION_DUE FULL_STATE_SUPPORT 2026-03-14 178(5), (6)']);
  const facts = { childAgeYears: 10, disabilityGroup: 'I', centre: true };
  expect(await office.change('recalculateAward', award.id, { occurredOn: '2026-03-14', circumstance: 'FULL_STATE_SUPPORT', facts })).toMatchObject({
    amounts: [{ tier: 'GROUP_I', validTo: '2026-03-14' }, { tier: 'IN_CENTRE', gross: { amount: '50851' } }], history: [{}, { kind: 'RECALCULATED', circumstance: 'FULL_STATE_SUPPORT' }],
  });
});

describe('a suspension', () => {
  it('for an account that was not used is made good from where it stopped, three years back at most', async () => {
    const award = await office.award('CARE_STATE');
    await office.report('ACCOUNT_UNUSED', { award: award.id });
    const resumed = await office.change('resumeAward', award.id, { occurredOn: '2026-09-01' });
    expect(resumed).toMatchObject({ status: 'ACTIVE', suspendedFrom: null, amounts: [{ validFrom: '2026-01-01', validTo: null }], history: [{ kind: 'SUSPENDED', circumstance: 'ACCOUNT_UNUSED' }, { kind: 'RESUMED', effectiveFrom: '2026-06-01', article: '83(1)1' }] });
    const old = await office.award('AWARD_MOTHER', { children: 0 });
    await office.rows(`update benefit_award set since = '2020-01-01' where id = $1`, [old.key]);
    await office.report('ACCOUNT_UNUSED', { award: old.id, occurredOn: '2022-01-10', receivedOn: '2022-01-20' });
    expect(await office.change('resumeAward', old.id, { occurredOn: '2026-09-01' })).toMatchObject({ history: [{}, { kind: 'RESUMED', effectiveFrom: '2023-09-01' }] });
  });

  it('for a life abroad is not: what lies between is not due', async () => {
    const award = await office.award('CARE_STATE');
    await office.report('MOVED_ABROAD', { recipientIin: award.recipient });
    expect(await office.change('resumeAward', award.id, { occurredOn: '2026-08-20' })).toMatchObject({
      status: 'ACTIVE', amounts: [{ validFrom: '2026-01-01', validTo: '2026-06-01' }, { validFrom: '2026-08-20', validTo: null }], history: [{}, { kind: 'RESUMED', effectiveFrom: '2026-08-20' }],
    });
  });

  it('that is not made good stays unpaid when the amount turns out to be another one', async () => {
    const award = await office.award('CARE_STATE');
    await office.report('MOVED_ABROAD', { recipientIin: award.recipient });
    await office.change('resumeAward', award.id, { occurredOn: '2026-08-20' });
    expect(await office.change('recalculateAward', award.id, { occurredOn: '2026-02-01', receivedOn: '2026-09-01', circumstance: 'CHILDREN_CHANGED', facts: { birthOrder: 2 } })).toMatchObject({
      amounts: [{ validTo: '2026-02-01', tier: 'ORDER_1' }, { validFrom: '2026-02-01', validTo: '2026-06-01', tier: 'ORDER_2' }, { validFrom: '2026-08-20', validTo: null, tier: 'ORDER_2' }],
    });
  });

  it('of whom a re-examination was missed goes back a month, with good cause further', async () => {
    const awards = [await office.award('DIS_CHILD'), await office.award('DIS_CHILD')];
    for (const { id } of awards) await office.report('EXAMINATION_MISSED', { award: id });
    const [late, excused] = awards.map(({ id }, i) => office.change('resumeAward', id, { occurredOn: '2026-09-10', goodCause: i === 1 }));
    expect(await late).toMatchObject({ amounts: [{ validTo: '2026-04-01' }, { validFrom: '2026-08-10' }] });
    expect(await excused).toMatchObject({ amounts: [{ validFrom: '2026-01-01', validTo: null }] });
  });

  it('of two causes ends by the stricter; what ended meanwhile is not resumed, and of its suspension nothing is due', async () => {
    const award = await office.award('CARE_STATE');
    await office.report('ACCOUNT_UNUSED', { award: award.id });
    await office.report('MOVED_ABROAD', { award: award.id, occurredOn: '2026-06-03', receivedOn: '2026-06-20' });
    expect(await standing(award)).toBe(SUSPENDED);
    await office.report('CHILD_DIED', { childIin: award.children[0], occurredOn: '2026-08-03', receivedOn: '2026-08-20' });
    expect(await standing(award)).toBe(ended('2026-08-31', 'CHILD_DIED'));
    expect(await office.rows('select valid_from::text, valid_to::text from benefit_award_amount where award_id = $1 order by 1', [award.key])).toEqual([{ valid_from: '2026-01-01', valid_to: '2026-06-01' }, { valid_from: '2026-09-01', valid_to: null }]);
    expect(refused(await office.change('resumeAward', award.id, { occurredOn: '2026-09-01' }))).toEqual(refusal('NOT_IN_THIS_STATE', 'input.award'));
  });

  it('of who is paid no more waits for somebody else, who is paid from there', async () => {
    const award = await office.award('CARE_STATE');
    await office.report('RECIPIENT_DIED', { recipientIin: award.recipient });
    expect(refused(await office.change('resumeAward', award.id, { occurredOn: '2026-08-01' }))).toEqual(refusal('NOT_IN_THIS_STATE', 'input.award'));
    const guardian = office.iin();
    const next = await office.change('changeRecipient', award.id, { recipientIin: guardian, occurredOn: '2026-08-01' });
    expect(next).toMatchObject({ status: 'ACTIVE', since: '2026-06-01', recipient: { iin: guardian }, children: [{ iin: award.children[0] }], amounts: [{ validFrom: '2026-06-01', validTo: null, gross: { amount: '24912' } }], history: [{ kind: 'ASSIGNED', effectiveFrom: '2026-06-01' }] });
    expect(await standing(award)).toBe(ended('2026-05-31', 'RECIPIENT_CHANGED'));
    expect((await journal(award)).at(-1)).toBe('RECIPIENT_CHANGED 2026-06-01 83(1)7, 75');
  });

  it('a guardian is paid from the guardianship, but for the child\'s own benefit', async () => {
    const awards = [await office.award('CARE_STATE'), await office.award('DIS_CHILD')];
    for (const { id } of awards) await office.report('RECIPIENT_DIED', { award: id });
    const next = await Promise.all(awards.map(({ id }) => office.change('changeRecipient', id, { recipientIin: office.iin(), occurredOn: '2026-08-10', guardian: true })));
    expect(next.map(({ since }) => since)).toEqual(['2026-08-10', '2026-06-01']);
    expect(await standing(awards[0] as SomeAward)).toBe(ended('2026-05-31', 'RECIPIENT_CHANGED'));
  });

  it.each([
    ['CARE_GFSS', 'RIGHTS_REMOVED', '2026-09-05', '86(2)2'], ['CARE_GFSS', 'GUARDIAN_REMOVED', '2026-04-01', '86(2)3'],
    ['DIS_CHILD', 'RIGHTS_REMOVED', '2026-09-05', '179(1)4'], ['DIS_CHILD', 'GUARDIAN_REMOVED', '2026-06-01', '179(1)5'],
    ['SURVIVOR', 'RIGHTS_REMOVED', '2026-09-05', '238(1)4'], ['SURVIVOR_GFSS', 'GUARDIAN_REMOVED', '2026-06-01', '241(1)10'],
  ])('of %s for %s ends for whoever is restored, from %s on', async (programme, event, effectiveFrom, article) => {
    const award = await office.award(programme);
    await office.report(event, { childIin: award.children[0], recipientIin: award.recipient });
    expect(await office.change('resumeAward', award.id, { occurredOn: '2026-09-05' })).toMatchObject({ status: 'ACTIVE', history: [{}, { kind: 'RESUMED', effectiveFrom, article }] });
  });

  it('of a guardian removed whose ward dies is owed to nobody who was removed', async () => {
    const award = await office.award('CARE_GFSS');
    await office.report('GUARDIAN_REMOVED', { award: award.id });
    await office.report('CHILD_DIED', { childIin: award.children[0], occurredOn: '2026-08-03', receivedOn: '2026-08-20' });
    expect(await office.rows('select valid_from::text, valid_to::text from benefit_award_amount where award_id = $1 order by 1', [award.key])).toEqual([{ valid_from: '2026-01-01', valid_to: '2026-04-01' }, { valid_from: '2026-09-01', valid_to: null }]);
  });

  it('of a recipient released from prison ends without another', async () => {
    const award = await office.award('CARE_STATE');
    await office.report('IMPRISONED', { recipientIin: award.recipient });
    expect(await office.change('resumeAward', award.id, { occurredOn: '2026-09-05' })).toMatchObject({ status: 'ACTIVE', amounts: [{ validTo: '2026-06-01' }, { validFrom: '2026-09-05' }] });
  });
});

describe('who is paid from then on', () => {
  const told = (type: string, subjects: readonly (string | undefined)[], data: object): Promise<unknown> =>
    office.rows(`insert into inbox (event_id, feed, type, subjects, occurred_on, recorded_at, received_on, position, data, state)
      select gen_random_uuid(), 'life-events', $1, $2, '2026-09-10', now(), '2026-09-12', coalesce(max(position), 0) + 1, $3, 'APPLIED' from inbox`, [type, subjects, JSON.stringify(data)]);
  const rights = (child: string | undefined, parent: string, to: string | null): Promise<unknown> =>
    told('PARENTAL_RIGHTS', [child, parent], { iin: child, rights: [{ parentIin: parent, status: 'DEPRIVED', from: '2026-03-14', to }] });

  it('is nobody who has died, or has no rights to the child (R14)', async () => {
    const award = await office.award('CARE_STATE');
    await office.report('RECIPIENT_DIED', { recipientIin: award.recipient });
    const [dead, deprived] = [office.iin(), office.iin()];
    await told('DEATH', [dead], { iin: dead, diedOn: '2026-09-10' });
    await rights(award.children[0], deprived, null);
    for (const recipientIin of [dead, deprived]) expect(refused(await office.change('changeRecipient', award.id, { recipientIin, occurredOn: '2026-08-01' }))).toEqual(refusal('NO_RIGHT', 'input.recipientIin'));
    expect(await office.change('changeRecipient', award.id, { recipientIin: office.iin(), occurredOn: '2026-08-01' })).toMatchObject({ status: 'ACTIVE' });
  });

  it('is a parent again once the rights are restored, and not before', async () => {
    const award = await office.award('DIS_CHILD');
    await office.report('RIGHTS_REMOVED', { childIin: award.children[0], recipientIin: award.recipient });
    await rights(award.children[0], award.recipient, null);
    expect(refused(await office.change('resumeAward', award.id, { occurredOn: '2026-09-05' }))).toEqual(refusal('NO_RIGHT', 'input.award'));
    await rights(award.children[0], award.recipient, '2026-09-05');
    expect(await office.change('resumeAward', award.id, { occurredOn: '2026-09-05' })).toMatchObject({ status: 'ACTIVE' });
  });
});

describe('a change', () => {
  it('of the recipient is not for what is due to somebody alone, to the same, or of what has ended', async () => {
    const [mother, care] = [await office.award('AWARD_MOTHER', { children: 0 }), await office.award('CARE_STATE')];
    expect(refused(await office.change('changeRecipient', mother.id, { recipientIin: office.iin(), occurredOn: '2026-08-01' }))).toEqual(refusal('NO_GROUND', 'input.award'));
    expect((await office.change('changeRecipient', care.id, { recipientIin: care.recipient, occurredOn: '2026-08-01' })).errors[0]?.extensions['field']).toBe('input.recipientIin');
    await office.report('CHILD_DIED', { childIin: care.children[0] });
    expect(refused(await office.change('changeRecipient', care.id, { recipientIin: office.iin(), occurredOn: '2026-08-01' }))).toEqual(refusal('NOT_IN_THIS_STATE', 'input.award'));
  });

  it('of the amount counts from the day, and not from before the award', async () => {
    const award = await office.award('CARE_STATE');
    await office.rows('update benefit_award_amount x set valid_from = a.since from benefit_award a where a.id = x.award_id and a.id = $1', [award.key]);
    expect(await office.change('recalculateAward', award.id, { occurredOn: '2026-05-03', facts: { birthOrder: 2 } })).toMatchObject({ version: 2, amounts: [{ validTo: '2026-05-03' }, { tier: 'ORDER_2', validFrom: '2026-05-03' }], history: [{ kind: 'RECALCULATED', article: '74(2)2' }] });
    const earlier = await office.change('recalculateAward', award.id, { occurredOn: '2025-01-01', facts: { birthOrder: 3 } });
    expect(earlier).toMatchObject({ amounts: [{ tier: 'ORDER_3', validFrom: '2025-02-10', validTo: '2026-01-01', gross: { amount: '30867' } }, { tier: 'ORDER_3', validFrom: '2026-01-01', gross: { amount: '33952' } }] });
    expect(refused(await office.change('recalculateAward', award.id, { occurredOn: '2026-05-03', facts: { birthOrder: 1 }, expectedVersion: 1 }))).toEqual(refusal('VERSION_CONFLICT', 'input.expectedVersion'));
  });

  it('by two at once happens once, and so does a report that is sent again', async () => {
    const award = await office.award('DIS_CARER');
    const reports = await Promise.all([1, 2, 3].map(() => office.report('MOVED_ABROAD', { award: award.id })));
    expect(reports.map(({ code }) => code ?? 'done').sort()).toEqual(['ALREADY_RECORDED', 'ALREADY_RECORDED', 'done']);
    expect(await journal(award)).toHaveLength(1);
    const input = { award: award.id, expectedVersion: 2, occurredOn: '2026-09-01' };
    const resumed = await Promise.all([1, 2].map(() => office.mutate('resumeAward', input)));
    expect(resumed.map(({ code, status }) => code ?? status).sort()).toEqual(['ACTIVE', 'VERSION_CONFLICT']);
    const key = { award: award.id, circumstance: 'IMPRISONED', occurredOn: '2026-09-01', idempotencyKey: randomUUID() };
    const [first, again] = [await office.mutate('reportCircumstance', key), await office.mutate('reportCircumstance', key)];
    expect([first.errors, again]).toEqual([[], first]);
  });

  it('of another region\'s award finds none', async () => {
    const award = await office.award('CARE_STATE');
    for (const mutation of ['resumeAward', 'recalculateAward', 'changeRecipient']) {
      const more = { recalculateAward: { facts: { birthOrder: 1 } }, changeRecipient: { recipientIin: office.iin() } }[mutation] ?? {};
      expect(refused(await office.change(mutation, award.id, { occurredOn: '2026-09-01', ...more }, ASTANA_OFFICE))).toEqual(refusal('UNKNOWN_AWARD', 'input.award'));
    }
    expect(refused(await office.mutate('reportCircumstance', { award: award.id, circumstance: 'MISSING', occurredOn: '2026-09-01' }, ASTANA_OFFICE))).toEqual(refusal('UNKNOWN_AWARD', 'input'));
    expect(await standing(award)).toBe('ACTIVE');
  });

  it('that fails at any step leaves nothing behind', async () => {
    const award = await office.award('CARE_STATE');
    const child = award.children[0];
    const before = [await standing(award), await journal(award)];
    await office.rows(`create function break() returns trigger language plpgsql as $$ begin raise exception 'broken'; end $$; create trigger break before insert on benefit_award_event for each row execute function break()`);
    try {
      expect((await office.report('CHILD_DIED', { childIin: child })).errors[0]?.extensions['code']).toBe('INTERNAL_SERVER_ERROR');
    } finally {
      await office.rows('drop trigger break on benefit_award_event; drop function break()');
    }
    expect([await standing(award), await journal(award)]).toEqual(before);
    expect(await office.report('CHILD_DIED', { childIin: child })).toMatchObject({ awards: [{ status: 'TERMINATED' }] });
  });
});
