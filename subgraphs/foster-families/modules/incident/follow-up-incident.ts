import type { EntityManager } from '@mikro-orm/postgresql';
import { refuseOwn } from '../../../shared/access/own-record.js';
import type { Viewer } from '../../../shared/access/viewer.js';
import { latest } from '../../../shared/calendar.js';
import type { CivilDate } from '../../../shared/clock.js';
import type { SubgraphContext } from '../../../shared/context.js';
import { noteOf, type JournalNote } from '../../../shared/mutation/journal-note.js';
import type { MutationRule } from '../../../shared/mutation/mutate.js';
import { Refused, requireVersion } from '../../../shared/mutation/refusal.js';
import { isPublicId } from '../../../shared/public-id.js';
import { lockChild } from '../child/known-child.repository.js';
import { incidentDueBy } from '../../reference/life-terms.js';
import type { IncidentMeasure } from './incident-codes.type.js';
import { answerWithIncident, type CareIncidentOutcome } from './incident-outcome.type.js';
import { INCIDENT, type IncidentRow } from './incident.repository.js';
import type { FollowUpIncidentInput } from './incident.input.type.js';
import { recordStep, requireMeasures } from './record-incident.js';

const unknownIncident = (): Refused => new Refused('UNKNOWN_INCIDENT', 'input.incident', 'No incident is on record under this id, or none that is open to you.');

interface Held {
  readonly incident: IncidentRow;
  readonly carers: readonly string[];
}

/** An incident in the viewer's regions, with its child held; read only then, because somebody else may have held the child until now. */
async function lockIncident(em: EntityManager, viewer: Viewer, { incident: id, expectedVersion }: FollowUpIncidentInput): Promise<Held> {
  const read = async (): Promise<IncidentRow | undefined> => (await em.execute<IncidentRow[]>(`${INCIDENT} where i.public_id = ?`, [id]))[0];
  const found = isPublicId(id) ? await read() : undefined;
  if (found === undefined) throw unknownIncident();
  await lockChild(em, found.iin);
  const held = (await read()) ?? found;
  const carers = await em.execute<{ iin: string }[]>('select c.iin from carer c join placement p on p.family_id = c.family_id where p.id = ?', [held.placementId]);
  refuseOwn(viewer, carers.map(({ iin }) => iin));
  requireVersion(expectedVersion, held.version);
  return { incident: held, carers: carers.map(({ iin }) => iin) };
}

function requireStillOpen({ closedOn, reportedOn }: IncidentRow, { occurredOn }: JournalNote): void {
  if (closedOn !== null) throw new Refused('NOT_IN_THIS_STATE', 'input.incident', 'The incident is CLOSED: it is not followed up then. Allowed: nothing any more; what happens anew is recorded anew.');
  if (occurredOn < reportedOn) throw new Refused('OUT_OF_ORDER', 'input.occurredOn', 'The day must not lie before the day on which the incident was reported.');
}

/** What was done may be written down late; nothing is done once it is closed. */
async function requireLast(em: EntityManager, incident: string, { occurredOn }: JournalNote): Promise<void> {
  const later = await em.execute<unknown[]>('select 1 from care_incident_event where incident_id = ? and occurred_on > ? limit 1', [incident, occurredOn]);
  if (later.length > 0) throw new Refused('OUT_OF_ORDER', 'input.occurredOn', 'The day must not lie before one on which something was done about it.');
}

/** The later of what was asked for before and what follows from this; where nothing was done that stays. */
function nextBy({ severity, followUpBy }: IncidentRow, measures: readonly IncidentMeasure[], { occurredOn }: JournalNote): CivilDate {
  const due = incidentDueBy(severity, occurredOn);
  return followUpBy === null ? due : measures.includes('NOTHING_YET') ? followUpBy : latest(followUpBy, due);
}

/** Records what was done about an incident; with an outcome it is closed. */
export function followUpIncident(context: SubgraphContext, rule: MutationRule, input: FollowUpIncidentInput): Promise<CareIncidentOutcome> {
  requireMeasures(input.measures, input.outcome != null);
  return answerWithIncident(context, rule, input, async (em, viewer) => {
    const note = noteOf(input, context, viewer);
    const { incident, carers } = await lockIncident(em, viewer, input);
    requireStillOpen(incident, note);
    const { outcome = null, measures } = input;
    if (outcome !== null) await requireLast(em, incident.id, note);
    const [dueBy, closedOn] = outcome === null ? [nextBy(incident, measures, note), null] : [null, note.occurredOn];
    await em.execute('update care_incident set version = version + 1, follow_up_by = ?::date, closed_on = ?::date, outcome = ? where id = ?', [dueBy, closedOn, outcome, incident.id]);
    await recordStep(em, incident.id, { action: outcome === null ? 'FOLLOW_UP' : 'CLOSE', measures, version: incident.version + 1 }, note);
    return { reference: { id: incident.id }, subjects: [incident.iin, ...carers] };
  });
}
