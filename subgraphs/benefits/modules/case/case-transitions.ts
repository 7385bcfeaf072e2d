import type { CivilDate } from '../../../shared/clock.js';
import { Refused } from '../../../shared/mutation/refusal.js';
import type { BenefitProgrammeCode } from '../programme/programme-code.type.js';
import type { BenefitCaseAction, BenefitCaseState, BenefitRefusalReason } from './case-codes.type.js';

/** What may be done in each state, and where it leads; whatever is not here is refused. */
export const TRANSITIONS: Readonly<Record<BenefitCaseState, Readonly<Partial<Record<BenefitCaseAction, BenefitCaseState>>>>> = {
  OFFERED: { CONSENT: 'CONSENTED', DECLINE: 'DECLINED' },
  CONSENTED: { CHECK: 'CHECKING', ASSIGN: 'ASSIGNED', REFUSE: 'REFUSED' },
  DECLINED: {},
  EXPIRED: {},
  SUBMITTED: { CHECK: 'CHECKING', REFUSE: 'REFUSED' },
  CHECKING: { REQUEST_DOCUMENTS: 'DOCUMENTS_REQUESTED', ASSIGN: 'ASSIGNED', REFUSE: 'REFUSED' },
  DOCUMENTS_REQUESTED: { RECEIVE_DOCUMENTS: 'CHECKING', REFUSE: 'REFUSED' },
  ASSIGNED: { APPEAL: 'APPEALED' },
  REFUSED: { APPEAL: 'APPEALED' },
  APPEALED: { UPHOLD: 'UPHELD', OVERTURN: 'OVERTURNED' },
  UPHELD: {},
  OVERTURNED: {},
};

/** Nobody touches an offer when its time runs out, so that is read from the day, as an award's end is. */
export const stateOn = ({ state, expiresOn }: { readonly state: BenefitCaseState; readonly expiresOn: CivilDate | null }, day: CivilDate): BenefitCaseState =>
  state === 'OFFERED' && expiresOn !== null && expiresOn < day ? 'EXPIRED' : state;

/** Where an action leads. Refuses one that is not for this state, naming it and what is. */
export function nextState(state: BenefitCaseState, action: BenefitCaseAction, field: string): BenefitCaseState {
  const allowed = TRANSITIONS[state];
  const next = allowed[action];
  if (next !== undefined) return next;
  const names = Object.keys(allowed).join(', ') || 'nothing any more';
  throw new Refused('NOT_IN_THIS_STATE', field, `The case is ${state}: ${action} is not done then. Allowed: ${names}.`);
}

const NOT_ACCEPTED: ReadonlySet<BenefitRefusalReason> = new Set<BenefitRefusalReason>([
  'ALREADY_ASSIGNED_OR_APPLIED', 'PAPERS_INCOMPLETE_OR_EXPIRED', 'IDENTITY_MISMATCH', 'NO_RIGHT', 'NO_DATA_CONSENT',
]);

const OF_THE_FUND: ReadonlySet<BenefitProgrammeCode> = new Set<BenefitProgrammeCode>(['MATERNITY', 'CARE_GFSS']);

/** Refuses a ground that is for another state or programme: what is not checked yet is not accepted (73(1)). */
export function requireReason({ state, programme }: { readonly state: BenefitCaseState; readonly programme: BenefitProgrammeCode }, reason: BenefitRefusalReason): void {
  if (state === 'SUBMITTED' && !NOT_ACCEPTED.has(reason)) {
    throw new Refused('NOT_IN_THIS_STATE', 'input.reason', 'The case is SUBMITTED: only a ground of 73(1) refuses it. CHECK it first for a ground of 73(2).');
  }
  if (reason === 'FUND_REQUEST_UNANSWERED' && !OF_THE_FUND.has(programme)) {
    throw new Refused('NOT_IN_THIS_STATE', 'input.reason', 'The ground of 73(2)3 is for MATERNITY and CARE_GFSS.');
  }
}
