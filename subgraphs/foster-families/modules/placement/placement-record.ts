import { requireGrant, type AccessGrant, type Relation } from '../../../shared/access/grant.js';
import type { OpenedRecord } from '../../../shared/access/path.js';

/** A child's record, as its placements are shown in it. */
export interface PlacementRecord extends OpenedRecord {
  /** Whether the viewer may know where a shielded child is. */
  readonly seesShielded: boolean;
}

/** As registry has it in the grant. Of the ministries only the authority that places children has the class `care`. */
const SEE_SHIELDED: ReadonlySet<Relation> = new Set(['SELF', 'REPRESENTATIVE', 'MINISTRY']);

export function recordByGrant(iin: string, grant: AccessGrant | null | undefined): PlacementRecord {
  const authorised = requireGrant(iin, grant, 'care');
  return { ...authorised, path: 'relation', seesShielded: grant != null && SEE_SHIELDED.has(grant.relation) };
}

/** Nobody but the authority finds a shielded child on the register. */
export const recordByRegister = (iin: string): PlacementRecord => ({ iin, restricted: false, path: 'register', seesShielded: true });
