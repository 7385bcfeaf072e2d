import { enumType, type EnumValue } from '../../../shared/enum.js';

export const PlacementStage = enumType('PlacementStage', 'Where a placement stands between the first plan and its end.', {
  PLANNED: 'Decided on and not agreed yet: it holds room in the family, and nobody has custody by it.',
  CONTRACT: 'Its contract is signed, or it is on record as shielded and not in effect yet; the child is not there.',
  ACTIVE: 'In effect.',
  REVIEW: 'In effect, and under review.',
  EXTENDED: 'In effect by a contract that was extended.',
  ENDED: 'Ended as the Code has it; or given up while it waited for its shielding.',
  BROKEN_DOWN: 'Ended because it did not hold: the child went on to another home.',
  WITHDRAWN: 'A plan that was given up.',
  LAPSED: 'A plan that nobody carried out in time: the room is free again.',
});
export type PlacementStage = EnumValue<typeof PlacementStage>;
