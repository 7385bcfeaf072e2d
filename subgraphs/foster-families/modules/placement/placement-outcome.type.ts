import { outcomeType } from '../../../shared/mutation/refusal.type.js';
import { Placement } from './placement.type.js';

export const PlacementOutcome = outcomeType('PlacementOutcome', Placement);
export type PlacementOutcome = typeof PlacementOutcome;
