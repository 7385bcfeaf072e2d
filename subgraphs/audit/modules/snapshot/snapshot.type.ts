import { GraphQLDateTime } from 'graphql-scalars';
import { Directive, Field, InputType, Int, ObjectType } from 'type-graphql';
import { enumType, type EnumValue } from '../../../shared/enum.js';
import { ListSize } from '../../../shared/list-size.js';
import { MutationInput } from '../../../shared/mutation/input.type.js';
import { outcomeType } from '../../../shared/mutation/refusal.type.js';
import { BIN, UUID } from '../../../shared/scalars/scalars.js';
import { AUDIT, WATCHED } from '../access/scope.js';

export const SnapshotState = enumType('SnapshotState', 'How far a snapshot is.', {
  TAKING: 'It is being taken. Nobody can ask it anything yet.',
  COMPLETE: 'It is whole, and can be asked.',
  FAILED: 'It could not be taken; `problem` says why. Nothing of it is left.',
  DELETED: 'It was complete, and was deleted because newer ones took its place.',
});
export type SnapshotState = EnumValue<typeof SnapshotState>;

@Directive(AUDIT)
@ObjectType({ description: 'The rows of one view that a programme publishes for auditors, as a snapshot has them.' })
export class SnapshotView {
  @Field(() => String, { nullable: true, description: 'As rules name it: the programme and the view, e.g. `benefits.benefit_award`; a hyphen in a programme\'s name is an underscore. `schema/exports` describes its columns.' })
  name!: string;

  @Field(() => Int, { nullable: true, description: 'Rows; null until they are written.' })
  rows!: number | null;

  @Field(() => String, { nullable: true, description: 'Size of its files in bytes, a whole number in a string; null until they are written.' })
  bytes!: string | null;

  @Field(() => Int, { nullable: true, description: 'Its files: at least one for each region; null until they are written.' })
  files!: number | null;

  @Field(() => String, { nullable: true, description: 'SHA-256 in hexadecimal over the checksums and names of its files, as `sha256sum` prints them; null until they are written.' })
  checksum!: string | null;
}

@Directive(AUDIT)
@ObjectType({ description: 'What the rows of one programme were taken from.' })
export class SnapshotSource {
  @Field(() => String, { nullable: true, description: 'The programme\'s subgraph, e.g. `benefits`.' })
  name!: string;

  @Field(() => String, { nullable: true, description: 'SHA-256 in hexadecimal of the file that says which views the programme publishes.' })
  exportFile!: string;

  @Field(() => String, { nullable: true, description: 'SHA-256 in hexadecimal of the text of its views in its database: with the same, the same was computed.' })
  definition!: string;

  @Field(() => String, { nullable: true, description: 'Version of its database server.' })
  server!: string;
}

@Directive(WATCHED)
@ObjectType({ description: 'What all programmes had on record at one moment, under pseudonyms that are this snapshot\'s alone: what rules and cohorts are asked of.' })
export class Snapshot {
  @Field(() => UUID, { nullable: true, description: 'Its id.' })
  id!: string;

  @Field(() => SnapshotState, { nullable: true, description: 'How far it is.' })
  state!: SnapshotState;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Its moment: what was recorded later is not in it, in any programme.' })
  asOf!: string;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When it was asked for.' })
  requestedAt!: string;

  @Directive(AUDIT)
  @Field(() => BIN, { nullable: true, description: 'BIN of the body whose auditor asked for it; null where the token names none, or a command took it.' })
  organisation!: string | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When it was complete or had failed; null until then.' })
  finishedAt!: string | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When it was deleted; null while it is there.' })
  deletedAt!: string | null;

  @Field(() => String, { nullable: true, description: 'Of a failed one: a code, the view that it failed at, and the cause. Nothing that stands in a row.' })
  problem!: string | null;

  @Field(() => Int, { nullable: true, description: 'Views that it has written.' })
  viewsWritten!: number;

  @Field(() => Int, { nullable: true, description: 'Views that it is to have; 0 until it has looked at its sources.' })
  viewsInAll!: number;

  @Field(() => String, { nullable: true, description: 'Rows that it has written, a whole number in a string.' })
  rows!: string;

  @Field(() => String, { nullable: true, description: 'Size of what it has written in bytes, a whole number in a string.' })
  bytes!: string;

  @Directive(AUDIT)
  @Field(() => String, { nullable: true, description: 'Tells the keys of two snapshots apart. Pseudonyms of two snapshots have nothing to do with each other.' })
  keyFingerprint!: string;

  @Directive(AUDIT)
  @Field(() => Int, { nullable: true, description: 'Number of the checkpoint that says how far the ledgers had come when it was asked for; null where none was ever signed.' })
  checkpoint!: number | null;

  @Directive(AUDIT)
  @Field(() => String, { nullable: true, description: 'Hash of that checkpoint.' })
  checkpointHash!: string | null;

  @Field(() => String, { nullable: true, description: 'Version of this software that it was asked of.' })
  packageVersion!: string;

  @Directive(AUDIT)
  @Field(() => String, { nullable: true, description: 'SHA-256 of its manifest in hexadecimal, which has the checksums of all files; null until it is complete.' })
  manifestHash!: string | null;

  @Directive(AUDIT)
  @ListSize(5)
  @Field(() => [SnapshotSource], { nullable: true, description: 'What it was taken from; empty until it has looked at its sources.' })
  sources!: SnapshotSource[];

  @Directive(AUDIT)
  @ListSize(100)
  @Field(() => [SnapshotView], { nullable: true, description: 'Its views, by name.' })
  views!: SnapshotView[];
}

@InputType({ description: 'A snapshot to be taken.' })
export class TakeSnapshotInput extends MutationInput {
  @Field(() => GraphQLDateTime, { nullable: true, description: 'The moment that it is of, at least ten seconds ago; ten seconds before the request when left out. What is changed in place is shown as it is now (schema/exports says of which columns that is true).' })
  asOf?: Date | null;
}

export const SnapshotOutcome = outcomeType('SnapshotOutcome', Snapshot);
export type SnapshotOutcome = typeof SnapshotOutcome;
