import { enumType, type EnumValue } from '../../../shared/enum.js';

export const PlacementStatus = enumType('PlacementStatus', 'Where a placement stands in its life.', {
  PENDING: 'Recorded as shielded, and not in effect until everybody who could tell where the child is has applied the shielding. Only the authority sees it.',
  ACTIVE: 'In effect.',
  ENDED: 'Ended; or given up while it was pending, and never in effect.',
});
export type PlacementStatus = EnumValue<typeof PlacementStatus>;

/** What of a row says where it stands. */
interface StatusRow {
  readonly awaitedEvent?: string | null | undefined;
  readonly validTo?: string | null | undefined;
}

export function statusOf({ awaitedEvent, validTo }: StatusRow): PlacementStatus {
  if (validTo != null) return 'ENDED';
  return awaitedEvent == null ? 'ACTIVE' : 'PENDING';
}

/** Whether a placement has taken effect; one given up before never did. */
export const tookEffect = ({ awaitedEvent }: StatusRow): boolean => awaitedEvent == null;
