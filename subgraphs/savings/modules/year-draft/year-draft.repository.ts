import type { EntityManager } from '@mikro-orm/postgresql';
import type { Certainty } from '../../../shared/certainty.type.js';
import type { CivilDate } from '../../../shared/clock.js';
import { Refused } from '../../../shared/mutation/refusal.js';
import type { PageRequest } from '../../../shared/pagination.js';
import type { Official } from '../access/official.js';
import { preparedBy, type PreparedBy } from '../access/prepared.repository.js';

/** A year's figures; decimals as text. */
export interface YearFigures {
  readonly year: number;
  readonly listDate: CivilDate;
  readonly creditedOn: CivilDate;
  readonly perChild: string;
  readonly participants: number | null;
  readonly total: string | null;
  readonly yieldRate: string;
  readonly yieldCertainty: Certainty;
  readonly legalBasis: string;
  readonly source: string;
  readonly certainty: Certainty;
}

export interface YearDraftRow extends YearFigures, PreparedBy {
  /** Internal key. */
  readonly id: string;
  readonly publicId: string;
  readonly status: 'PREPARED' | 'DONE' | 'WITHDRAWN';
}

const FIGURES = 'year, list_date, credited_on, per_child_usd, participants, total_usd, yield_rate, yield_certainty, legal_basis, source, certainty';

const DRAFT = `select id::text, public_id::text as "publicId", year, list_date::text as "listDate", credited_on::text as "creditedOn", per_child_usd::text as "perChild", participants, total_usd::text as total,
  yield_rate::text as "yieldRate", yield_certainty as "yieldCertainty", legal_basis as "legalBasis", source, certainty, status,
  ${preparedBy('d')} from reporting_year_draft d`;

export const draftById = async (em: EntityManager, id: string): Promise<YearDraftRow | null> => (await em.execute<YearDraftRow[]>(`${DRAFT} where id = ?`, [id]))[0] ?? null;

/** Newest first; one more than the page. */
export const listDrafts = (em: EntityManager, { limit, after }: PageRequest): Promise<YearDraftRow[]> =>
  em.execute<YearDraftRow[]>(`${DRAFT} where (?::bigint is null or id < ?) order by id desc limit ?`, [after, after, limit + 1]);

/** The last year on record, and the days of it. */
export const lastYear = async (em: EntityManager): Promise<Pick<YearFigures, 'year' | 'listDate' | 'creditedOn'> | null> =>
  (await em.execute<Pick<YearFigures, 'year' | 'listDate' | 'creditedOn'>[]>(`select year, list_date::text as "listDate", credited_on::text as "creditedOn" from reporting_year order by year desc limit 1`))[0] ?? null;

/** Puts a year's figures down, in the place of those that nobody has released; the internal key. */
export async function insertDraft(em: EntityManager, figures: YearFigures, by: Official): Promise<string> {
  const { year, listDate, creditedOn, perChild, participants, total, yieldRate, yieldCertainty, legalBasis, source, certainty } = figures;
  await em.execute(`update reporting_year_draft set status = 'WITHDRAWN' where year = ? and status = 'PREPARED'`, [year]);
  const [row] = await em.execute<{ id: string }[]>(
    `insert into reporting_year_draft (${FIGURES}, prepared_account, prepared_iin, prepared_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, clock_timestamp()) returning id::text`,
    [year, listDate, creditedOn, perChild, participants, total, yieldRate, yieldCertainty, legalBasis, source, certainty, by.account, by.iin]);
  if (row === undefined) throw new Error('The register took a year and gave it no key.');
  return row.id;
}

/** A draft that waits, held until the transaction ends. */
export async function lockDraft(em: EntityManager, publicId: string): Promise<YearDraftRow> {
  const [found] = await em.execute<YearDraftRow[]>(`${DRAFT} where public_id = ?::uuid for update`, [publicId]);
  if (found === undefined) throw new Refused('UNKNOWN_YEAR', 'input.id', 'No year that could be released is on record under this id.');
  if (found.status !== 'PREPARED') throw new Refused('NOT_IN_THIS_STATE', 'input.id', `The year is ${found.status}: only one that is PREPARED is released.`);
  return found;
}

/** Makes a draft the year's row; a trigger holds the row against it. */
export async function releaseDraft(em: EntityManager, { id }: YearDraftRow, { account, iin }: Official): Promise<void> {
  await em.execute(`update reporting_year_draft set status = 'DONE', released_account = ?, released_iin = ?, released_at = clock_timestamp() where id = ?`, [account, iin, id]);
  await em.execute(`insert into reporting_year (${FIGURES}) select ${FIGURES} from reporting_year_draft where id = ?`, [id]);
}
