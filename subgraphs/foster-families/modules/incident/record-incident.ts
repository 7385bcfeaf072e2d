import type { EntityManager } from '@mikro-orm/postgresql';
import { refuseOwn } from '../../../shared/access/own-record.js';
import type { Viewer } from '../../../shared/access/viewer.js';
import type { SubgraphContext } from '../../../shared/context.js';
import { textArray } from '../../../shared/database/text-array.js';
import { badInput } from '../../../shared/errors.js';
import { noteOf, type JournalNote } from '../../../shared/mutation/journal-note.js';
import type { MutationRule } from '../../../shared/mutation/mutate.js';
import { Refused, requireVersion } from '../../../shared/mutation/refusal.js';
import { isPublicId } from '../../../shared/public-id.js';
import { lockChild } from '../child/known-child.repository.js';
import { lockPlacement } from '../placement/placement-change.js';
import { requireInEffect, requireWithin } from '../supervision/record-supervision.js';
import { incidentDueBy } from '../../reference/life-terms.js';
import type { IncidentAction, IncidentMeasure } from './incident-codes.type.js';
import { answerWithIncident, type CareIncidentOutcome } from './incident-outcome.type.js';
import { INCIDENT, type IncidentRow } from './incident.repository.js';
import type { FollowUpIncidentInput, RecordIncidentInput } from './incident.input.type.js';

const unknownIncident = (): Refused => new Refused('UNKNOWN_INCIDENT', 'input.incident', 'No incident is on record under this id, or none that is open to you.');

function requireMeasures(measures: readonly IncidentMeasure[]): void {
  if (measures.length === 0 || new Set(measures).size !== measures.length) throw badInput('input.measures', 'must name at least one, and each once.');
}

interface Step {
  readonly action: IncidentAction;
  readonly measures: readonly IncidentMeasure[];
  readonly version: number;
}

const record = (em: EntityManager, incident: string, { action, measures, version }: Step, { occurredOn, receivedOn, source, by }: JournalNote): Promise<unknown> =>
  em.execute('insert into care_incident_event (incident_id, action, measures, version, occurred_on, received_on, source, official, organisation) values (?, ?, ?::text[], ?, ?, ?, ?, ?, ?)',
    [incident, action, textArray(measures), version, occurredOn, receivedOn, source, by?.subject ?? null, by?.organisation ?? null]);

const INSERT = `
  insert into care_incident (placement_id, kind, severity, reporter, happened_on, reported_on, follow_up_by, source) values (?, ?, ?, ?, ?, ?, ?, ?) returning id::text`;

/**
 * Records an incident, also after the placement has ended. Neither the placement's version nor its journal tells of it: others than the
 * authority read those.
 */
export function recordIncident(context: SubgraphContext, rule: MutationRule, input: RecordIncidentInput): Promise<CareIncidentOutcome> {
  requireMeasures(input.measures);
  return answerWithIncident(context, rule, input, async (em, viewer) => {
    const note = noteOf(input, context, viewer);
    const { placement } = await lockPlacement(em, input.placement);
    refuseOwn(viewer, placement.carers);
    requireInEffect({ placement });
    requireWithin({ placement, occurredOn: note.occurredOn });
    const { kind, severity, reporter, measures } = input;
    const [row] = await em.execute<{ id: string }[]>(INSERT, [placement.id, kind, severity, reporter, note.occurredOn, note.receivedOn, incidentDueBy(severity, note.receivedOn), note.source]);
    if (row === undefined) throw new Error('The register took an incident and gave it no key.');
    await record(em, row.id, { action: 'REPORT', measures, version: 1 }, note);
    return { reference: { id: row.id }, subjects: [placement.iin, ...placement.carers] };
  });
}

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

/** Records what was done about an incident; with an outcome it is closed. */
export function followUpIncident(context: SubgraphContext, rule: MutationRule, input: FollowUpIncidentInput): Promise<CareIncidentOutcome> {
  requireMeasures(input.measures);
  return answerWithIncident(context, rule, input, async (em, viewer) => {
    const note = noteOf(input, context, viewer);
    const { incident, carers } = await lockIncident(em, viewer, input);
    requireStillOpen(incident, note);
    const { outcome = null, measures } = input;
    const [dueBy, closedOn] = outcome === null ? [incidentDueBy(incident.severity, note.occurredOn), null] : [null, note.occurredOn];
    await em.execute('update care_incident set version = version + 1, follow_up_by = ?::date, closed_on = ?::date, outcome = ? where id = ?', [dueBy, closedOn, outcome, incident.id]);
    await record(em, incident.id, { action: outcome === null ? 'FOLLOW_UP' : 'CLOSE', measures, version: incident.version + 1 }, note);
    return { reference: { id: incident.id }, subjects: [incident.iin, ...carers] };
  });
}
