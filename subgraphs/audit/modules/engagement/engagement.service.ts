import type { EntityManager } from '@mikro-orm/postgresql';
import type { CivilDate } from '../../../shared/clock.js';
import { Refused } from '../../../shared/mutation/refusal.js';
import { KeyUnreadable } from '../snapshot/key-unreadable.js';
import { snapshotsIn } from '../snapshot/settings.js';
import { openEngagementKey } from './engagement-key.js';
import { engagementById, engagementOfMember, type EngagementRow, type Member } from './engagement.repository.js';
import { leavingUnder, type Leaving } from './leaving.js';

function leavingOf(em: EntityManager, { id, sealedKey }: EngagementRow): Leaving {
  if (sealedKey === null) throw new Error('An engagement that is closed has no key.');
  return leavingUnder(openEngagementKey(Buffer.from(sealedKey, 'base64'), snapshotsIn(em).sealingSecret, id));
}

/** An engagement that somebody works on, with what leaves under its key. */
export interface OpenEngagement extends EngagementRow {
  readonly leaving: Leaving;
}

const isOn = ({ closedAt, endsOn }: EngagementRow, today: CivilDate): boolean => closedAt === null && endsOn >= today;

const opened = (em: EntityManager, row: EngagementRow): OpenEngagement => ({ ...row, leaving: leavingOf(em, row) });

/** An engagement that an auditor is a member of, within its term; null for any other, and for one that there is not. */
export async function engagementOpenTo(em: EntityManager, auditor: Member, id: string, today: CivilDate): Promise<OpenEngagement | null> {
  const row = await engagementOfMember(em, auditor, id);
  return row !== null && isOn(row, today) ? opened(em, row) : null;
}

export const unknownEngagement = (field: string): Refused =>
  new Refused('UNKNOWN_ENGAGEMENT', field, 'The engagement must be one that you are a member of, not closed and within its term.');

/** As `engagementOpenTo` has it; refuses any other. */
export async function requireEngagement(em: EntityManager, auditor: Member, id: string, today: CivilDate): Promise<OpenEngagement> {
  const engagement = await engagementOpenTo(em, auditor, id, today);
  if (engagement === null) throw unknownEngagement('input.engagement');
  return engagement;
}

/**
 * What leaves under the key of an engagement, for whoever has a right of their own to it (a ministry, of what is assigned to it); null after its
 * term, and where its key opens no more: its auditors are told why, and nobody's other engagements stand still for it.
 */
export async function leaving(em: EntityManager, engagementId: string, today: CivilDate): Promise<Leaving | null> {
  const row = await engagementById(em, engagementId);
  if (row === null || !isOn(row, today)) return null;
  try {
    return leavingOf(em, row);
  } catch (error) {
    if (error instanceof KeyUnreadable) return null;
    throw error;
  }
}
