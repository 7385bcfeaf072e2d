import type { EntityManager } from '@mikro-orm/postgresql';
import { addDays } from '../../../shared/calendar.js';
import type { CivilDate } from '../../../shared/clock.js';
import { keptPlan } from '../../../shared/database/kept-plans.js';
import { textArray } from '../../../shared/database/text-array.js';
import type { SortedPageRequest } from '../../../shared/pagination.js';
import { ADOPTER_REPORT_DUE } from './adopter-kinds.js';
import { CARER_UNSUITABLE, CERTIFICATE_ENDS, CHECK_DUE, OVER_CAPACITY } from './carer-kinds.js';
import type { KindSql } from './kind-sql.js';
import { AFTER_CARE_DUE, INCIDENT_OPEN, INCIDENT_REVIEW_DUE, PLAN_DUE, REVIEW_DUE } from './life-kinds.js';
import { bound, type Bound } from './named-values.js';
import { ALIMONY_DUE, HOUSING_DUE, SPECIALISTS_MISSING } from './register-kinds.js';
import { CONTRACT_ENDS, NO_NEED_RECORD, PLACE_DUE, REPORT_DUE, SIBLINGS_APART, UNDER_THREE_IN_INSTITUTION, VISIT_DUE } from './placement-kinds.js';
import type { SupervisionKind } from './supervision-kind.type.js';

/** Something that must be looked after. */
export interface SupervisionRow {
  /** A number of its own among everything that is listed. */
  readonly key: string;
  readonly kind: SupervisionKind;
  readonly dueOn: CivilDate;
  readonly regionKato: string;
  readonly districtKato: string;
  readonly childIin: string | null;
  readonly carerIin: string | null;
  /** BIN of a guardianship body. */
  readonly bodyBin: string | null;
  /** Internal keys. */
  readonly placementId: string | null;
  readonly needId: string | null;
  readonly candidateId: string | null;
  readonly familyId: string | null;
  readonly adoptionId: string | null;
}

/** How long before its day something is listed: terms once they have passed, what has begun from its first day on, what runs out a month ahead. */
const AHEAD = { TERM: 0, STATE: 1, ENDING: 30 } as const;

interface Kind {
  /** Stands in cursors: never another kind's. */
  readonly number: number;
  readonly sql: KindSql;
  readonly ahead: number;
}

const KINDS: Readonly<Record<SupervisionKind, Kind>> = {
  VISIT_DUE: { number: 1, sql: VISIT_DUE, ahead: AHEAD.TERM },
  REPORT_DUE: { number: 2, sql: REPORT_DUE, ahead: AHEAD.TERM },
  CONTRACT_ENDS: { number: 3, sql: CONTRACT_ENDS, ahead: AHEAD.ENDING },
  CERTIFICATE_ENDS: { number: 4, sql: CERTIFICATE_ENDS, ahead: AHEAD.ENDING },
  CHECK_DUE: { number: 5, sql: CHECK_DUE, ahead: AHEAD.TERM },
  CARER_UNSUITABLE: { number: 6, sql: CARER_UNSUITABLE, ahead: AHEAD.STATE },
  SIBLINGS_APART: { number: 7, sql: SIBLINGS_APART, ahead: AHEAD.STATE },
  OVER_CAPACITY: { number: 8, sql: OVER_CAPACITY, ahead: AHEAD.STATE },
  UNDER_THREE_IN_INSTITUTION: { number: 9, sql: UNDER_THREE_IN_INSTITUTION, ahead: AHEAD.STATE },
  PLACE_DUE: { number: 10, sql: PLACE_DUE, ahead: AHEAD.TERM },
  NO_NEED_RECORD: { number: 11, sql: NO_NEED_RECORD, ahead: AHEAD.STATE },
  REVIEW_DUE: { number: 12, sql: REVIEW_DUE, ahead: AHEAD.TERM },
  AFTER_CARE_DUE: { number: 13, sql: AFTER_CARE_DUE, ahead: AHEAD.TERM },
  PLAN_DUE: { number: 14, sql: PLAN_DUE, ahead: AHEAD.TERM },
  INCIDENT_REVIEW_DUE: { number: 15, sql: INCIDENT_REVIEW_DUE, ahead: AHEAD.STATE },
  INCIDENT_OPEN: { number: 16, sql: INCIDENT_OPEN, ahead: AHEAD.TERM },
  HOUSING_DUE: { number: 20, sql: HOUSING_DUE, ahead: AHEAD.TERM },
  ALIMONY_DUE: { number: 21, sql: ALIMONY_DUE, ahead: AHEAD.TERM },
  SPECIALISTS_MISSING: { number: 22, sql: SPECIALISTS_MISSING, ahead: AHEAD.STATE },
  ADOPTER_REPORT_DUE: { number: 23, sql: ADOPTER_REPORT_DUE, ahead: AHEAD.TERM },
};

/** Room for kinds in a row's key. */
const MOST_KINDS = 32;

/** What is asked for. `regions`: null for the whole country. */
export interface WorklistConditions {
  readonly kinds: readonly SupervisionKind[];
  readonly regions: readonly string[] | null;
  readonly districtKato: string | null;
  readonly dueFrom: CivilDate | null;
  readonly dueBefore: CivilDate | null;
  readonly today: CivilDate;
}

const nullable = (sql: string | undefined, type: 'bigint' | 'text'): string => `${sql ?? 'null'}::${type}`;

/** Rows of one kind; the only place that says in whose regions they lie. */
function rowsOf(kind: SupervisionKind, { regions, districtKato, dueFrom, dueBefore, today }: WorklistConditions): Bound {
  const { number, sql, ahead } = KINDS[kind];
  const { from, dueOn, place, id } = sql;
  const within = (alias: string): string =>
    [...(regions === null ? [] : [`${alias}.region_kato = any (:regions::text[])`]), ...(districtKato === null ? [] : [`${alias}.district_kato = :district`]), 'true'].join(' and ');
  const conditions = [
    `${dueOn} < :before::date`,
    within(place),
    ...(dueFrom === null ? [] : [`${dueOn} >= :from::date`]),
  ];
  return bound(
    `select '${kind}'::text as kind, ${dueOn} as due_on, ${id} * ${MOST_KINDS} + ${number} as key, ${place}.region_kato, ${place}.district_kato, ${nullable(sql.child, 'text')} as child_iin,
            ${nullable(sql.carer, 'text')} as carer_iin, ${nullable(sql.body, 'text')} as body_bin, ${nullable(sql.placement, 'bigint')} as placement_id, ${nullable(sql.need, 'bigint')} as need_id,
            ${nullable(sql.candidate, 'bigint')} as candidate_id, ${nullable(sql.family, 'bigint')} as family_id, ${nullable(sql.adoption, 'bigint')} as adoption_id
       from ${from(within)} and ${conditions.join(' and ')}`,
    { today, before: dueBefore ?? addDays(today, ahead), regions: regions === null ? null : textArray(regions), district: districtKato, from: dueFrom });
}

function everything(where: WorklistConditions): Bound {
  const all = where.kinds.map((kind) => rowsOf(kind, where));
  return { sql: all.map(({ sql }) => sql).join('\nunion all\n'), values: all.flatMap(({ values }) => values) };
}

const COLUMNS = `kind, due_on as "dueOn", key::text, region_kato as "regionKato", district_kato as "districtKato", child_iin as "childIin", carer_iin as "carerIin", body_bin as "bodyBin",
  placement_id::text as "placementId", need_id::text as "needId", candidate_id::text as "candidateId", family_id::text as "familyId", adoption_id::text as "adoptionId"`;

/** The first page of one kind in whole regions, which is what a worklist opens with: planning it takes as long as a tenth of all the rest. */
const isUsual = ({ kinds, regions, districtKato, dueFrom }: WorklistConditions, after: unknown): boolean => kinds.length === 1 && regions !== null && districtKato === null && dueFrom === null && after === null;

/** What is listed, by its day; one row more than the page. */
export async function listSupervision(em: EntityManager, where: WorklistConditions, { limit, after }: SortedPageRequest): Promise<SupervisionRow[]> {
  const { sql, values } = everything(where);
  const behind = after === null ? { sql: 'true', values: [] } : { sql: '(due_on, key) > (?::date, ?::bigint)', values: [after.value, after.key] };
  const page = `select ${COLUMNS} from (${sql}) listed where ${behind.sql} order by due_on, listed.key limit ?`;
  const [kind] = where.kinds;
  const isKept = kind !== undefined && isUsual(where, after);
  return em.execute<SupervisionRow[]>(isKept ? keptPlan(`listed_${kind.toLowerCase()}`, page) : page, [...values, ...behind.values, limit + 1]);
}

/** How many are listed, by kind and region. */
export interface SupervisionCountRow {
  readonly kind: SupervisionKind;
  readonly regionKato: string;
  readonly cases: number;
}

/** Of what is about a body and nobody else every group may be told, however small. */
const ABOUT_NOBODY: SupervisionKind = 'SPECIALISTS_MISSING';

/** Counts what is listed; groups smaller than `fewest` are not told, where they are about people. */
export function countSupervision(em: EntityManager, where: WorklistConditions, fewest: number): Promise<SupervisionCountRow[]> {
  const { sql, values } = everything(where);
  return em.execute<SupervisionCountRow[]>(
    `select kind, region_kato as "regionKato", count(*)::int as cases from (${sql}) listed group by kind, region_kato having count(*) >= ? or kind = ? order by kind, region_kato`, [...values, fewest, ABOUT_NOBODY]);
}

type Named = 'placement' | 'care_need' | 'carer_candidate' | 'foster_family' | 'adoption';

/** The ids that clients see, of everything that rows refer to by internal keys. */
export async function namesOf(em: EntityManager, rows: readonly SupervisionRow[]): Promise<(table: Named, id: string | null) => string | null> {
  const keys: Readonly<Record<Named, (row: SupervisionRow) => string | null>> = {
    placement: (row) => row.placementId, care_need: (row) => row.needId, carer_candidate: (row) => row.candidateId, foster_family: (row) => row.familyId, adoption: (row) => row.adoptionId,
  };
  const tables = Object.keys(keys) as Named[];
  const found = await em.execute<{ name: string; publicId: string }[]>(
    tables.map((table) => `select '${table} ' || id as name, public_id::text as "publicId" from ${table} where id = any (?::bigint[])`).join(' union all '),
    tables.map((table) => textArray(rows.flatMap((row) => keys[table](row) ?? []))));
  const names = new Map(found.map(({ name, publicId }) => [name, publicId]));
  return (table, id) => (id === null ? null : (names.get(`${table} ${id}`) ?? null));
}
