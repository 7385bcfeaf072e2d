import type { EntityManager } from '@mikro-orm/postgresql';
import type { Viewer } from '../../../shared/access/viewer.js';
import { addDays, earliest } from '../../../shared/calendar.js';
import type { CivilDate } from '../../../shared/clock.js';
import { badInput } from '../../../shared/errors.js';
import { IDENTIFICATIONS, keyForFeed } from '../../../shared/feeds/contracts/identifications.js';
import { publish } from '../../../shared/feeds/publish.js';
import { Refused } from '../../../shared/mutation/refusal.js';
import { holdEngagement, type EngagementRow } from '../engagement/engagement.repository.js';
import { engagementOpenTo, requireEngagement, type OpenEngagement } from '../engagement/engagement.service.js';
import { engagementScope } from '../finding/finding-scope.js';
import { snapshotsIn } from '../snapshot/settings.js';
import { openKey } from '../snapshot/snapshot-key.js';
import type { Auditor } from './auditor.js';
import { addIdentification, decide, findingToIdentify, identificationById, inForceOf, type FindingRow, type IdentificationRow } from './identification.repository.js';
import { LASTING } from './identification-rules.js';
import { registryKey } from './identifying.js';

/** Whether a finding lies within what an engagement is about. */
function isAbout(engagement: EngagementRow, finding: FindingRow): boolean {
  const { rules, regions } = engagementScope(engagement, {});
  return rules.includes(finding.rule) && (regions === null || finding.regions.some((region) => regions.includes(region)));
}

/** The finding that an engagement names so, of somebody who can be told by a key that is still there. */
async function personFound(em: EntityManager, engagement: OpenEngagement, id: string | null, field: string): Promise<FindingRow & { readonly pseudonym: string; readonly sealedKey: string }> {
  const finding = id === null ? null : await findingToIdentify(em, engagement.id, id);
  if (finding === null || !isAbout(engagement, finding)) throw new Refused('UNKNOWN_FINDING', field, 'The finding must be one of the engagement.');
  const { pseudonym, sealedKey } = finding;
  if (pseudonym === null || sealedKey === null) throw new Refused('NOT_IDENTIFIABLE', field, 'The finding must be about a person, and of a snapshot that is kept.');
  return { ...finding, pseudonym, sealedKey };
}

export interface IdentificationWish {
  readonly engagement: string;
  readonly finding: string;
  readonly caseNumber: string;
  readonly reason: string;
}

/** Asks a second auditor; the request's id. */
export async function requestIdentification(em: EntityManager, by: Auditor, { engagement: id, finding: uuid, caseNumber, reason }: IdentificationWish, today: CivilDate): Promise<string> {
  const engagement = await requireEngagement(em, by, id, today);
  if (engagement.caseNumber !== caseNumber) throw new Refused('CONTRADICTORY', 'input.caseNumber', 'The case number must be the engagement\'s.');
  const finding = await personFound(em, engagement, engagement.leaving.findingOf(uuid), 'input.finding');
  return addIdentification(em, { engagement: engagement.internalId, finding: finding.id, byIin: by.iin, by: by.account, reason, decideBy: addDays(today, LASTING.undecided) });
}

export interface IdentificationDecision {
  readonly request: string;
  readonly approve: boolean;
  readonly note: string;
  readonly until: CivilDate | null;
}

const unknown = (): Refused => new Refused('UNKNOWN_IDENTIFICATION', 'input.request', 'The request must be of an engagement that is open to you.');
const alreadyDecided = (): Refused => new Refused('ALREADY_DECIDED', 'input.request', 'Nobody may have decided on the request before.');

/** Another person: whatever client or account they come by. */
function requireSecond(request: IdentificationRow, by: Auditor): void {
  if (request.requestedByIin === by.iin || (request.requestedBy === by.account && !by.account.includes('…'))) throw new Refused('SAME_PERSON', 'input.request', 'Somebody else than the auditor who asked must decide.');
  if (request.decidedAt !== null) throw alreadyDecided();
  if (request.state !== 'REQUESTED') throw new Refused('NOT_IN_FORCE', 'input.request', 'The request must still be waiting for a decision.');
}

function lastDay({ until }: IdentificationDecision, { endsOn }: EngagementRow, today: CivilDate): CivilDate {
  const latest = earliest(addDays(today, LASTING.answer), endsOn);
  if (until !== null && (until < today || until > latest)) throw badInput('input.until', `must be today or later, within ${LASTING.answer} days and the engagement's term.`);
  return until ?? latest;
}

interface Approval {
  readonly request: IdentificationRow;
  readonly engagement: OpenEngagement;
  readonly by: Auditor;
  readonly until: CivilDate;
  readonly today: CivilDate;
}

/** Tells registry whom to look for, with the snapshot's key sealed for registry alone. */
async function askRegistry(em: EntityManager, finding: Awaited<ReturnType<typeof personFound>>, { request, engagement, by, until, today }: Approval): Promise<void> {
  const key = openKey(finding.sealedKey, snapshotsIn(em).sealingSecret, finding.snapshot);
  await publish(em, IDENTIFICATIONS, {
    type: 'IDENTIFICATION_APPROVED',
    subjects: [],
    occurredOn: today,
    data: {
      request: request.id,
      pseudonym: finding.pseudonym,
      sealedKey: keyForFeed(key, registryKey(em), request.id),
      caseNumber: engagement.caseNumber,
      requestedByIin: request.requestedByIin,
      decidedByIin: by.iin,
      ministry: finding.assignedTo,
      until,
    },
  });
}

/** A second auditor decides; of two who do at once, the second is refused. */
export async function decideIdentification(em: EntityManager, by: Auditor, decision: IdentificationDecision, today: CivilDate): Promise<string> {
  const request = await identificationById(em, decision.request, today);
  const engagement = request === null ? null : await engagementOpenTo(em, by, request.engagement, today);
  if (request === null || engagement === null || !(await holdEngagement(em, engagement))) throw unknown();
  requireSecond(request, by);
  const { approve, note } = decision;
  const finding = approve ? await personFound(em, engagement, request.findingId, 'input.request') : null;
  const until = approve ? lastDay(decision, engagement, today) : null;
  if (!(await decide(em, request, { byIin: by.iin, by: by.account, note, approved: approve, ministry: finding?.assignedTo ?? null, until }))) throw alreadyDecided();
  if (finding !== null && until !== null) await askRegistry(em, finding, { request, engagement, by, until, today });
  return request.id;
}

/** Whatever registry was asked for an engagement may not be read any more. */
export async function endIdentifications(em: EntityManager, { internalId }: EngagementRow, today: CivilDate): Promise<void> {
  for (const { id, requestedByIin, decidedByIin } of await inForceOf(em, internalId, today)) {
    // About the same people as what it ends, so that it is applied behind it.
    const subjects = [requestedByIin, ...(decidedByIin === null ? [] : [decidedByIin])];
    await publish(em, IDENTIFICATIONS, { type: 'IDENTIFICATION_ENDED', subjects, occurredOn: today, data: { request: id } });
  }
}

/** Whether an auditor is the one that is named. */
export const isBy = (viewer: Pick<Viewer, 'iin'>, iin: string | null): boolean => iin !== null && viewer.iin === iin;
