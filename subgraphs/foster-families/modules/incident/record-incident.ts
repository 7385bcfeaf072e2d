import type { EntityManager } from '@mikro-orm/postgresql';
import { refuseOwn } from '../../../shared/access/own-record.js';
import type { SubgraphContext } from '../../../shared/context.js';
import { textArray } from '../../../shared/database/text-array.js';
import { badInput } from '../../../shared/errors.js';
import { noteOf, type JournalNote } from '../../../shared/mutation/journal-note.js';
import type { MutationRule } from '../../../shared/mutation/mutate.js';
import { Refused } from '../../../shared/mutation/refusal.js';
import { lockPlacement } from '../placement/placement-change.js';
import { requireInEffect } from '../supervision/record-supervision.js';
import type { PlacementState } from '../placement/placement-state.repository.js';
import { incidentDueBy } from '../../reference/life-terms.js';
import type { IncidentAction, IncidentMeasure } from './incident-codes.type.js';
import { answerWithIncident, type CareIncidentOutcome } from './incident-outcome.type.js';
import type { RecordIncidentInput } from './incident.input.type.js';

/** Nothing is not something, and closes nothing. */
export function requireMeasures(measures: readonly IncidentMeasure[], closes: boolean): void {
  if (measures.length === 0 || new Set(measures).size !== measures.length) throw badInput('input.measures', 'must name at least one, and each once.');
  if (measures.includes('NOTHING_YET') && (closes || measures.length > 1)) throw badInput('input.measures', 'must be NOTHING_YET alone, and not where the incident is closed.');
}

/** The first day on which the placement no longer holds is one of its days here: because of what happened the child may have been taken away, or have died, on it. */
function requireThere({ validFrom, validTo }: PlacementState, { occurredOn }: JournalNote): void {
  if (occurredOn < validFrom || (validTo !== null && occurredOn > validTo)) throw new Refused('NOT_ON_RECORD', 'input.occurredOn', 'The day must lie within the placement, the day of its end included.');
}

/** An entry of its journal. */
interface Step {
  readonly action: IncidentAction;
  readonly measures: readonly IncidentMeasure[];
  readonly version: number;
}

export const recordStep = (em: EntityManager, incident: string, { action, measures, version }: Step, { occurredOn, receivedOn, source, by }: JournalNote): Promise<unknown> =>
  em.execute('insert into care_incident_event (incident_id, action, measures, version, occurred_on, received_on, source, official, organisation) values (?, ?, ?::text[], ?, ?, ?, ?, ?, ?)',
    [incident, action, textArray(measures), version, occurredOn, receivedOn, source, by?.subject ?? null, by?.organisation ?? null]);

const INSERT = `
  insert into care_incident (placement_id, kind, severity, reporter, happened_on, reported_on, follow_up_by, source) values (?, ?, ?, ?, ?, ?, ?, ?) returning id::text`;

/**
 * Records an incident, also after the placement has ended. Neither the placement's version nor its journal tells of it: others than the
 * authority read those.
 */
export function recordIncident(context: SubgraphContext, rule: MutationRule, input: RecordIncidentInput): Promise<CareIncidentOutcome> {
  requireMeasures(input.measures, false);
  return answerWithIncident(context, rule, input, async (em, viewer) => {
    const note = noteOf(input, context, viewer);
    const { placement } = await lockPlacement(em, input.placement);
    refuseOwn(viewer, placement.carers);
    requireInEffect({ placement });
    requireThere(placement, note);
    const { kind, severity, reporter, measures } = input;
    const [row] = await em.execute<{ id: string }[]>(INSERT, [placement.id, kind, severity, reporter, note.occurredOn, note.receivedOn, incidentDueBy(severity, note.receivedOn), note.source]);
    if (row === undefined) throw new Error('The register took an incident and gave it no key.');
    await recordStep(em, row.id, { action: 'REPORT', measures, version: 1 }, note);
    return { reference: { id: row.id }, subjects: [placement.iin, ...placement.carers] };
  });
}
