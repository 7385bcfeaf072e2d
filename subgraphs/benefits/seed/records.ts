import { latest } from '../../shared/calendar.js';
import type { BenefitUnit } from '../../shared/rules/benefit-unit.type.js';
import type { Cell, SeedWriter } from '../../shared/synthetic/seed.js';
import type { BudgetLevel, DecidingBody } from '../modules/programme/programme.type.js';
import type { AmountPeriod } from '../../shared/rules/amount-periods.js';
import { amountsOf } from './amounts.js';
import type { AwardDraft, SeedScope } from './award-draft.js';
import { EVIDENCE_TABLES } from './evidence.js';
import { FAR } from './household-view.js';
import { ministryDepartment, SOCIAL_INSURANCE_FUND } from './offices.js';
import { type PaymentDraft, paymentsOf } from './payments.js';

export const TABLES = {
  benefit_award: ['programme', 'component', 'recipient_iin', 'recipient_bin', 'region_kato', 'deciding_body', 'occurred_on', 'received_on', 'decided_on',
    'since', 'until', 'status', 'suspended_from', 'end_reason', 'end_occurred_on', 'end_received_on', 'recorded_at'],
  benefit_award_child: ['award_id', 'programme', 'component', 'region_kato', 'iin', 'since', 'until', 'recorded_at'],
  benefit_award_amount: ['award_id', 'valid_from', 'valid_to', 'tier', 'exact', 'gross', 'withheld', 'rule_version', 'recorded_at'],
  benefit_payment: ['award_id', 'month', 'amount', 'withheld', 'paid_on', 'budget_level', 'region_kato', 'rule_version', 'recorded_at'],
  benefit_case: ['programme', 'proactive', 'recipient_iin', 'region_kato', 'state', 'occurred_on', 'received_on', 'applied_on', 'expires_on', 'notice_by', 'decide_by',
    'decided_on', 'deciding_body', 'award_id', 'version', 'recorded_at'],
  benefit_case_child: ['case_id', 'programme', 'region_kato', 'iin', 'birth_date', 'recorded_at'],
  benefit_case_event: ['case_id', 'version', 'action', 'from_state', 'to_state', 'occurred_on', 'received_on', 'source', 'organisation', 'recorded_at'],
  shielding: ['iin', 'valid_from', 'valid_to', 'source', 'recorded_at'],
  ...EVIDENCE_TABLES,
} as const;

export type Writer = SeedWriter<keyof typeof TABLES>;

/** What a seed needs to know of a programme. */
export interface ProgrammeFacts {
  readonly unit: BenefitUnit;
  readonly budget_level: BudgetLevel;
  readonly decided_by: DecidingBody;
}

/** An award with everything that hangs on it. */
export interface AwardRecord {
  readonly award: AwardDraft;
  readonly regionKato: string;
  readonly decidingBody: string;
  readonly budgetLevel: BudgetLevel;
  readonly amounts: readonly AmountPeriod[];
  readonly payments: readonly PaymentDraft[];
}

export const regionOf = (district: string): string => `${district.slice(0, 2)}0000000`;

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

/** The record of an award that ran while the figures of the law were known, with its amounts and payments; null for any other. */
export function recordOf(scope: SeedScope, award: AwardDraft): AwardRecord | null {
  const programme = scope.programmes.get(award.programme);
  const regionKato = payingRegion(scope, award);
  const amounts = amountsOf(award, scope.book, scope.facts.asOf);
  if (programme === undefined || regionKato === null || amounts.length === 0 || award.since > (award.until ?? FAR)) return null;
  const payments = paymentsOf(scope, award, programme.unit, amounts);
  return { award, regionKato, decidingBody: bodyOf(programme, regionKato, award.body), budgetLevel: programme.budget_level, amounts, payments };
}

/** An exact value that has no end (the floor of CARE_GFSS is a ninth) is kept to six places. */
const PLACES = 6;

const awardCells = ({ award, regionKato, decidingBody }: AwardRecord): Cell[] => [
  award.programme, award.component, award.payee.iin, award.payee.bin, regionKato, decidingBody, award.occurredOn,
  award.receivedOn, award.decidedOn, award.since, award.until, award.status, award.suspendedFrom,
  award.end?.reason ?? null, award.end?.occurredOn ?? null, award.end?.receivedOn ?? null, award.decidedOn];

/** Writes an award and what hangs on it; answers with its key. */
export function writeRecord(record: AwardRecord, write: Writer): number {
  const { award, regionKato, budgetLevel, amounts, payments } = record;
  const id = write.row('benefit_award', awardCells(record));
  for (const { iin, since, until } of award.children) {
    write.row('benefit_award_child', [id, award.programme, award.component, regionKato, iin, since, until, award.decidedOn]);
  }
  const paid = new Map<AmountPeriod, readonly [net: string, withheld: string]>();
  for (const amount of amounts) {
    const [gross, withheld] = [amount.gross.toFixed(2), amount.withheld.toFixed(2)];
    paid.set(amount, [amount.withheld.isZero() ? gross : amount.gross.minus(amount.withheld).toFixed(2), withheld]);
    write.row('benefit_award_amount', [id, amount.from, amount.to, amount.tier, amount.exact.toDecimalPlaces(PLACES).toFixed(), gross, withheld, amount.ruleVersion,
      latest(amount.from, award.decidedOn)]);
  }
  for (const { month, paidOn, amount } of payments) {
    const [net = null, withheld = null] = paid.get(amount) ?? [];
    write.row('benefit_payment', [id, month, net, withheld, paidOn, budgetLevel, regionKato, amount.ruleVersion, paidOn]);
  }
  return id;
}
