import { monthOf, rows } from './rows.js';

/** Enrolments, as some `e` of `school_enrolment`. */
export const ofEnrolment = (facts: Parameters<typeof rows>[0]['facts'], joined: string): string =>
  rows({ about: 'e.subject', region: 'e.region', month: monthOf('e.since'), facts: { since: 'e.since', until: 'e.until', ...facts } }, `schools.school_enrolment e ${joined}`);
