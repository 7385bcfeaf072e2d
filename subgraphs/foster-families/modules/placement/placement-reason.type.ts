import { enumType, type EnumValue } from '../../../shared/enum.js';

export const PlacementReason = enumType('PlacementReason', 'Why a child is without parental care.', {
  ORPHAN: 'Both parents, or the only one, have died.',
  RIGHTS_DEPRIVED: 'A court has deprived the parents of their rights (art. 75).',
  RIGHTS_LIMITED: 'A court has limited the parents\' rights (art. 79).',
  ABANDONED: 'The parents have refused or left the child.',
  PARENTS_MISSING: 'The parents are missing, or declared so by a court.',
  NEGLECT: 'The parents do not raise the child, or endanger it by how they live.',
  CRUELTY: 'The child was treated cruelly where it lived. The ministry names these children beside the others (press of 1 February 2026: certainty B); the article was not read. What a court decided about the parents because of it is RIGHTS_DEPRIVED or RIGHTS_LIMITED.',
});
export type PlacementReason = EnumValue<typeof PlacementReason>;

export const SiblingsApart = enumType('SiblingsApart', 'Why brothers and sisters live apart, where the law allows it.', {
  IN_THEIR_INTEREST: 'It is in their interest: enough for guardianship and trusteeship (119(3)).',
  IN_THEIR_INTEREST_AND_STRANGERS: 'It is in their interest, they do not know of each other and never lived together: for every form (132-4(1), 132-9(2), 136(1), 137-4(1)).',
});
export type SiblingsApart = EnumValue<typeof SiblingsApart>;

export const PlacementBreakdown = enumType('PlacementBreakdown', 'Why a placement did not hold. Why it ended by the Code is its `endReason`.', {
  RELATIONSHIP: 'Child and carers did not get on.',
  CARERS_ILL: 'A carer fell ill or died.',
  CARERS_CHANGED_LIVES: 'Work, a move, a divorce or another child left the carers no room.',
  CARERS_OVERBURDENED: 'The child needed more than the carers could give.',
  CHILD_WISHED: 'The child asked for it.',
  CHILD_RAN_AWAY: 'The child ran away, and did not want to go back.',
  VIOLENCE_OR_NEGLECT: 'The child suffered violence or neglect there, or was thought to.',
  CARERS_UNSUITABLE: 'A carer was found unsuitable.',
  HARM_TO_OTHERS: 'The child harmed somebody there.',
  OTHER: 'Something else.',
});
export type PlacementBreakdown = EnumValue<typeof PlacementBreakdown>;

export const PlacementEndReason = enumType('PlacementEndReason', 'Why a placement ended, as the Code on Marriage and Family names it.', {
  MAJORITY: 'The child turned 18 (art. 130(3), 118-4).',
  MARRIAGE: 'The child married (art. 130(3)).',
  FULL_CAPACITY: 'The child became fully capable before majority (art. 118-4).',
  RETURNED_TO_PARENT: 'The child returned to a parent (art. 129(1), 118-4).',
  ADOPTED: 'A court granted adoption. Sealed: only the authority reads such a placement (art. 102).',
  NEW_PLACEMENT: 'Another placement follows, or trusteeship at 14 (art. 130(2)).',
  CONTRACT_EXPIRED: 'The contract ran out and no other followed (art. 132-2(1), 134(1)).',
  ENDED_BY_CARER: 'The carers ended the contract for good reason (art. 132-2(3), 132-7(2), 134(3)).',
  ENDED_BY_BODY: 'The guardianship body ended the contract (art. 132-2(3), 132-7(2), 134(3)).',
  CARER_RELEASED: 'The guardian or trustee was released (art. 129(1), (2)).',
  CARER_REMOVED: 'The guardian or trustee was removed for failing the duty (art. 129(3)).',
  DEATH: 'The child died (art. 118-4).',
  MISSING_OR_DECLARED_DEAD: 'A court declared the child missing or dead (art. 118-4).',
});
export type PlacementEndReason = EnumValue<typeof PlacementEndReason>;
