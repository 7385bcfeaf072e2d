import { enumType, type EnumValue } from '../../../shared/enum.js';

export const WardRightKind = enumType('WardRightKind', 'What a child in care has a right to, and the guardianship body has to see to (Code on Marriage and Family, 123, 124).', {
  HOUSING: 'Housing, where the child has none.',
  ALIMONY: 'Alimony from whoever owes it.',
});
export type WardRightKind = EnumValue<typeof WardRightKind>;

export const WARD_RIGHT_KINDS = Object.keys(WardRightKind) as WardRightKind[];

export const WardRightStanding = enumType('WardRightStanding', 'What was done about the housing or the alimony of a child in care, or why nothing has to be.', {
  HOUSING_OWNED: 'The child owns housing: nothing is due.',
  HOUSING_USE_KEPT: 'The child has a right to use housing, which is kept for it: nothing is due.',
  HOUSING_NOT_QUEUED: 'The child has no housing, and is not in the queue.',
  HOUSING_APPLIED: 'The child was put forward for the queue, and that is not decided.',
  HOUSING_QUEUED: 'The child is in the queue for housing.',
  HOUSING_REFUSED: 'The child was not taken into the queue, or was struck off.',
  HOUSING_PROVIDED: 'The child was given housing.',
  ALIMONY_NOBODY_OWES: 'No parent lives, or is known, who would owe alimony.',
  ALIMONY_NOT_CLAIMED: 'A parent owes alimony, and nobody has claimed it.',
  ALIMONY_CLAIMED: 'A claim is before the court.',
  ALIMONY_ORDERED: 'A court has ordered it, or it was agreed, and it is paid.',
  ALIMONY_UNPAID: 'It is ordered and not paid, and nothing is done about that.',
  ALIMONY_ENFORCED: 'It is ordered and not paid, and enforcement is under way.',
  ALIMONY_DISMISSED: 'The court has dismissed the claim, or freed the parent.',
});
export type WardRightStanding = EnumValue<typeof WardRightStanding>;

/** What a standing is about. */
export const kindOf = (standing: WardRightStanding): WardRightKind => (standing.startsWith('HOUSING') ? 'HOUSING' : 'ALIMONY');
