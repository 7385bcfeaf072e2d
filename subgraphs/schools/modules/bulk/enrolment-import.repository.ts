import type { EntityManager } from '@mikro-orm/postgresql';
import { groupByKey } from '../../../shared/loader.js';
import { textArray } from '../../../shared/database/text-array.js';
import type { CivilDate } from '../../../shared/clock.js';
import type { ApplicationKind } from '../admission/application-codes.type.js';
import { APPLICATION, type ApplicationRow } from '../admission/application.repository.js';
import type { LeaveReason } from '../enrolment/leave-reason.type.js';
import type { InstructionLanguage } from '../school/school.enums.js';

/** A child's place, on record or about to be. */
export interface Place {
  /** Null before it is on record. */
  readonly id: string | null;
  readonly iin: string;
  readonly schoolId: string;
  readonly regionKato: string;
  readonly classNumber: number;
  readonly letter: string;
  readonly language: InstructionLanguage;
  readonly shift: number;
  readonly validFrom: CivilDate;
  readonly validTo: CivilDate | null;
  readonly leaveReason: LeaveReason | null;
  readonly source: string;
}

/** Everything that a row about a child is judged by. */
export interface FiledChild {
  readonly iin: string;
  readonly places: readonly Place[];
  readonly shielded: boolean;
  /** Whether it is a child of whoever brings the file, or represented by them; whose child it is no more, by an adoption, hears what anybody hears. */
  readonly ofBearer: boolean;
  /** As the civil registry has told; null where it has not. */
  readonly birthDate: CivilDate | null;
  readonly diedOn: CivilDate | null;
  readonly asks: readonly { readonly schoolId: string; readonly kind: ApplicationKind }[];
}

const PLACES = `select id::text, iin, school_id::text as "schoolId", region_kato as "regionKato", class_number as "classNumber", letter, language, shift, valid_from::text as "validFrom", valid_to::text as "validTo",
  leave_reason as "leaveReason", source from enrolment where iin = any (?::text[]) order by iin, valid_from, id`;

const CHILDREN = `select k.iin, exists (select 1 from restricted_child r where r.iin = k.iin and (r.valid_to is null or r.valid_to > ?)) as shielded,
    exists (select 1 from (select iin, person_iin, valid_from, valid_to from child_parent where basis = 'PARENTAGE' union all select iin, person_iin, valid_from, valid_to from child_guardian) f
      where f.iin = k.iin and f.person_iin = ? and daterange(f.valid_from, f.valid_to) @> ?::date) as "ofBearer", c.birth_date::text as "birthDate", c.died_on::text as "diedOn",
    (select coalesce(jsonb_agg(jsonb_build_object('schoolId', a.school_id::text, 'kind', a.kind)), '[]') from school_application a where a.iin = k.iin and a.state in ('SUBMITTED', 'WAITING', 'ACCEPTED')) as asks
  from unnest(?::text[]) as k (iin) left join resident_child c on c.iin = k.iin`;

/** Children of rows, with their places, held as far as they last. To be asked for nationwide. */
export async function childrenOf(em: EntityManager, iins: readonly string[], bearer: string | null, today: CivilDate): Promise<FiledChild[]> {
  const keys = textArray(iins);
  await em.execute('select id from enrolment where iin = any (?::text[]) and valid_to is null order by id for update', [keys]);
  const places = groupByKey(iins, await em.execute<Place[]>(PLACES, [keys]), ({ iin }) => iin);
  const children = await em.execute<Omit<FiledChild, 'places'>[]>(CHILDREN, [today, bearer, today, keys]);
  const byIin = new Map(iins.map((iin, i) => [iin, places[i] ?? []]));
  return children.map((child) => ({ ...child, places: byIin.get(child.iin) ?? [] }));
}

const NAMES = 'iin, school_id, region_kato, class_number, letter, language, shift, valid_from, valid_to, leave_reason, source';
const ROWS = `jsonb_to_recordset(?::jsonb) as r (n int, id bigint, iin text, school_id bigint, region_kato text, class_number int, letter text, language text, shift int, valid_from date, valid_to date, leave_reason text, source text)`;

const encode = (places: readonly Place[]): string => JSON.stringify(places.map((place, n) => ({
  n, id: place.id, iin: place.iin, school_id: place.schoolId, region_kato: place.regionKato, class_number: place.classNumber, letter: place.letter, language: place.language, shift: place.shift,
  valid_from: place.validFrom, valid_to: place.validTo, leave_reason: place.leaveReason, source: place.source,
})));

/** One statement, so that what is kept of the rolls is changed once. */
export async function insertPlaces(em: EntityManager, places: readonly Place[]): Promise<void> {
  if (places.length > 0) await em.execute(`insert into enrolment (${NAMES}) select ${NAMES} from ${ROWS} order by n`, [encode(places)]);
}

export async function endPlaces(em: EntityManager, places: readonly Place[]): Promise<void> {
  if (places.length > 0) await em.execute(`update enrolment e set valid_to = r.valid_to, leave_reason = r.leave_reason from ${ROWS} where e.id = r.id`, [encode(places)]);
}

/** Applications by which children came to some places, in the order of their intakes. To be asked for nationwide. */
export const applicationsBehind = (em: EntityManager, enrolments: readonly string[]): Promise<ApplicationRow[]> =>
  em.execute<ApplicationRow[]>(`${APPLICATION} where a.enrolment_id = any (?::bigint[]) and a.state = 'ENROLLED' order by a.intake_id, a.id`, [textArray(enrolments)]);
