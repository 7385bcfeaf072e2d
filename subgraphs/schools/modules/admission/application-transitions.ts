import { Refused } from '../../../shared/mutation/refusal.js';
import type { ApplicationAction, ApplicationState } from './application-codes.type.js';

/** What may be done in each state, and where it leads; whatever is not here is refused. */
export const TRANSITIONS: Readonly<Record<ApplicationState, Readonly<Partial<Record<ApplicationAction, ApplicationState>>>>> = {
  SUBMITTED: { ACCEPT: 'ACCEPTED', WAIT: 'WAITING', REFUSE: 'REFUSED', WITHDRAW: 'WITHDRAWN' },
  WAITING: { OFFER: 'ACCEPTED', REFUSE: 'REFUSED', WITHDRAW: 'WITHDRAWN' },
  ACCEPTED: { ENROL: 'ENROLLED', WITHDRAW: 'WITHDRAWN' },
  ENROLLED: { LEAVE: 'LEFT' },
  LEFT: {},
  REFUSED: {},
  WITHDRAWN: {},
};

/** States in which a place is taken. */
export const TAKES_PLACE: ReadonlySet<ApplicationState> = new Set(['ACCEPTED', 'ENROLLED']);

/** Where an action leads. Refuses one that is not for this state, naming it and what is. */
export function nextState(state: ApplicationState, action: ApplicationAction, field: string): ApplicationState {
  const next = TRANSITIONS[state][action];
  if (next !== undefined) return next;
  const names = Object.keys(TRANSITIONS[state]).join(', ') || 'nothing any more';
  throw new Refused('NOT_IN_THIS_STATE', field, `The application is ${state}: ${action} is not done then. Allowed: ${names}.`);
}
