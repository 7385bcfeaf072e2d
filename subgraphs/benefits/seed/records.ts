import type { Cell } from '../../shared/database/bulk-load.js';
import { syntheticUuid } from '../../shared/synthetic/uuid.js';
import type { BudgetLevel, BenefitUnit, DecidingBody } from '../modules/programme/programme.type.js';
import { type AmountPeriod, amountsOf } from './amounts.js';
import type { AwardDraft, SeedScope } from './award-draft.js';
import { FAR } from './household-view.js';
import { ministryDepartment, SOCIAL_INSURANCE_FUND } from './offices.js';
import { type PaymentDraft, paymentsOf } from './payments.js';

/** What a seed needs to know of a programme. */
export interface ProgrammeFacts {
  readonly unit: BenefitUnit;
  readonly budget_level: BudgetLevel;
  readonly decided_by: DecidingBody;
}

/** An award with everything that hangs on it, before its key is known. */
export interface AwardRecord {
  readonly publicId: string;
  readonly award: AwardDraft;
  readonly regionKato: string;
  readonly decidingBody: string;
  readonly budgetLevel: BudgetLevel;
  readonly amounts: readonly AmountPeriod[];
  readonly payments: readonly PaymentDraft[];
}

const regionOf = (district: string): string => `${district.slice(0, 2)}0000000`;

/** The region that pays: where a placement is, else where the payee lived last while the award ran. */
function payingRegion({ view, facts }: SeedScope, { payee, district, until }: AwardDraft): string | null {
  if (district !== null) return regionOf(district);
  const residences = payee.iin === null ? [] : (view.person(payee.iin)?.residences ?? []);
  const day = until !== null && until < facts.asOf ? until : facts.asOf;
  const home = residences.findLast(({ from }) => from <= day) ?? residences[0];
  return home === undefined ? null : regionOf(home.district);
}

function bodyOf(programme: ProgrammeFacts, region: string, body: string | null): string {
  if (body !== null) return body;
  return programme.decided_by === 'SOCIAL_INSURANCE_FUND' ? SOCIAL_INSURANCE_FUND : ministryDepartment(region);
}

/** Awards of a household that ran while the figures of the law are known, with their amounts and payments. */
export function recordsOf(scope: SeedScope, awards: readonly AwardDraft[], programmes: ReadonlyMap<string, ProgrammeFacts>): AwardRecord[] {
  return awards.flatMap((award, ordinal): AwardRecord[] => {
    const programme = programmes.get(award.programme);
    const regionKato = payingRegion(scope, award);
    const amounts = amountsOf(award, scope.book, scope.facts.asOf);
    if (programme === undefined || regionKato === null || amounts.length === 0 || award.since > (award.until ?? FAR)) return [];
    return [{
      publicId: syntheticUuid(scope.facts.seed, 'award', scope.view.household.number, ordinal),
      award,
      regionKato,
      decidingBody: bodyOf(programme, regionKato, award.body),
      budgetLevel: programme.budget_level,
      amounts,
      payments: paymentsOf(scope, award, programme.unit, amounts),
    }];
  });
}

export const AWARD_COLUMNS = ['public_id', 'programme', 'component', 'recipient_iin', 'recipient_bin', 'region_kato', 'deciding_body', 'occurred_on',
  'received_on', 'decided_on', 'since', 'until', 'status', 'suspended_from', 'end_reason', 'end_occurred_on', 'end_received_on', 'recorded_at'] as const;

export const awardCells = ({ publicId, award, regionKato, decidingBody }: AwardRecord): Cell[] => [
  publicId, award.programme, award.component, award.payee.iin, award.payee.bin, regionKato, decidingBody, award.occurredOn,
  award.receivedOn, award.decidedOn, award.since, award.until, award.status, award.suspendedFrom,
  award.end?.reason ?? null, award.end?.occurredOn ?? null, award.end?.receivedOn ?? null, `${award.decidedOn}T06:00:00Z`];

export const CHILD_COLUMNS = ['award_id', 'programme', 'component', 'region_kato', 'iin', 'since', 'until', 'recorded_at'] as const;

export const childCells = ({ award, regionKato }: AwardRecord, id: string): Cell[][] =>
  award.children.map(({ iin, since, until }) => [id, award.programme, award.component, regionKato, iin, since, until, `${award.decidedOn}T06:00:00Z`]);

export const AMOUNT_COLUMNS = ['award_id', 'valid_from', 'valid_to', 'tier', 'exact', 'gross', 'withheld', 'rule_version', 'recorded_at'] as const;

/** An exact value that has no end (the floor of CARE_GFSS is a ninth) is kept to six places. */
const PLACES = 6;

export const amountCells = ({ award, amounts }: AwardRecord, id: string): Cell[][] =>
  amounts.map(({ from, to, tier, exact, gross, withheld, ruleVersion }) => [id, from, to, tier, exact.toDecimalPlaces(PLACES).toFixed(), gross.toFixed(2),
    withheld.toFixed(2), ruleVersion, `${from > award.decidedOn ? from : award.decidedOn}T06:00:00Z`]);

export const PAYMENT_COLUMNS = ['award_id', 'month', 'amount', 'withheld', 'paid_on', 'budget_level', 'region_kato', 'rule_version', 'recorded_at'] as const;

export const paymentCells = ({ payments, budgetLevel, regionKato }: AwardRecord, id: string): Cell[][] =>
  payments.map(({ month, paidOn, amount }) => [id, month, amount.gross.minus(amount.withheld).toFixed(2), amount.withheld.toFixed(2), paidOn, budgetLevel,
    regionKato, amount.ruleVersion, `${paidOn}T06:00:00Z`]);
