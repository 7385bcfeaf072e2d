import { addDays } from '../../../../shared/calendar.js';
import { CARE_MONTHS } from '../../../rules/care-gfss.js';
import { latestOf } from '../../../rules/entitlement.js';
import { LEAVE_MONTHS } from '../../../rules/maternity.js';
import { averageIncome, isInsured, monthsInsured } from '../../evidence/contributions.js';
import { allRightsRemoved, type Claimant, claimantCalled } from '../claimant.js';
import { orderOf } from '../counting.js';
import { citizenSince } from '../residence.js';
import { type Claim, given } from './claim.js';
import { disabilityOn, type Reading } from './reading.js';

/** Without an application: it may be asked for until its last day. */
export function birth(of: Reading): Claim {
  const { resident, claimant, on, child: { facts, birthPaid } } = of;
  const { birthDate, deathDate } = facts;
  return {
    facts: given({ resident, birthDate, deathDate, rightArisesOn: claimant?.since, paidBefore: birthPaid }),
    amount: { birthOrder: orderOf(facts, on) },
    values: of.values({ NOT_PAID_BEFORE: birthPaid ? 'PAID' : null }),
    incomeOf: null,
  };
}

/** Whoever is paid for the care already, else whoever would apply. */
function carerOf(of: Reading): Claimant | null | undefined {
  const paid = of.award('CARE_STATE', 'CARE_GFSS')?.recipientIin;
  return of.child.restricted || paid == null ? of.claimant : (claimantCalled(of.child.facts, paid, of.on) ?? of.claimant);
}

/** The two childcare benefits: one claim, of which insurance when the right arose decides. */
export function care(of: Reading, programme: 'CARE_STATE' | 'CARE_GFSS'): Claim {
  const { facts } = of.child;
  const carer = carerOf(of);
  const rightArisesOn = of.award('CARE_STATE', 'CARE_GFSS')?.occurredOn ?? latestOf(facts.birthDate, carer?.since, citizenSince(facts)) ?? facts.birthDate;
  const paid = carer == null ? [] : of.contributions(carer.iin);
  const months = carer == null ? null : String(monthsInsured(paid, rightArisesOn));
  return {
    facts: given({
      ...of.common(programme),
      appliedOn: of.award('CARE_STATE', 'CARE_GFSS')?.receivedOn ?? of.on,
      rightArisesOn,
      insured: carer == null ? undefined : isInsured(paid, rightArisesOn),
      rightsRemoved: carer == null ? allRightsRemoved(facts, of.on) || undefined : false,
      fullStateSupport: of.kept !== null,
    }),
    amount: given({ birthOrder: orderOf(facts, of.on), rightArisesOn, averageMonthlyIncome: carer == null || programme === 'CARE_STATE' ? undefined : averageIncome(paid, rightArisesOn, CARE_MONTHS) }),
    values: of.values({ CARER_INSURED: months, CARER_NOT_INSURED: months }),
    incomeOf: programme === 'CARE_STATE' ? null : (carer?.iin ?? null),
  };
}

/** The mother's, before the birth or an adoption: the sheet is in no register here. */
export function maternity(of: Reading): Claim {
  const { mother, child: { facts } } = of;
  const right = mother?.basis === 'ADOPTION' ? mother.parentage.from : facts.birthDate;
  const paid = mother === null ? [] : of.contributions(mother.iin);
  return {
    facts: given({ ...of.common('MATERNITY'), birthDate: right, insured: mother === null ? undefined : isInsured(paid, addDays(right, -1)) }),
    amount: given({ averageMonthlyIncome: mother === null ? undefined : averageIncome(paid, right, LEAVE_MONTHS) }),
    values: of.values({ INSURED: mother === null ? null : String(monthsInsured(paid, right)) }),
    incomeOf: mother?.iin ?? null,
  };
}

/** Whether somebody with an indefinite disability of group I or II may have declined contributions: known of everybody else. */
function declined(of: Reading, { iin }: Claimant): boolean | undefined {
  const disability = disabilityOn(of.child.evidence.disabilities.get(iin) ?? [], of.on);
  return disability?.to === null && (disability.group === 'I' || disability.group === 'II') ? undefined : false;
}

export function opvSubsidy(of: Reading): Claim {
  const carer = carerOf(of);
  const own = care(of, 'CARE_GFSS');
  const { birthDate, rightArisesOn } = own.facts;
  return {
    facts: given({
      ...of.common('OPV_SUBSIDY'),
      birthDate,
      rightArisesOn,
      receivesCarePayment: of.receives('CARE_GFSS'),
      contributionsArrive: carer == null ? undefined : isInsured(of.contributions(carer.iin), of.on),
      declinedContributions: carer == null ? undefined : declined(of, carer),
    }),
    amount: own.amount,
    values: { ...own.values, RECEIVES_CARE_GFSS: of.award('CARE_GFSS')?.receivedOn ?? null },
    incomeOf: own.incomeOf,
  };
}
