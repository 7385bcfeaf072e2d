import { enumType, type EnumValue } from '../../../shared/enum.js';

export const AfterCareHousing = enumType('AfterCareHousing', 'Where somebody lives who has left care.', {
  OWN: 'In a home of their own.',
  RENTED: 'In a rented home.',
  HOSTEL: 'In a hostel or youth home.',
  WITH_FAMILY: 'With relatives or the former carers.',
  QUEUED: 'Nowhere for good, and in the queue for housing.',
  NONE: 'Nowhere for good, and not in the queue.',
});
export type AfterCareHousing = EnumValue<typeof AfterCareHousing>;

export const AfterCareOccupation = enumType('AfterCareOccupation', 'What somebody does who has left care.', {
  STUDIES: 'Studies.',
  WORKS: 'Works.',
  SERVICE: 'Serves in the army.',
  CARES_FOR_CHILD: 'Looks after a child.',
  NONE: 'None of these.',
});
export type AfterCareOccupation = EnumValue<typeof AfterCareOccupation>;

export const AfterCareClosing = enumType('AfterCareClosing', 'Why somebody is followed up no more.', {
  INDEPENDENT: 'They get on by themselves.',
  DECLINED: 'They do not want it.',
  MOVED_ABROAD: 'They moved abroad.',
  NOT_FOUND: 'They were not found.',
});
export type AfterCareClosing = EnumValue<typeof AfterCareClosing>;

export const AfterCareState = enumType('AfterCareState', 'Where the after-care of somebody who left care as an adult stands.', {
  DUE: 'The next follow-up is to come.',
  OVERDUE: 'The day for it has passed.',
  CLOSED: 'It was closed, they are of the age at which it ends, or nobody is left.',
});
export type AfterCareState = EnumValue<typeof AfterCareState>;
