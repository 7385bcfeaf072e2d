import type { CivilDate } from '../../../shared/clock.js';
import type { SubgraphContext } from '../../../shared/context.js';
import { textArray } from '../../../shared/database/text-array.js';
import { ageOn, holdsOn } from '../../../shared/dated.js';
import { alignByKey, defineLoader, groupByKey } from '../../../shared/loader.js';
import { addMonths, latest } from '../../../shared/calendar.js';
import { enrolmentsOf } from '../enrolment/enrolment.repository.js';
import type { EnrolmentRow } from '../enrolment/enrolment.entity.js';
import { intakeById } from '../intake/intake.repository.js';
import { intakeOf } from '../intake/intake.type.js';
import { normOn } from '../norm/norm.repository.js';
import { schoolYearOf } from '../norm/school-year.js';
import { schoolById } from '../school/school.repository.js';
import { toSchool } from '../school/school.type.js';
import type { SchoolingRecord } from './schooling.service.js';
import { NearbyPlace, WithoutPlace } from './without-place.type.js';

interface Living {
  readonly iin: string;
  readonly birthDate: CivilDate;
  readonly district: string;
}

/** Living children who are registered in the country, by the code: whoever asks has the record opened. */
const living = defineLoader<string, Living | null>(async (iins, { database }) => {
  const rows = await database.relation.execute<Living[]>(`select iin, birth_date::text as "birthDate", district_kato as district from resident_child where died_on is null and district_kato is not null and iin = any (?::text[])`, [textArray(iins)]);
  return alignByKey(iins, rows, ({ iin }) => iin);
});

const NEAREST = 5;

/** Intakes of a district and class (`district-class`) with free places, those with most first; last those of which it is not told how many, in no order of that. */
const free = defineLoader<string, { key: string; intake: string; school: string }[]>(async (keys, context) => {
  const [year, smallest] = await Promise.all([schoolYearOf(context.today, context), normOn('SMALLEST_COUNT', context.today, context)]);
  const rows = await context.database.relation.execute<{ key: string; intake: string; school: string }[]>(
    `select key, intake, school from (
       select s.district_kato || '-' || i.class_number as key, i.id::text as intake, i.school_id::text as school, row_number() over (partition by s.district_kato, i.class_number order by case when i.taken = 0 or i.taken >= ? then i.places - i.taken end desc nulls last, i.id) as place
         from intake i join school s on s.id = i.school_id
        where i.school_year = ?::date and s.district_kato = any (?::text[]) and s.closed_on is null and i.taken < i.places) as ranked
      where key = any (?::text[]) and place <= ? order by key, place`,
    [smallest, year, textArray(keys.map((key) => key.split('-')[0] ?? '')), textArray(keys), NEAREST],
  );
  return groupByKey(keys, rows, ({ key }) => key);
});

async function nearby({ iin, district }: Living, classNumber: number, context: SubgraphContext): Promise<NearbyPlace[]> {
  const [found, smallest] = await Promise.all([free(context).load(`${district}-${classNumber}`), normOn('SMALLEST_COUNT', context.today, context)]);
  const places = await Promise.all(found.map(async (one) => {
    const [school, intake] = await Promise.all([schoolById(context).load(one.school), intakeById(context).load(one.intake)]);
    return school === null || intake === null ? [] : [Object.assign(new NearbyPlace(), { iin, school: toSchool(school), intake: intakeOf(intake, smallest) })];
  }));
  return places.flat();
}

/** Reasons after which somebody has finished school. */
const FINISHED = new Set<string | null>(['GRADUATED', 'COLLEGE']);

const classAfter = (last: EnrolmentRow | undefined): number => (last === undefined ? 1 : last.classNumber + (last.leaveReason === 'PROMOTED' ? 1 : 0));

/**
 * What there is for a child of school age who goes to no school today; null for everybody else, also for one who has finished school,
 * does not live in the country, or is not known.
 */
export async function withoutPlaceOf({ iin, path, partial }: SchoolingRecord, context: SubgraphContext): Promise<WithoutPlace | null> {
  const { today } = context;
  const [child, rows, begins] = await Promise.all([living(context).load(iin), enrolmentsOf(context, path).load(iin), schoolYearOf(today, context)]);
  // What has not begun, or never did, says nothing of the time without a place.
  const last = rows.findLast((row) => row.validFrom <= today && row.validFrom !== row.validTo);
  if (child === null || partial || rows.some((row) => holdsOn(row, today)) || FINISHED.has(last?.leaveReason ?? null)) return null;
  const [first, oldest] = await Promise.all([normOn('CLASS_1_AGE', begins, context), normOn('SCHOOL_AGE_LAST', begins, context)]);
  const age = ageOn(child.birthDate, begins);
  if (age < first || age > oldest) return null;
  const ofAge = addMonths(begins, -12 * (age - first));
  const classNumber = classAfter(last);
  return Object.assign(new WithoutPlace(), { iin, since: latest(last?.validTo ?? ofAge, ofAge), classNumber, nearby: await nearby(child, classNumber, context) });
}
