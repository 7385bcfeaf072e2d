import type { ProgrammeName } from '../../../shared/access/viewer.js';
import { enumType, type EnumValue } from '../../../shared/enum.js';

/** How long an engagement may be open, in days. Configuration: the plan of an audit is of a year, and what it found is followed up in the next two. */
export const LONGEST_TERM = 3 * 366;

/** People that an engagement may name as its members. Configuration. */
export const MOST_MEMBERS = 50;

export const AuditedProgramme = enumType('AuditedProgramme', 'A programme whose records auditors look at.', {
  REGISTRY: 'The civil registry.',
  BENEFITS: 'Benefits.',
  SAVINGS: 'Savings of the National Fund.',
  FOSTER_FAMILIES: 'Placements and foster families.',
  SCHOOLS: 'Schools.',
});
export type AuditedProgramme = EnumValue<typeof AuditedProgramme>;

const NAMES: Readonly<Record<AuditedProgramme, ProgrammeName>> = { REGISTRY: 'registry', BENEFITS: 'benefits', SAVINGS: 'savings', FOSTER_FAMILIES: 'foster-families', SCHOOLS: 'schools' };
const VALUES: Readonly<Record<ProgrammeName, AuditedProgramme>> = { registry: 'REGISTRY', benefits: 'BENEFITS', savings: 'SAVINGS', 'foster-families': 'FOSTER_FAMILIES', schools: 'SCHOOLS' };

export const programmeNamed = (value: AuditedProgramme): ProgrammeName => NAMES[value];
export const auditedProgramme = (name: ProgrammeName): AuditedProgramme => VALUES[name];
