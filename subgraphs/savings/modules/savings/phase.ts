import type { CivilDate } from '../../../shared/clock.js';
import { enumType, type EnumValue } from '../../../shared/enum.js';
import type { SavingsAccountRow, SavingsClaimRow } from '../ledger/child-account.entity.js';
import type { TransferRow } from '../ledger/transfer.entity.js';

export const SavingsPhase = enumType('SavingsPhase', 'Where a person stands in the programme on a day.', {
  NOT_PARTICIPANT: 'Nothing was ever credited.',
  CLAIM: 'Under 18 with a claim: the State owes, no account yet.',
  ACCOUNT: 'An account was opened in the year of majority.',
  TRANSFERRED: 'It went to the pension account, because nobody had asked for it ten years after the 18th birthday, or to the heirs.',
  VOID: 'The claim lapsed with citizenship.',
});
export type SavingsPhase = EnumValue<typeof SavingsPhase>;

/** What ends the programme for somebody. */
const LAST: ReadonlySet<string> = new Set(['PENSION', 'HEIRS']);

type Moved = Pick<TransferRow, 'id' | 'kind' | 'occurredOn' | 'refersTo'>;

/** The phase on a day, from the claims, accounts and transfers on record. A new claim after a void one counts, and what was taken back by the day does not. */
export function phaseOn(claims: readonly SavingsClaimRow[], accounts: readonly SavingsAccountRow[], transfers: readonly Moved[], day: CivilDate): SavingsPhase {
  const known = transfers.filter(({ occurredOn }) => occurredOn <= day);
  const undone = new Set(known.filter(({ kind }) => kind === 'REVERSAL').map(({ refersTo }) => refersTo));
  if (known.some(({ id, kind }) => LAST.has(kind) && !undone.has(id))) return 'TRANSFERRED';
  if (accounts.some(({ openedOn }) => openedOn <= day)) return 'ACCOUNT';
  const claim = claims.findLast(({ openedOn }) => openedOn <= day);
  if (claim === undefined) return 'NOT_PARTICIPANT';
  return claim.closingReason === 'VOID' && claim.closedOn != null && claim.closedOn <= day ? 'VOID' : 'CLAIM';
}
