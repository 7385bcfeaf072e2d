import { GraphQLDateTime } from 'graphql-scalars';
import { Directive, Field, Int, ObjectType } from 'type-graphql';
import type { CivilDate } from '../../../shared/clock.js';
import { outcomeType } from '../../../shared/mutation/refusal.type.js';
import { DateScalar } from '../../../shared/scalars/scalars.js';
import { Child, childOf, Person, personOf } from '../person/person.type.js';
import { RegistrationKind } from './registration-kind.type.js';
import type { RegistrationRow } from './registration.repository.js';

@Directive('@authenticated')
@ObjectType({ description: 'An entry of the register\'s journal: what was registered about a person, and the record as it is now.' })
export class Registration {
  /** Whose record it is, for the ledger. */
  iin!: string;

  @Field(() => RegistrationKind, { description: 'What was registered.' })
  kind!: RegistrationKind;

  @Field(() => DateScalar, { description: 'The day on which it happened, or on which the decision took effect.' })
  occurredOn!: CivilDate;

  @Field(() => DateScalar, { description: 'The day on which the register received it.' })
  receivedOn!: CivilDate;

  @Field(() => String, { description: 'Number and date of the act, court decision or certificate.' })
  source!: string;

  @Field(() => GraphQLDateTime, { description: 'When it was recorded.' })
  recordedAt!: Date;

  @Field(() => Int, { description: 'The version that the record got by it.' })
  version!: number;

  @Field(() => Person, { description: 'Whose record it is.' })
  person!: Person;

  @Field(() => Child, { nullable: true, description: 'The same record as a child\'s; null where the person was born before 2006.' })
  child!: Child | null;
}

export const toRegistration = (row: RegistrationRow): Registration =>
  Object.assign(new Registration(), {
    iin: row.iin,
    kind: row.kind,
    occurredOn: row.occurred_on,
    receivedOn: row.received_on,
    source: row.source,
    recordedAt: new Date(row.recorded_at),
    version: row.version,
    person: personOf(row.iin),
    child: row.is_child ? childOf(row.iin) : null,
  });

export const RegistrationOutcome = outcomeType('RegistrationOutcome', Registration);
export type RegistrationOutcome = typeof RegistrationOutcome;
