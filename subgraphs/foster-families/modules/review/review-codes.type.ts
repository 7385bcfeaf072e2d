import { enumType, type EnumValue } from '../../../shared/enum.js';

export const ReviewDecision = enumType('ReviewDecision', 'What a review of a placement led to.', {
  CONTINUE: 'The placement goes on as it is.',
  EXTEND: 'Its contract is extended (132-7(1)).',
  END: 'The placement ends.',
});
export type ReviewDecision = EnumValue<typeof ReviewDecision>;

export const ReviewState = enumType('ReviewState', 'Where the review of a placement stands.', {
  DUE: 'The next one is to come.',
  OVERDUE: 'The day for it has passed, and none has begun.',
  UNDER_REVIEW: 'One has begun, and is not decided.',
});
export type ReviewState = EnumValue<typeof ReviewState>;
