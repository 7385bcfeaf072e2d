import { GraphQLDateTime } from 'graphql-scalars';
import { Directive, Field, ObjectType } from 'type-graphql';
import { enumType, type EnumValue } from '../../../shared/enum.js';
import { BIN } from '../../../shared/scalars/scalars.js';
import { LedgerName } from '../source/ledger-source.type.js';

export const VisitorKind = enumType('VisitorKind', 'Who looked at a child\'s records: never a person, and of officials the kind of body.', {
  FAMILY: 'The child, a parent or a representative.',
  CITIZEN: 'Somebody else who acted for themselves; they got nothing.',
  CASEWORKER: 'A caseworker of a local body.',
  OMBUDSMAN: 'The office of a children\'s ombudsperson.',
  AUDITOR: 'An auditor.',
  OPERATOR: 'An operator of these systems.',
  MINISTRY: 'Staff of the body that runs a programme.',
  UNKNOWN: 'Somebody who was not let in, or whose token named no role.',
});
export type VisitorKind = EnumValue<typeof VisitorKind>;

export const AccessOutcome = enumType('AccessOutcome', 'What became of a look-up.', {
  RELEASED: 'Something of the child\'s records was shown.',
  REFUSED: 'Something that was asked for was refused.',
  WRITTEN: 'The child\'s records were changed.',
});
export type AccessOutcome = EnumValue<typeof AccessOutcome>;

const IDENTITY = '@requiresScopes(scopes: [["identity"]])';

@Directive(IDENTITY)
@ObjectType({ description: 'One request in which somebody looked at a child\'s records, at however many programmes.' })
export class AccessVisit {
  /** Whom the visit was about; for the ledger of those who read the log. */
  iin!: string;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When.' })
  at!: string;

  @Field(() => VisitorKind, { nullable: true, description: 'Who, as a kind of body. Never a person: no name, no account, no IIN.' })
  visitor!: VisitorKind;

  @Field(() => BIN, {
    nullable: true,
    description: 'BIN of the body that the official works for. Null for whoever acts for themselves, and where it would tell where the child is or came from: for a shielded child, and for a reader who may not see contacts.',
  })
  body!: string | null;

  @Field(() => String, { nullable: true, description: 'Registered purpose that was named (X-Purpose); null when none was.' })
  purpose!: string | null;

  @Field(() => [LedgerName], { nullable: true, description: 'The programmes whose records were asked for, in a fixed order.' })
  programmes!: LedgerName[];

  @Field(() => [AccessOutcome], { nullable: true, description: 'What became of it; several where some was shown and some refused.' })
  outcomes!: AccessOutcome[];

  @Field(() => Boolean, { nullable: true, description: 'Whether it was the family\'s own look-up: the child, a parent or a representative.' })
  ownFamily!: boolean;
}
