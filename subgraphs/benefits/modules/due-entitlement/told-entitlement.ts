import { Decimal } from 'decimal.js';
import { addDays } from '../../../shared/calendar.js';
import type { CivilDate } from '../../../shared/clock.js';
import type { ReceivedEvent } from '../../../shared/feeds/consume.js';
import type { DataFor } from '../../../shared/feeds/contract.js';
import type { DUE_ENTITLEMENTS } from '../../../shared/feeds/contracts/due-entitlements.js';
import type { AmountPeriod } from '../../../shared/rules/amount-periods.js';

/** What a guardianship body has made due, as it was told. */
export type ToldEntitlement = DataFor<typeof DUE_ENTITLEMENTS, 'benefits', 'DUE_ENTITLEMENT'>;

/** The event that told it. */
export type EntitlementEvent = ReceivedEvent<ToldEntitlement>;

/** The last day of days until another; null while there is no end. */
export const lastDay = ({ to }: { readonly to: CivilDate | null }): CivilDate | null => (to === null ? null : addDays(to, -1));

/** Whether it was never due on any day. */
export const isVoid = ({ from, to }: { readonly from: CivilDate; readonly to: CivilDate | null }): boolean => to !== null && to <= from;

/** Amounts as awards have them: taken as they were told, never computed. */
export const amountsToldIn = ({ amounts }: ToldEntitlement): AmountPeriod[] =>
  amounts.map(({ from, to, tier, exact, amount, ruleVersion }) => ({ from, to, tier, exact: new Decimal(exact), gross: new Decimal(amount), withheld: new Decimal(0), ruleVersion }));
