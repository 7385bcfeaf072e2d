import type { EntityManager } from '@mikro-orm/postgresql';
import { definePathLoader } from '../../../shared/access/path.js';
import type { CivilDate } from '../../../shared/clock.js';
import { groupByKey } from '../../../shared/loader.js';
import { onRegister } from '../access/register.service.js';
import type { Contributions } from './contributions.js';

/** From when to when something stands on record: the first day, and the first one after. */
interface Recorded {
  readonly from: CivilDate;
  readonly to: CivilDate | null;
}

/** A disability as medical-social examination established it; under seven no group is set (Social Code, 177). */
export interface Disability extends Recorded {
  readonly group: 'I' | 'II' | 'III' | null;
}

/** What a family had in a quarter, as stated with an application for assistance. */
export interface Income {
  /** First day of the quarter. */
  readonly quarter: CivilDate;
  /** Tenge in the three months, of all members together; decimal text. */
  readonly income: string;
  readonly members: number;
  /** What the local commission found (125); null before it has. */
  readonly needFound: boolean | null;
}

/** Full-time study. */
export type Study = Recorded;

/** A title for mothers of many. */
export interface MotherAward extends Recorded {
  readonly award: 'KUMIS_ALQA' | 'ALTYN_ALQA';
}

/** A look-up by person: one statement for everybody of a request. */
const evidenceOf = <R>(table: string, columns: string, order: string) =>
  definePathLoader<string, R[]>(onRegister, async (em, iins) => {
    const rows = await em.execute<(R & { iin: string })[]>(`select iin, ${columns} from ${table} where iin in (?) order by ${order}, id`, [[...iins]]);
    return groupByKey(iins, rows, ({ iin }) => iin);
  });

const CONTRIBUTIONS = 'first_month as "firstMonth", last_month as "lastMonth", monthly_income as "monthlyIncome"';
const PERIOD = 'valid_from as "from", valid_to as "to"';

/** All oldest first. */
export const disabilitiesOf = evidenceOf<Disability>('disability_record', `${PERIOD}, disability_group as "group"`, 'valid_from');
export const contributionsOf = evidenceOf<Contributions>('insurance_contribution', CONTRIBUTIONS, 'first_month');
export const incomesOf = evidenceOf<Income>('income_statement', 'quarter, income, members, need_found as "needFound"', 'quarter');
export const studiesOf = evidenceOf<Study>('study_record', PERIOD, 'valid_from');
export const motherAwardsOf = evidenceOf<MotherAward>('mother_award', `${PERIOD}, award`, 'valid_from');

/** Somebody's contributions within a write, which looks past regions for it. */
export const readContributions = (em: EntityManager, iin: string): Promise<Contributions[]> =>
  em.execute<Contributions[]>(`select ${CONTRIBUTIONS} from insurance_contribution where iin = ? order by first_month, id`, [iin]);
