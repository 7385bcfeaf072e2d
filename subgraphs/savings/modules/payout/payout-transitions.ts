import { Refused } from '../../../shared/mutation/refusal.js';
import type { PayoutAction, PayoutState } from './payout-codes.type.js';

/** What may be done in each state, and where it leads; whatever is not here is refused. */
export const TRANSITIONS: Readonly<Record<PayoutState, Readonly<Partial<Record<PayoutAction, PayoutState>>>>> = {
  SUBMITTED: { CHECK: 'CHECKED', REFUSE: 'REFUSED' },
  CHECKED: { CHECK: 'CHECKED', PAY: 'PAID', REFUSE: 'REFUSED' },
  REFUSED: {},
  PAID: { USE: 'USED', RETURN: 'RETURNED' },
  USED: {},
  RETURNED: {},
};

/** Where an action leads. Refuses one that is not for this state, naming it and what is. */
export function nextState(state: PayoutState, action: PayoutAction): PayoutState {
  const next = TRANSITIONS[state][action];
  if (next !== undefined) return next;
  const names = Object.keys(TRANSITIONS[state]).join(', ') || 'nothing any more';
  throw new Refused('NOT_IN_THIS_STATE', 'input.move', `The application is ${state}: ${action} is not done then. Allowed: ${names}.`);
}
