import type { Decimal } from 'decimal.js';
import { badInput } from '../../../shared/errors.js';
import { Refused } from '../../../shared/mutation/refusal.js';
import { requireOpen } from '../placement/end-placement.js';
import type { PlacementChange } from '../placement/placement-change.js';

/** Of whose ward the means decide whether anything is paid (Code on Marriage and Family, 125(2)). */
const TESTED: ReadonlySet<string> = new Set(['GUARDIANSHIP', 'TRUSTEESHIP']);

const MOST = 1_000_000_000;

/** Records what a ward has of their own a month from a day on, until the next record says otherwise; the allowance follows. */
export async function recordMeans({ em, placement, occurredOn, source }: PlacementChange, monthlyIncome: Decimal): Promise<void> {
  requireOpen({ placement, occurredOn });
  if (!TESTED.has(placement.form)) throw new Refused('DOES_NOT_FIT_FORM', 'input.placement', 'Means are recorded of a ward under guardianship or trusteeship: nothing else is paid by them.');
  if (monthlyIncome.isNegative() || monthlyIncome.greaterThan(MOST) || monthlyIncome.decimalPlaces() > 2) throw badInput('input.monthlyIncome', 'must be tenge a month with at most two decimals, 0 to 1,000,000,000.');
  await em.execute('insert into ward_means (placement_id, valid_from, monthly_income, source) values (?, ?, ?, ?)', [placement.id, occurredOn, monthlyIncome.toFixed(2), source]);
}
