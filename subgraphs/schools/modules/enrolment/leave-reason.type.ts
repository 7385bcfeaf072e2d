import { enumType, type EnumValue } from '../../../shared/enum.js';

export const LeaveReason = enumType('LeaveReason', 'Why a pupil\'s place in a class ended.', {
  PROMOTED: 'The school year ended; the next class follows.',
  REPEATED: 'The school year ended; the same class follows once more.',
  TRANSFERRED: 'Moved to another school.',
  GRADUATED: 'Finished the last class.',
  COLLEGE: 'Left after class 9 for a college.',
  MOVED_ABROAD: 'Left the country.',
  DEATH: 'The child died.',
  OTHER: 'Another reason.',
});
export type LeaveReason = EnumValue<typeof LeaveReason>;
