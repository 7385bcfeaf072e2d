import { enumType, type EnumValue } from '../../../shared/enum.js';

export const PlacementPlanAction = enumType('PlacementPlanAction', 'A step of a planned placement.', {
  PLAN: 'It was decided on.',
  SIGN: 'Its contract was signed.',
  ACTIVATE: 'It was carried out: the placement is on record.',
  WITHDRAW: 'It was given up; also because the child went elsewhere, died or was adopted.',
  LAPSE: 'Nobody carried it out in time.',
});
export type PlacementPlanAction = EnumValue<typeof PlacementPlanAction>;
