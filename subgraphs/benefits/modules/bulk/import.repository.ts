import { randomUUID } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Fate, Problem } from '../../../shared/import/row.js';
import type { ImportedAward } from './award-checks.js';

/** A row of a file that passed its own checks. */
export interface Candidate {
  readonly line: number;
  readonly award: ImportedAward;
}

/** A candidate as the statements below read it. */
const ROWS = `jsonb_to_recordset(?::jsonb) as r (n int, public_id uuid, programme text, component text, recipient_iin text, recipient_bin text, region_kato text, deciding_body text,
  occurred_on date, received_on date, decided_on date, since date, until date, status text, suspended_from date, end_reason text, end_occurred_on date, end_received_on date, paid_through date, children jsonb, amounts jsonb)`;

const rowOf = ({ award }: Candidate, n: number): object => ({
  n, public_id: randomUUID(), programme: award.programme, component: award.component, recipient_iin: award.recipientIin, recipient_bin: award.recipientBin, region_kato: award.regionKato, deciding_body: award.decidingBody,
  occurred_on: award.occurredOn, received_on: award.receivedOn, decided_on: award.decidedOn, since: award.since, until: award.until, status: award.status, suspended_from: award.suspendedFrom,
  end_reason: award.endReason, end_occurred_on: award.endOccurredOn, end_received_on: award.endReceivedOn, paid_through: award.paidThrough, children: award.children, amounts: award.amounts,
});

const encode = (candidates: readonly Candidate[]): string => JSON.stringify(candidates.map(rowOf));

const SAME = 'a.occurred_on = r.occurred_on and a.received_on = r.received_on and a.decided_on = r.decided_on and a.deciding_body = r.deciding_body';
const NEVER_DUE = 'exists (select 1 from benefit_award_child u where u.award_id = a.id and u.never_due)';

/**
 * The natural key of an award: programme, part, recipient, first day and children. What was decided about it never changes, so it must be
 * the same; how it stands, and what it comes to, may have gone on since. One that was never due is the same by its decision alone: anew
 * it may be decided. An organisation has thousands of awards, so those are found by a child.
 */
const KNOWN = `select r.n, ${SAME} as same from ${ROWS} cross join lateral (
    select * from benefit_award where recipient_iin = r.recipient_iin
    union all select * from benefit_award where recipient_bin = r.recipient_bin and id in (select o.award_id from benefit_award_child o where o.iin = r.children -> 0 ->> 'iin')) a
  where a.programme = r.programme and a.component = r.component and a.since = r.since and (${SAME} or not ${NEVER_DUE})
    and (select coalesce(jsonb_agg(distinct c.iin order by c.iin), '[]') from benefit_award_child c where c.award_id = a.id)
      = (select coalesce(jsonb_agg(distinct k ->> 'iin' order by k ->> 'iin'), '[]') from jsonb_array_elements(r.children) k)`;

/** Children of the batch whose award meets another one of theirs, on record or further up in the batch, in some of its days. */
const meeting = (condition: string): string => `with mine as (
    select r.n, r.programme, r.occurred_on, k.* from ${ROWS} cross join lateral jsonb_to_recordset(r.children) as k (iin text, since date, until date)),
  theirs as (
    select -1 as n, c.programme, a.occurred_on, c.iin, c.since, c.until from benefit_award_child c join benefit_award a on a.id = c.award_id where not c.never_due and c.iin in (select iin from mine)
    union all select * from mine)
  select distinct m.n from mine m join theirs t on t.iin = m.iin and t.n < m.n and daterange(t.since, t.until, '[]') && daterange(m.since, m.until, '[]') where ${condition}`;

/** Guardian's allowance and patronage exclude each other for a child (Code on Marriage and Family, 133(1)). */
const OTHER_CARE = meeting(`(m.programme, t.programme) in (('GUARDIAN', 'PATRONAGE'), ('PATRONAGE', 'GUARDIAN'))`);

/** A disability and a survivor's benefit are a choice (175(6), 234(7)), where the disability was first established after the loss (177(5)). */
const NOT_CHOSEN = meeting(`(m.programme, t.programme) in (('SURVIVOR', 'DIS_CHILD'), ('DIS_CHILD', 'SURVIVOR'))
  and case m.programme when 'SURVIVOR' then m.occurred_on else t.occurred_on end < (select min(d.occurred_on) from theirs d where d.iin = m.iin and d.programme = 'DIS_CHILD')`);

/** Childcare benefits that run on after the term from a birth that is on record here: the event of an award may be later than the birth. */
const PAST_TERM = `select distinct r.n from ${ROWS} cross join lateral jsonb_to_recordset(r.children) as k (iin text)
  join benefit_award_child c on c.iin = k.iin and c.programme = 'BIRTH' join benefit_award b on b.id = c.award_id
  where r.until > b.occurred_on + make_interval(months => (select max(t.months) from programme_term t where t.programme = r.programme and t.kind = 'FROM_BIRTH'))`;

/** The addition is paid to families that receive assistance. */
const WITHOUT_ASP = `select r.n from ${ROWS} where r.programme = 'ASP_CHILD' and not exists (
  select 1 from benefit_award a where a.programme = 'ASP' and a.recipient_iin = r.recipient_iin and not ${NEVER_DUE} and daterange(a.since, a.until, '[]') @> daterange(r.since, r.until, '[]'))`;

/** Each child of one to six years (126(2)), where the birth is on record here. */
const OUTSIDE_AGES = `select distinct r.n from ${ROWS} cross join lateral jsonb_to_recordset(r.children) as k (iin text)
  join benefit_award_child c on c.iin = k.iin and c.programme = 'BIRTH' join benefit_award b on b.id = c.award_id
  where r.programme = 'ASP_CHILD' and (r.since < b.occurred_on + interval '1 year' or coalesce(r.until, r.since) >= b.occurred_on + interval '7 years')`;

const CONFLICTS: readonly (readonly [sql: string, problem: Problem])[] = [
  [OTHER_CARE, { field: 'programme', reason: 'the child has GUARDIAN or PATRONAGE at that time: one excludes the other.' }],
  [NOT_CHOSEN, { field: 'programme', reason: 'the child has SURVIVOR or DIS_CHILD at that time, and was disabled after the loss: one of the two by choice (Social Code, 175(6), 234(7)).' }],
  [PAST_TERM, { field: 'until', reason: 'lies after one and a half years from the birth that the birth grant has.' }],
  [OUTSIDE_AGES, { field: 'since', reason: 'ASP_CHILD is for children of one to six years, by the birth that the birth grant has.' }],
  [WITHOUT_ASP, { field: 'programme', reason: 'ASP_CHILD needs an award of ASP to the same recipient for all of its time.' }],
];

const INSERT = `with r as (select * from ${ROWS}),
  added as (insert into benefit_award (public_id, programme, component, recipient_iin, recipient_bin, region_kato, deciding_body, occurred_on, received_on, decided_on, since, until, status, suspended_from, end_reason, end_occurred_on, end_received_on, paid_through)
    select public_id, programme, component, recipient_iin, recipient_bin, region_kato, deciding_body, occurred_on, received_on, decided_on, since, until, status, suspended_from, end_reason, end_occurred_on, end_received_on, paid_through from r order by n
    returning id, public_id)
  select added.id, r.n from added join r using (public_id)`;

/** The policy of these tables looks for the award, which must have been written by a statement before. */
const CHILDREN = `insert into benefit_award_child (award_id, programme, component, region_kato, iin, since, until)
  select i.id, r.programme, r.component, r.region_kato, k.iin, k.since, k.until from ${ROWS}
    join jsonb_to_recordset(?::jsonb) as i (id bigint, n int) using (n) cross join lateral jsonb_to_recordset(r.children) as k (iin text, since date, until date) order by r.n, k.since, k.iin`;

const AMOUNTS = `insert into benefit_award_amount (award_id, valid_from, valid_to, tier, exact, gross, withheld, rule_version)
  select i.id, x."from", x."to", x.tier, x.exact, x.gross, x.withheld, x."ruleVersion" from ${ROWS}
    join jsonb_to_recordset(?::jsonb) as i (id bigint, n int) using (n)
    cross join lateral jsonb_to_recordset(r.amounts) as x ("from" date, "to" date, tier text, exact numeric, gross numeric, withheld numeric, "ruleVersion" text) order by r.n, x."from"`;

/** Exclusion and unique violation: another award of the right for the child at that time, or a second birth grant. */
const TAKEN = ['23P01', '23505'];
const OVERLAPS: Problem = { field: 'children', reason: 'a child has another award of this right at that time.' };

async function insert(em: EntityManager, candidates: readonly Candidate[]): Promise<void> {
  const rows = encode(candidates);
  const ids = JSON.stringify(await em.execute<{ id: string; n: number }[]>(INSERT, [rows]));
  await em.execute(CHILDREN, [rows, ids]);
  await em.execute(AMOUNTS, [rows, ids]);
}

/** Within a savepoint: whether it went in, or another award stands in its way. */
async function tryInsert(em: EntityManager, candidates: readonly Candidate[]): Promise<boolean> {
  await em.execute('savepoint imported');
  try {
    await insert(em, candidates);
    await em.execute('release savepoint imported');
    return true;
  } catch (error) {
    if (!TAKEN.includes(String((error as { code?: unknown }).code))) throw error;
    await em.execute('rollback to savepoint imported');
    return false;
  }
}

/** All at once, or one by one where one of them stands in the way of the others or of what is there. */
async function insertAll(em: EntityManager, candidates: readonly Candidate[], fates: Map<Candidate, Fate>): Promise<void> {
  if (candidates.length === 0) return;
  if (await tryInsert(em, candidates)) {
    for (const one of candidates) fates.set(one, 'ADDED');
    return;
  }
  for (const one of candidates) fates.set(one, (await tryInsert(em, [one])) ? 'ADDED' : [OVERLAPS]);
}

const DIFFERENT: readonly Problem[] = [{ field: 'decidedOn', reason: 'this award is on record with another event, notice, decision or deciding body.' }];

const keyOf = ({ award }: Candidate): string => [award.programme, award.component, award.recipientIin, award.recipientBin, award.since, ...new Set(award.children.map(({ iin }) => iin).sort())].join('|');
const sameDecision = ({ award: a }: Candidate, { award: b }: Candidate): boolean =>
  a.occurredOn === b.occurredOn && a.receivedOn === b.receivedOn && a.decidedOn === b.decidedOn && a.decidingBody === b.decidingBody;

/** Candidates whose key is on record. */
async function findKnown(em: EntityManager, candidates: readonly Candidate[], fates: Map<Candidate, Fate>): Promise<void> {
  for (const { n, same } of await em.execute<{ n: number; same: boolean }[]>(KNOWN, [encode(candidates)])) {
    const one = candidates[n];
    if (one !== undefined && fates.get(one) !== 'KNOWN') fates.set(one, same ? 'KNOWN' : DIFFERENT);
  }
}

async function findConflicts(em: EntityManager, candidates: readonly Candidate[], fates: Map<Candidate, Fate>): Promise<void> {
  for (const [sql, problem] of candidates.length === 0 ? [] : CONFLICTS) {
    for (const { n } of await em.execute<{ n: number }[]>(sql, [encode(candidates)])) {
      const one = candidates[n];
      if (one !== undefined && !fates.has(one)) fates.set(one, [problem]);
    }
  }
}

/** Writes candidates that are not there yet, and says what became of each. One import at a time looks for keys and writes. */
export async function importAwards(em: EntityManager, candidates: readonly Candidate[]): Promise<ReadonlyMap<Candidate, Fate>> {
  await em.execute(`select pg_advisory_xact_lock(hashtext('benefits import'))`);
  const fates = new Map<Candidate, Fate>();
  const groups = [...Map.groupBy(candidates, keyOf).values()];
  const firsts = groups.flatMap((group) => group.slice(0, 1));
  await findKnown(em, firsts, fates);
  await findConflicts(em, firsts.filter((one) => !fates.has(one)), fates);
  await insertAll(em, firsts.filter((one) => !fates.has(one)), fates);
  for (const [first, ...again] of groups) {
    const fate = first === undefined ? undefined : fates.get(first);
    for (const one of again) fates.set(one, typeof fate === 'object' ? fate : first !== undefined && sameDecision(first, one) ? 'KNOWN' : DIFFERENT);
  }
  return fates;
}
