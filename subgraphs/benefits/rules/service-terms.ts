import type { Certainty } from '../../shared/certainty.type.js';
import type { CivilDate } from '../../shared/clock.js';
import { holdsOn } from '../../shared/dated.js';
import type { BenefitProgrammeCode } from '../modules/programme/programme-code.type.js';

/** What is due when in the service of benefits. The Code leaves terms to rules of the service (72(2)), so they are dated configuration. */
export type ServiceTermKind =
  /** The decision, in working days after the application or the consent. */
  | 'DECISION'
  /** The notice of missing papers, in working days after the application. */
  | 'NOTICE_OF_MISSING_PAPERS'
  /** By how much the decision may be put off for missing papers, in calendar days. */
  | 'EXTENSION'
  /** How long an offer holds, in calendar days. */
  | 'OFFER';

interface ServiceTerm {
  readonly kind: ServiceTermKind;
  /** Null: every programme without a term of its own. */
  readonly programmes: readonly BenefitProgrammeCode[] | null;
  readonly days: number;
  readonly validFrom: CivilDate;
  readonly validTo: CivilDate | null;
  readonly source: string;
  readonly certainty: Certainty;
}

/** Since when these terms hold is not known; no others are. */
const ALWAYS = { validFrom: '0001-01-01', validTo: null } as const;

const EGOV = 'egov.kz pass156_mtszn, pass158_mtszn, pass198_mtszn, pass622_mtszn';

export const SERVICE_TERMS: readonly ServiceTerm[] = [
  { kind: 'DECISION', programmes: ['MATERNITY', 'CARE_GFSS', 'OPV_SUBSIDY', 'SURVIVOR_GFSS'], days: 8, ...ALWAYS, source: 'm.egov.kz mtczn_00402014 (CARE_GFSS); taken for what the Fund decides', certainty: 'B' },
  { kind: 'DECISION', programmes: null, days: 7, ...ALWAYS, source: EGOV, certainty: 'B' },
  { kind: 'NOTICE_OF_MISSING_PAPERS', programmes: null, days: 5, ...ALWAYS, source: EGOV, certainty: 'B' },
  { kind: 'EXTENSION', programmes: null, days: 30, ...ALWAYS, source: EGOV, certainty: 'B' },
  { kind: 'OFFER', programmes: null, days: 30, ...ALWAYS, source: 'configuration: no act at hand has a term', certainty: 'D' },
];

/** The days of a term for a programme on a day. */
export function serviceDays(kind: ServiceTermKind, programme: BenefitProgrammeCode, on: CivilDate): number {
  const inForce = SERVICE_TERMS.filter((term) => term.kind === kind && holdsOn(term, on));
  const found = inForce.find(({ programmes }) => programmes?.includes(programme)) ?? inForce.find(({ programmes }) => programmes === null);
  if (found === undefined) throw new RangeError(`no term ${kind} on ${on}`);
  return found.days;
}
