import { earliest } from '../../shared/calendar.js';
import type { CivilDate } from '../../shared/clock.js';
import { birthdayAt } from '../../shared/dated.js';
import type { Household, SyntheticCare } from '../../shared/synthetic/household.js';
import type { Cell } from '../../shared/synthetic/seed.js';

/** In which form somebody represents a child, from when to when. */
interface Stage {
  readonly form: SyntheticCare['form'];
  readonly from: CivilDate;
  readonly to: CivilDate | null;
}

/** The ages at which the law ends guardianship, and every form in a family (Code on Marriage and Family, 130(2), (3)). */
const TRUSTEESHIP_AT = 14;
const MAJORITY = 18;

const until = (to: CivilDate | null, end: CivilDate): CivilDate => (to === null ? end : earliest(to, end));

/** Ends that the law sets are told ahead; life in an institution has none. */
function stagesOf({ form, from, to }: SyntheticCare, birthDate: CivilDate): Stage[] {
  if (form === 'INSTITUTION') return [{ form, from, to }];
  const [trusteeship, majority] = [birthdayAt(birthDate, TRUSTEESHIP_AT), birthdayAt(birthDate, MAJORITY)];
  if (form !== 'GUARDIANSHIP') return [{ form, from, to: until(to, majority) }];
  const guardianship = { form, from, to: until(to, trusteeship) };
  return to !== null && to <= trusteeship ? [guardianship] : [guardianship, { form: 'TRUSTEESHIP', from: trusteeship, to: until(to, majority) }];
}

/** A representative is each carer, or the institution; a guest host is none (Code on Marriage and Family, 137-3(2)). */
function rowsOf(care: SyntheticCare, birthDate: CivilDate): Cell[][] {
  if (care.form === 'GUEST') return [];
  const representatives = care.form === 'INSTITUTION' ? [[null, care.institution] as const] : care.carers.map((carer) => [carer, null] as const);
  return stagesOf(care, birthDate).flatMap(({ form, from, to }) => representatives.map(([iin, bin]) => [care.child, iin, bin, form, care.body, from, to, care.act, from]));
}

/** The register of guardianships of a household, as foster-families would have told it. */
export function guardianshipRows({ persons, cares }: Household): Cell[][] {
  const births = new Map(persons.map(({ iin, birthDate }) => [iin, birthDate]));
  return cares.flatMap((care) => rowsOf(care, births.get(care.child) ?? care.from));
}
