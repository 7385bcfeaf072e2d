import { addDays, earliest, latest } from '../../shared/calendar.js';
import type { CivilDate } from '../../shared/clock.js';
import { birthdayAt } from '../../shared/dated.js';
import type { Household, SyntheticCare } from '../../shared/synthetic/household.js';
import { chance } from '../../shared/synthetic/seed.js';
import { addWorkingDays } from '../../shared/working-days/working-days.js';
import { dueBy } from '../reference/care-terms.js';
import { regionOfDistrict } from '../reference/districts.js';
import { record, type Writer } from './records.js';

/** What a record in the databank needs to know of its child. */
interface Story {
  readonly iin: string;
  readonly birthDate: CivilDate;
  readonly seed: number;
  readonly asOf: CivilDate;
  readonly sealedOn: CivilDate | null;
}

/** A time in need: from when until when, and why it ended. */
interface Need {
  readonly care: SyntheticCare;
  readonly from: CivilDate;
  readonly to: CivilDate | null;
  readonly closing: string | null;
}

const CLOSINGS: Readonly<Record<string, string>> = { MAJORITY: 'MAJORITY_OR_CAPACITY', RETURNED_TO_PARENT: 'RETURNED_TO_PARENT', ADOPTED: 'PLACED_IN_FAMILY', DEATH: 'DEATH' };

/** When a child was in need: until the first family took it in, and while it lived in an institution. */
function needsOf(cares: readonly SyntheticCare[], { iin, birthDate, seed }: Story): Need[] {
  const needs: Need[] = [];
  let open: Omit<Need, 'to' | 'closing'> | null = null;
  for (const [i, care] of cares.filter(({ form }) => form !== 'GUEST').toSorted((a, b) => (a.from < b.from ? -1 : 1)).entries()) {
    const institution = care.form === 'INSTITUTION';
    const days = 2 + Math.floor(chance(seed, iin, 'identified') * 12);
    if (open === null && (i === 0 || institution)) open = { care, from: i === 0 ? latest(birthDate, addDays(care.from, -days)) : care.from };
    if (open !== null && !institution) needs.push({ ...open, to: care.from, closing: 'PLACED_IN_FAMILY' });
    if (!institution) open = null;
    const closing = CLOSINGS[care.endReason ?? ''];
    if (open === null || care.to === null || closing === undefined) continue;
    needs.push({ ...open, to: latest(open.from, care.to), closing });
    open = null;
  }
  return open === null ? needs : [...needs, { ...open, to: null, closing: null }];
}

/** How far a record came before it was closed; the terms are kept. */
function writeNeed({ care, from, to, closing }: Need, { iin, birthDate, asOf, sealedOn }: Story, write: Writer): void {
  const until = to ?? asOf;
  const within = (day: CivilDate | null): CivilDate | null => (day !== null && day <= until ? day : null);
  const primary = within(earliest(addWorkingDays(from, 1), until));
  const regional = within(primary && addDays(primary, 27));
  const central = within(regional && addDays(regional, 27));
  const status = to !== null ? 'CLOSED' : central !== null ? 'CENTRAL' : regional !== null ? 'REGIONAL' : primary !== null ? 'PRIMARY' : 'IDENTIFIED';
  const id = write.row('care_need', [
    iin, status, 'GUARDIANSHIP_BODY', [care.reason], regionOfDistrict(care.district), care.district, care.body, from, from, birthdayAt(birthDate, 18),
    primary, regional, central, dueBy('PRIMARY_RECORD', from), primary && dueBy('REGIONAL_REGISTRATION', primary), regional && dueBy('CENTRAL_REGISTRATION', regional), dueBy('PLACEMENT', from),
    care.form === 'INSTITUTION' ? care.from : null, to, closing, sealedOn !== null && from <= sealedOn ? sealedOn : null, ...record(from)]);
  write.row('care_need_document', [id, 'IDENTIFICATION_ACT', care.act, from, from]);
}

/** Brothers and sisters among the children of a household that were ever in care: those with a parent by birth in common. */
function writeSiblings({ parentages }: Household, stories: readonly Story[], write: Writer): void {
  const parentsOf = (iin: string): Set<string> => new Set(parentages.filter(({ child, basis }) => child === iin && basis === 'BIRTH').map(({ parent }) => parent));
  for (const one of stories) {
    for (const other of stories) {
      if (one === other || parentsOf(one.iin).isDisjointFrom(parentsOf(other.iin))) continue;
      write.row('care_sibling', [one.iin, other.iin, one.sealedOn ?? other.sealedOn, ...record(latest(one.birthDate, other.birthDate))]);
    }
  }
}

/** The databank's records of a household's children that were ever in care. */
export function writeNeeds(household: Household, facts: { readonly seed: number; readonly asOf: CivilDate }, sealedOnOf: (care: SyntheticCare) => CivilDate | null, write: Writer): void {
  const births = new Map(household.persons.map(({ iin, birthDate }) => [iin, birthDate]));
  const stories = [...Map.groupBy(household.cares, ({ child }) => child)].flatMap(([iin, cares]): (Story & { readonly cares: readonly SyntheticCare[] })[] => {
    const birthDate = births.get(iin);
    return birthDate === undefined ? [] : [{ iin, birthDate, ...facts, cares, sealedOn: cares.map(sealedOnOf).find((day) => day !== null) ?? null }];
  });
  for (const { cares, ...story } of stories) for (const need of needsOf(cares, story)) writeNeed(need, story, write);
  writeSiblings(household, stories, write);
}
