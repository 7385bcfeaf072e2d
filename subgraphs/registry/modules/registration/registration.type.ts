import { GraphQLDateTime } from 'graphql-scalars';
import { Ctx, Directive, Field, Int, ObjectType } from 'type-graphql';
import type { SubgraphContext } from '../../../shared/context.js';
import type { CivilDate } from '../../../shared/clock.js';
import { outcomeType } from '../../../shared/mutation/refusal.type.js';
import { DateScalar } from '../../../shared/scalars/scalars.js';
import { grantOf } from '../access/grant.service.js';
import { Child, childOf, Person, personOf } from '../person/person.type.js';
import { RegistrationKind } from './registration-kind.type.js';
import type { RegistrationRow } from './registration.repository.js';

/** Stands for the act of a move while the place is withheld: who issued it tells where. */
const SOME_RESIDENCE = 'Registered residence';

const tellsPlace = (kind: RegistrationKind): boolean => kind === 'RESIDENCE' || kind === 'DEPARTURE';

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

  act!: string;

  @Field(() => String, { description: 'Number and date of the act, court decision or certificate. While a placement is shielded, not that of a move.' })
  async source(@Ctx() context: SubgraphContext): Promise<string> {
    const restricted = tellsPlace(this.kind) && (await grantOf(context).load(this.iin))?.restricted === true;
    return restricted ? SOME_RESIDENCE : this.act;
  }

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
    act: row.source,
    recordedAt: new Date(row.recorded_at),
    version: row.version,
    person: personOf(row.iin),
    child: row.is_child ? childOf(row.iin) : null,
  });

export const RegistrationOutcome = outcomeType('RegistrationOutcome', Registration);
export type RegistrationOutcome = typeof RegistrationOutcome;
