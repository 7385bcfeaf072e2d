import { GraphQLDateTime } from 'graphql-scalars';
import { Directive, Field, Int, ObjectType } from 'type-graphql';
import type { CivilDate } from '../../../shared/clock.js';
import { enumType, type EnumValue } from '../../../shared/enum.js';
import { BIN, DateScalar } from '../../../shared/scalars/scalars.js';

export const PlacementEventKind = enumType('PlacementEventKind', 'What happened to a placement.', {
  RECORDED: 'It was recorded.',
  TOOK_EFFECT: 'Its shielding was applied everywhere: it took effect, from its first day.',
  SHIELDED: 'It was shielded.',
  SHIELDING_LIFTED: 'Its shielding was lifted, or a later placement took its place; if it still waited for that, it took effect.',
  EXTENDED: 'Its contract was extended.',
  VISITED: 'The guardianship body visited the child.',
  REPORTED: 'A report on the child came.',
  MEANS_RECORDED: 'What the ward has of their own was recorded: the allowance follows.',
  ADOPTION_PAYMENT_DECIDED: 'The one-off payment for the adoption that it led to was decided.',
  REVIEW_BEGUN: 'A review of it began.',
  REVIEW_DECIDED: 'A review of it was decided.',
  BROKEN_DOWN: 'It did not hold and ended; the child went on to another home. For officials: to others it ended.',
  ENDED: 'It ended, or was given up while pending.',
});
export type PlacementEventKind = EnumValue<typeof PlacementEventKind>;

@Directive('@authenticated')
@ObjectType({ description: 'An entry of a placement\'s journal: what happened to it, when, and when the guardianship bodies learnt of it.' })
export class PlacementEvent {
  @Field(() => PlacementEventKind, { description: 'What happened.' })
  kind!: PlacementEventKind;

  @Field(() => DateScalar, { description: 'The day on which it happened, or on which the decision took effect.' })
  occurredOn!: CivilDate;

  @Field(() => DateScalar, { description: 'The day on which the guardianship bodies received it.' })
  receivedOn!: CivilDate;

  @Field(() => String, { description: 'What it is based on: act, contract, or the register that told of it.' })
  source!: string;

  @Field(() => Int, { nullable: true, description: 'The version that the placement got by it. For officials: it counts visits and reports, too.' })
  version!: number | null;

  @Field(() => GraphQLDateTime, { description: 'When it was recorded.' })
  recordedAt!: Date;

  @Field(() => BIN, { nullable: true, description: 'The body whose official recorded it; null for what came of itself, where the token named none, and of entries from before 2026-12. For officials.' })
  organisation!: string | null;
}

/** An entry as rows give it. */
export type PlacementEventRow = Omit<PlacementEvent, 'recordedAt'> & { readonly placement: string; readonly recordedAt: string };

/** What the authority does to look after a placement. */
const SUPERVISION: ReadonlySet<PlacementEventKind> = new Set<PlacementEventKind>(['VISITED', 'REPORTED', 'REVIEW_BEGUN', 'REVIEW_DECIDED']);

/** The journal as those read it who are looked after: neither entries nor numbers tell how often, and what broke down has ended. */
export const withoutSupervision = (rows: readonly PlacementEventRow[]): PlacementEventRow[] =>
  rows.filter(({ kind }) => !SUPERVISION.has(kind)).map((row) => ({ ...row, kind: row.kind === 'BROKEN_DOWN' ? 'ENDED' : row.kind, version: null, organisation: null }));

export const toPlacementEvent = ({ placement: _placement, recordedAt, ...entry }: PlacementEventRow): PlacementEvent =>
  Object.assign(new PlacementEvent(), { ...entry, recordedAt: new Date(recordedAt) });
