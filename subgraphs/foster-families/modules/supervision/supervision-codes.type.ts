import { enumType, type EnumValue } from '../../../shared/enum.js';

export const VisitFinding = enumType('VisitFinding', 'What a visit found. What exactly is kept elsewhere.', {
  WELL: 'The child is well.',
  CONCERN: 'Something must be looked after.',
  DANGER: 'The child is in danger: the placement is to be reviewed at once.',
});
export type VisitFinding = EnumValue<typeof VisitFinding>;
