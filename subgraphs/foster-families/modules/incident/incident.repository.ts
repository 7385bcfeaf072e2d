import { definePathLoader } from '../../../shared/access/path.js';
import type { CivilDate } from '../../../shared/clock.js';
import { alignByKey, groupByKey } from '../../../shared/loader.js';
import { onRegister } from '../access/register.service.js';
import type { JournalRow } from '../../../shared/mutation/journal-entry.type.js';
import type { IncidentAction, IncidentKind, IncidentMeasure, IncidentOutcome, IncidentReporter, IncidentSeverity } from './incident-codes.type.js';

/** An incident as its row has it, with the child of its placement. */
export interface IncidentRow {
  /** Internal key. */
  readonly id: string;
  readonly publicId: string;
  /** Internal key. */
  readonly placementId: string;
  readonly iin: string;
  readonly kind: IncidentKind;
  readonly severity: IncidentSeverity;
  readonly reporter: IncidentReporter;
  readonly happenedOn: CivilDate;
  readonly reportedOn: CivilDate;
  /** By when it is to be looked after again; null once it is closed. */
  readonly followUpBy: CivilDate | null;
  readonly closedOn: CivilDate | null;
  readonly outcome: IncidentOutcome | null;
  readonly source: string;
  readonly version: number;
}

export const INCIDENT = `select i.id::text, i.public_id::text as "publicId", i.placement_id::text as "placementId", p.iin, i.kind, i.severity, i.reporter, i.happened_on as "happenedOn", i.reported_on as "reportedOn",
  i.follow_up_by as "followUpBy", i.closed_on as "closedOn", i.outcome, i.source, i.version from care_incident i join placement p on p.id = i.placement_id`;

/** Incidents by internal key. */
export const incidentById = definePathLoader<string, IncidentRow | null>(onRegister, async (em, ids) =>
  alignByKey(ids, await em.execute<IncidentRow[]>(`${INCIDENT} where i.id in (?)`, [[...ids]]), ({ id }) => id));

/** The incidents in placements, oldest first. */
export const incidentsOf = definePathLoader<string, IncidentRow[]>(onRegister, async (em, placements) =>
  groupByKey(placements, await em.execute<IncidentRow[]>(`${INCIDENT} where i.placement_id in (?) order by i.happened_on, i.id`, [[...placements]]), ({ placementId }) => placementId));

/** An entry of an incident's journal. */
export interface IncidentEventRow extends JournalRow {
  readonly incidentId: string;
  readonly action: IncidentAction;
  readonly measures: readonly IncidentMeasure[];
}

/** The journals of incidents, each in the order in which it was written. */
export const eventsOfIncident = definePathLoader<string, IncidentEventRow[]>(onRegister, async (em, ids) => {
  const rows = await em.execute<IncidentEventRow[]>(
    `select incident_id::text as "incidentId", version, action, to_json(measures) as measures, occurred_on as "occurredOn", received_on as "receivedOn", source, organisation, recorded_at as "recordedAt"
       from care_incident_event where incident_id in (?) order by incident_id, version`, [[...ids]]);
  return groupByKey(ids, rows, ({ incidentId }) => incidentId);
});
