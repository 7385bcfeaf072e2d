import type { EntityManager } from '@mikro-orm/postgresql';
import { instant } from '../../../shared/database/instant.js';
import { textArray } from '../../../shared/database/text-array.js';
import type { RuleSubject } from '../rule/audit-rule.js';
import type { FindingAnswer, FindingEventKind, FindingOrder, FindingStatus } from './finding-codes.type.js';
import type { Condition } from './finding-condition.js';
import { amountWithin, firstMonthWithin, type PartedFigures } from './finding-parts.js';

export interface FindingRow extends PartedFigures {
  readonly internalId: string;
  readonly rule: string;
  readonly subjectId: string;
  readonly kind: RuleSubject;
  readonly name: string;
  readonly regions: readonly string[];
  readonly rows: number;
  /** ISO 8601, UTC; moment of the snapshot since which it is gone. */
  readonly goneSince: string | null;
  readonly status: FindingStatus;
  readonly assignedTo: string | null;
  readonly engagement: string | null;
  readonly dueOn: string | null;
  readonly answer: FindingAnswer | null;
  readonly version: number;
  /** Its place in the order that was asked for. */
  readonly place: string;
}

/** Besides: by the numbers of the database, for what no client sees the order of; and by the day by which a ministry answers, of what one was asked. */
export type FindingListOrder = FindingOrder | 'NUMBER' | 'DUE';

/**
 * What decides between findings that an order has at one place: by the numbers of the database two engagements would list the same findings in
 * the same order, and the first of one would be the first of the other.
 */
const mixed = (id: string): string => `sha256(convert_to(k.secret || ${id}, 'UTF8'))`;
const MIXED = mixed('f.id::text');

const byPlace = (place: string, type: string, direction: '' | ' desc'): FindingOrdering => ({
  place, after: `(${place}, ${MIXED}) ${direction === '' ? '>' : '<'} (?::${type}, ${mixed('?::text')})`, by: `${place}${direction}, ${MIXED}${direction}`,
});

interface FindingOrdering {
  readonly place: string;
  readonly after: string;
  readonly by: string;
}

/** Where each order has a finding, as text, and how it goes on from there: by the whole of it, which has indexes, or by what belongs to some regions. */
const ORDERS: Readonly<Record<FindingListOrder, FindingOrdering>> = {
  NUMBER: { place: `'-'`, after: `(?::text is not null and f.id > ?::bigint)`, by: 'f.id' },
  DUE: { place: 'f.due_on', after: '(f.due_on, f.id) > (?::date, ?::bigint)', by: 'f.due_on, f.id' },
  OLDEST: byPlace('f.first_run', 'bigint', ''),
  AMOUNT: byPlace('coalesce(f.amount, 0)', 'numeric', ' desc'),
  FIRST_MONTH: byPlace(`coalesce(f.first_month, 'infinity')`, 'date', ''),
};
const REGIONS_ORDERS: Readonly<Record<FindingListOrder, FindingOrdering>> = {
  ...ORDERS,
  AMOUNT: byPlace(`coalesce(${amountWithin('k.regions')}, 0)`, 'numeric', ' desc'),
  FIRST_MONTH: byPlace(`coalesce(${firstMonthWithin('k.regions')}, 'infinity')`, 'date', ''),
};

const columns = ({ place }: FindingOrdering): string => `f.id::text as "internalId", f.rule, f.subject_id::text as "subjectId", a.kind, a.name, f.regions, f.rows, f.parts,
  f.first_month::text as "firstMonth", f.last_month::text as "lastMonth", f.amount::text as amount, f.status, f.assigned_to as "assignedTo", f.engagement::text as engagement,
  f.due_on::text as "dueOn", f.answer, f.version, (${place})::text as place,
  (select ${instant('s.as_of')} from rule_run r join snapshot s on s.id = r.snapshot where r.id = f.gone_run) as "goneSince"`;

/** The secret of an order is a parameter, the first: what a server logs of a statement has it not. */
const FROM = 'from (select ?::text as secret, ?::text[] as regions) k cross join finding f join audit_subject a on a.id = f.subject_id';

/** A page of findings: `after` is the place and the id of the one before it. */
export interface FindingPage {
  readonly order: FindingListOrder;
  /** Of the engagement (`Leaving.order`); null where the order has none. */
  readonly secret: string | null;
  /** KATO of the regions that it is to be ordered by what belongs to; null for all of it. */
  readonly regions: readonly string[] | null;
  readonly limit: number;
  readonly after: { readonly value: string; readonly key: string } | null;
}

export function listFindings(em: EntityManager, { sql, parameters }: Condition, { order, secret, regions, limit, after }: FindingPage): Promise<FindingRow[]> {
  const ordering = (regions === null ? ORDERS : REGIONS_ORDERS)[order];
  return em.execute<FindingRow[]>(
    `select ${columns(ordering)} ${FROM} where ${sql}${after === null ? '' : ` and ${ordering.after}`} order by ${ordering.by} limit ?`,
    [secret, regions === null ? null : textArray(regions), ...parameters, ...(after === null ? [] : [after.value, after.key]), limit + 1]);
}

export async function findingById(em: EntityManager, id: string): Promise<FindingRow | null> {
  const [row] = await em.execute<FindingRow[]>(`select ${columns(ORDERS.NUMBER)} ${FROM} where f.id = ?::bigint`, [null, null, id]);
  return row ?? null;
}

/** Holds a finding until the transaction ends. */
export async function lockFinding(em: EntityManager, id: string): Promise<FindingRow | null> {
  const [locked] = await em.execute<object[]>('select id from finding where id = ?::bigint for update', [id]);
  return locked === undefined ? null : findingById(em, id);
}

/** What one run found of a finding. */
export interface SightRow extends PartedFigures {
  readonly findingId: string;
  readonly snapshot: string;
  readonly asOf: string;
  readonly ruleVersion: number;
}

export interface EventRow {
  readonly findingId: string;
  readonly kind: FindingEventKind;
  readonly at: string;
  readonly status: FindingStatus;
  readonly organisation: string | null;
  readonly dueOn: string | null;
  readonly answer: FindingAnswer | null;
  readonly text: string | null;
  readonly recovered: string | null;
}

/** Of each finding the last so many. */
const MOST = 100;

const idsOf = (rows: readonly FindingRow[]): string => `{${rows.map(({ internalId }) => internalId).join(',')}}`;

export const sightsOf = (em: EntityManager, rows: readonly FindingRow[]): Promise<SightRow[]> =>
  em.execute<SightRow[]>(
    `select f.id::text as "findingId", l.* from unnest(?::bigint[]) as f (id) cross join lateral (
       select s.public_id::text as snapshot, ${instant('s.as_of')} as "asOf", r.version as "ruleVersion", n.rows, n.first_month::text as "firstMonth", n.last_month::text as "lastMonth", n.amount::text as amount, n.regions, n.parts,
         s.as_of as at, r.id as run from finding_seen n join rule_run r on r.id = n.run join snapshot s on s.id = r.snapshot where n.finding_id = f.id order by s.as_of desc, r.id desc limit ${MOST}) l
     order by l.at, l.run`,
    [idsOf(rows)]);

/** What happened to findings in the engagements in which they are shown, one for each, and by rules: what others asked and were answered is theirs. */
export const eventsOf = (em: EntityManager, rows: readonly FindingRow[], engagements: readonly string[]): Promise<EventRow[]> =>
  em.execute<EventRow[]>(
    `select f.id::text as "findingId", l.* from unnest(?::bigint[], ?::uuid[]) as f (id, engagement) cross join lateral (
       select e.id, e.kind, ${instant('e.at')} as at, e.status, e.organisation, e.due_on::text as "dueOn", e.answer, e.said as text, e.recovered::text as recovered
         from finding_event e where e.finding_id = f.id and (e.engagement is null or e.engagement = f.engagement) order by e.id desc limit ${MOST}) l
     order by l.id`,
    [idsOf(rows), `{${engagements.join(',')}}`]);
