import { Decimal } from 'decimal.js';
import { addDays, latest } from '../../../shared/calendar.js';
import type { CivilDate } from '../../../shared/clock.js';
import type { ReceivedEvent } from '../../../shared/feeds/consume.js';
import type { DataFor } from '../../../shared/feeds/contract.js';
import type { DUE_ENTITLEMENTS } from '../../../shared/feeds/contracts/due-entitlements.js';
import type { Period } from '../../../shared/periods.js';
import type { AmountPeriod } from '../../../shared/rules/amount-periods.js';

/** What a guardianship body has made due, as it was told. */
export type ToldEntitlement = DataFor<typeof DUE_ENTITLEMENTS, 'benefits', 'DUE_ENTITLEMENT'>;

/** The event that told it. */
export type EntitlementEvent = ReceivedEvent<ToldEntitlement>;

/** The last day of days until another; null while there is no end. */
export const lastDay = ({ to }: { readonly to: CivilDate | null }): CivilDate | null => (to === null ? null : addDays(to, -1));

/** Whether it was never due on any day. */
export const isVoid = ({ from, to }: { readonly from: CivilDate; readonly to: CivilDate | null }): boolean => to !== null && to <= from;

/** What was told of days from another first day on: of children and amounts too. */
export function fromDay(told: ToldEntitlement, day: CivilDate): ToldEntitlement {
  const within = <T extends Period>(periods: readonly T[]): T[] => periods.map((one) => ({ ...one, from: latest(one.from, day) })).filter((one) => !isVoid(one));
  return { ...told, from: latest(told.from, day), children: within(told.children), amounts: within(told.amounts) };
}

/** Whether nothing is due of it to anybody, or nobody may know for whom. */
export const isNothing = (told: ToldEntitlement): boolean => isVoid(told) || told.amounts.length === 0 || told.children.length === 0;

/** Amounts as awards have them: taken as they were told, never computed. */
export const amountsToldIn = ({ amounts }: ToldEntitlement): AmountPeriod[] =>
  amounts.map(({ from, to, tier, exact, amount, ruleVersion }) => ({ from, to, tier, exact: new Decimal(exact), gross: new Decimal(amount), withheld: new Decimal(0), ruleVersion }));
