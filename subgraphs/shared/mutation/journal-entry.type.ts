import { GraphQLDateTime } from 'graphql-scalars';
import { Field, Int, ObjectType } from 'type-graphql';
import type { CivilDate } from '../clock.js';
import { BIN, DateScalar } from '../scalars/scalars.js';

/** What every entry of a record's journal says, beside what was done. */
@ObjectType()
export abstract class JournalEntry {
  @Field(() => DateScalar, { description: 'The day on which it happened.' })
  occurredOn!: CivilDate;

  @Field(() => DateScalar, { description: 'The day on which the register received it.' })
  receivedOn!: CivilDate;

  @Field(() => Int, { description: 'The version that the record got by it.' })
  version!: number;

  @Field(() => GraphQLDateTime, { description: 'When it was recorded.' })
  recordedAt!: Date;

  @Field(() => String, { description: 'What it is based on.' })
  source!: string;

  @Field(() => BIN, { nullable: true, description: 'The body whose official did it; null for what came of itself, or where the token names none.' })
  organisation!: string | null;
}

/** An entry as rows give it. */
export type JournalRow = Omit<JournalEntry, 'recordedAt'> & { readonly recordedAt: string };

export const journalEntry = ({ occurredOn, receivedOn, version, recordedAt, source, organisation }: JournalRow): Pick<JournalEntry, keyof JournalEntry> =>
  ({ occurredOn, receivedOn, version, recordedAt: new Date(recordedAt), source, organisation });
