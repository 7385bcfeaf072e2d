import { Refused } from '../../../shared/mutation/refusal.js';
import type { CareNeedAction, CareNeedStatus } from './care-need-codes.type.js';

/** What may be done in each status, and where it leads; whatever is not here is refused. */
export const TRANSITIONS: Readonly<Record<CareNeedStatus, Readonly<Partial<Record<CareNeedAction, CareNeedStatus>>>>> = {
  IDENTIFIED: { ADMIT: 'IDENTIFIED', DISCHARGE: 'IDENTIFIED', PLACE: 'IDENTIFIED', LEAVE: 'IDENTIFIED', AMEND: 'IDENTIFIED', RECORD: 'PRIMARY', CLOSE: 'CLOSED' },
  PRIMARY: { ADMIT: 'PRIMARY', DISCHARGE: 'PRIMARY', PLACE: 'PRIMARY', LEAVE: 'PRIMARY', AMEND: 'PRIMARY', REGISTER_REGIONAL: 'REGIONAL', CLOSE: 'CLOSED' },
  REGIONAL: { ADMIT: 'REGIONAL', DISCHARGE: 'REGIONAL', PLACE: 'REGIONAL', LEAVE: 'REGIONAL', AMEND: 'REGIONAL', REGISTER_CENTRAL: 'CENTRAL', CLOSE: 'CLOSED' },
  CENTRAL: { ADMIT: 'CENTRAL', DISCHARGE: 'CENTRAL', PLACE: 'CENTRAL', LEAVE: 'CENTRAL', AMEND: 'CENTRAL', CLOSE: 'CLOSED' },
  CLOSED: {},
};

/** Where an action leads. Refuses one that is not for this status, naming it and what is. */
export function nextStatus(status: CareNeedStatus, action: CareNeedAction, field: string): CareNeedStatus {
  const allowed = TRANSITIONS[status];
  const next = allowed[action];
  if (next !== undefined) return next;
  const names = Object.keys(allowed).join(', ') || 'nothing any more';
  throw new Refused('NOT_IN_THIS_STATE', field, `The record is ${status}: ${action} is not done then. Allowed: ${names}.`);
}
