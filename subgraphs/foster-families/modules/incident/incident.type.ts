import { Ctx, Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import type { CivilDate } from '../../../shared/clock.js';
import type { SubgraphContext } from '../../../shared/context.js';
import { ListSize } from '../../../shared/list-size.js';
import { DateScalar } from '../../../shared/scalars/scalars.js';
import { JournalEntry, journalEntry } from '../../../shared/mutation/journal-entry.type.js';
import { IncidentAction, IncidentKind, IncidentMeasure, IncidentOutcome, IncidentReporter, IncidentSeverity } from './incident-codes.type.js';
import { eventsOfIncident, type IncidentEventRow, type IncidentRow } from './incident.repository.js';

@Directive('@authenticated')
@ObjectType({ description: 'An entry of an incident\'s journal.' })
export class CareIncidentEvent extends JournalEntry {
  @Field(() => IncidentAction, { description: 'Which step it was.' })
  action!: IncidentAction;

  @ListSize(3)
  @Field(() => [IncidentMeasure], { description: 'What was done.' })
  measures!: readonly IncidentMeasure[];
}

const incidentEventOf = ({ action, measures, ...entry }: IncidentEventRow): CareIncidentEvent => Object.assign(new CareIncidentEvent(), { action, measures, ...journalEntry(entry) });

@Directive('@authenticated')
@ObjectType({ description: 'Something that happened to a child in its placement. For the authority that places children: never for the family, the carers or anybody else.' })
export class CareIncident {
  row!: IncidentRow;

  @Field(() => ID, { description: 'Opaque id.' })
  id(): string {
    return this.row.publicId;
  }

  @Field(() => IncidentKind, { description: 'What happened.' })
  kind(): IncidentKind {
    return this.row.kind;
  }

  @Field(() => IncidentSeverity, { description: 'How grave it is.' })
  severity(): IncidentSeverity {
    return this.row.severity;
  }

  @Field(() => IncidentReporter, { description: 'In what role somebody told of it.' })
  reporter(): IncidentReporter {
    return this.row.reporter;
  }

  @Field(() => DateScalar, { description: 'The day on which it happened.' })
  happenedOn(): CivilDate {
    return this.row.happenedOn;
  }

  @Field(() => DateScalar, { description: 'The day on which the guardianship body was told.' })
  reportedOn(): CivilDate {
    return this.row.reportedOn;
  }

  @Field(() => DateScalar, { nullable: true, description: 'By when it is to be looked after again, by its severity (configuration); null once it is closed.' })
  followUpBy(): CivilDate | null {
    return this.row.followUpBy;
  }

  @Field(() => DateScalar, { nullable: true, description: 'The day on which it was closed; null before.' })
  closedOn(): CivilDate | null {
    return this.row.closedOn;
  }

  @Field(() => IncidentOutcome, { nullable: true, description: 'How it was closed; null before.' })
  outcome(): IncidentOutcome | null {
    return this.row.outcome;
  }

  @Field(() => Int, { description: 'Version of the record, for `expectedVersion`.' })
  version(): number {
    return this.row.version;
  }

  @Field(() => String, { description: 'Where it is written down.' })
  source(): string {
    return this.row.source;
  }

  @ListSize(4)
  @Field(() => [CareIncidentEvent], { description: 'What was done about it, oldest first.' })
  async history(@Ctx() context: SubgraphContext): Promise<CareIncidentEvent[]> {
    return (await eventsOfIncident(context, 'register').load(this.row.id)).map(incidentEventOf);
  }
}

export const toIncident = (row: IncidentRow): CareIncident => Object.assign(new CareIncident(), { row });
