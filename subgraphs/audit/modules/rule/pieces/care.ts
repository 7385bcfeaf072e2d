import { monthOf, rows } from './rows.js';

type Facts = Parameters<typeof rows>[0]['facts'];

/** Placements, as some `l` of `care_placement`. */
export const ofPlacement = (where: string, facts: Facts): string =>
  rows({ about: 'l.subject', region: 'l.region', month: monthOf('l.since'), record: 'l.placement', facts: { form: 'l.form', since: 'l.since', ...facts } }, `foster_families.care_placement l where ${where}`);

/** Carers on the first day of a placement, as some `t` of `care_placement_carer`: about the child where who the carer is is withheld. */
export const ofCarer = (where: string, facts: Facts): string => rows(
  { about: 'coalesce(t.subject, t.child)', region: 't.region', month: monthOf('l.since'), record: 't.placement', facts: { form: 't.form', since: 'l.since', ...facts } },
  `foster_families.care_placement_carer t join foster_families.care_placement l on l.placement = t.placement where ${where}`,
);
