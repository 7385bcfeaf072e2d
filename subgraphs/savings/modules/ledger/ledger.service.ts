import { Decimal } from 'decimal.js';
import type { AccessPath } from '../../../shared/access/path.js';
import type { CivilDate } from '../../../shared/clock.js';
import type { SubgraphContext } from '../../../shared/context.js';
import { Currency, Money } from '../../../shared/money.js';
import { accountsOf, claimsOf, transfersOf } from './ledger.repository.js';
import type { TransferRow } from './transfer.entity.js';

/** What some transfers leave on some accounts: credited less debited. */
export function balanceOf(accounts: ReadonlySet<string>, transfers: readonly TransferRow[]): Money {
  const total = transfers
    .reduce((sum, { creditAccount, debitAccount, amount }) => {
      const credited = accounts.has(creditAccount) ? sum.plus(amount) : sum;
      return accounts.has(debitAccount) ? credited.minus(amount) : credited;
    }, new Decimal(0));
  return new Money(total, Currency.USD);
}

/** What stands on some accounts at the end of a day. */
export const balanceOn = (accounts: ReadonlySet<string>, transfers: readonly TransferRow[], day: CivilDate): Money =>
  balanceOf(accounts, transfers.filter(({ occurredOn }) => occurredOn <= day));

/** The balance of one account of a child. */
export async function accountBalance(iin: string, accountId: string, path: AccessPath, day: CivilDate, context: SubgraphContext): Promise<Money> {
  return balanceOn(new Set([accountId]), await transfersOf(context, path).load(iin), day);
}

/** The balance of all claims and accounts of a child. */
export async function childBalance(iin: string, path: AccessPath, day: CivilDate, context: SubgraphContext): Promise<Money> {
  const [claims, accounts, transfers] = await Promise.all([
    claimsOf(context, path).load(iin),
    accountsOf(context, path).load(iin),
    transfersOf(context, path).load(iin),
  ]);
  return balanceOn(new Set([...claims, ...accounts].map(({ accountId }) => accountId)), transfers, day);
}
