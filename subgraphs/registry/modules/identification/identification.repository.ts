import type { EntityManager } from '@mikro-orm/postgresql';
import type { ProgrammeName } from '../../../shared/access/viewer.js';
import type { CivilDate } from '../../../shared/clock.js';
import { textArray } from '../../../shared/database/text-array.js';
import { alignByKey, defineLoader } from '../../../shared/loader.js';

/** What was answered, and who may be told. */
export interface IdentifiedRow {
  readonly request: string;
  readonly iin: string;
  readonly caseNumber: string;
  readonly requestedByIin: string;
  readonly decidedByIin: string;
  readonly ministry: ProgrammeName | null;
  readonly until: CivilDate;
}

const COLUMNS = `request::text as request, iin, case_number as "caseNumber", requested_by_iin as "requestedByIin", decided_by_iin as "decidedByIin", ministry, until::text as until`;

/** Relation path: who was found, while it may be told; null for whatever else a request may be. */
export const identifiedBy = defineLoader<string, IdentifiedRow | null>(async (requests, { database, today }) =>
  alignByKey(
    requests.map((request) => request.toLowerCase()),
    await database.relation.execute<IdentifiedRow[]>(`select ${COLUMNS} from identification where request = any (?::uuid[]) and iin is not null and until >= ?`, [textArray([...requests]), today]),
    ({ request }) => request,
  ),
);

/** Relation path: which of some people the viewer has been told of, for the case of the request. */
export const identifiedToViewer = defineLoader<string, boolean>(async (iins, { database, viewer, caseNumber, today }) => {
  if (viewer?.role !== 'auditor' || viewer.iin === null || caseNumber === null) return iins.map(() => false);
  const rows = await database.relation.execute<{ iin: string }[]>(
    'select distinct iin from identification where iin = any (?::text[]) and until >= ? and case_number = ? and ? in (requested_by_iin, decided_by_iin)', [textArray([...iins]), today, caseNumber, viewer.iin]);
  const told = new Set(rows.map(({ iin }) => iin));
  return iins.map((iin) => told.has(iin));
});

export interface AskedRow {
  readonly request: string;
  readonly pseudonym: string;
  /** Base64. */
  readonly sealedKey: string;
}

export interface NewIdentification extends AskedRow, Omit<IdentifiedRow, 'iin'> {}

/** What is there already stays as it is: it may have been answered. */
export const addIdentifications = (em: EntityManager, asked: readonly NewIdentification[]): Promise<unknown> =>
  em.execute(
    `insert into identification (request, pseudonym, sealed_key, case_number, requested_by_iin, decided_by_iin, ministry, until)
     select request, pseudonym, "sealedKey", "caseNumber", "requestedByIin", "decidedByIin", ministry, until
       from jsonb_to_recordset(?::jsonb) as a (request uuid, pseudonym uuid, "sealedKey" text, "caseNumber" text, "requestedByIin" text, "decidedByIin" text, ministry text, until date)
     on conflict (request) do nothing`, [JSON.stringify(asked)]);

export const waiting = (em: EntityManager): Promise<AskedRow[]> =>
  em.execute<AskedRow[]>('select request::text as request, pseudonym::text as pseudonym, sealed_key as "sealedKey" from identification where answered_at is null order by asked_at');

const ANSWERED = 'answered_at = coalesce(answered_at, clock_timestamp()), pseudonym = null, sealed_key = null';

/** Keeps whom a request is about, as the person is on record now, or that nobody is; false where it was answered or ended before. */
export async function keepAnswer(em: EntityManager, request: string, iin: string | null): Promise<boolean> {
  // Held: an IIN that is replaced meanwhile is nobody's when this goes on.
  const [person] = iin === null ? [] : await em.execute<{ iin: string }[]>('select iin from person where iin = ? for share', [iin]);
  const kept = await em.execute<object[]>(`update identification set iin = ?, ${ANSWERED} where request = ?::uuid and answered_at is null returning request`, [person?.iin ?? null, request]);
  return kept.length > 0;
}

/** Ends requests; those that had not been answered. */
export async function endIdentifications(em: EntityManager, requests: readonly string[]): Promise<string[]> {
  const ended = await em.execute<{ request: string; early: boolean }[]>(
    `update identification i set iin = null, ${ANSWERED} from (select request, answered_at is null as early from identification where request = any (?::uuid[]) for update) before
      where i.request = before.request returning i.request::text as request, before.early`, [textArray(requests)]);
  return ended.filter(({ early }) => early).map(({ request }) => request);
}

/** Forgets whom requests were about whose term is over; whether there were any. */
export async function forgetPast(em: EntityManager, today: CivilDate): Promise<boolean> {
  const forgotten = await em.execute<object[]>('update identification set iin = null where iin is not null and until < ? returning request', [today]);
  return forgotten.length > 0;
}

/**
 * Forgets who was found under an IIN that is replaced: whoever was told of the child before an adoption would be told of the child that it
 * gave a new record, and that they are one (Code on Marriage and Family, 102).
 */
export const forgetIdentified = (em: EntityManager, iin: string): Promise<unknown> => em.execute('update identification set iin = null where iin = ?', [iin]);
