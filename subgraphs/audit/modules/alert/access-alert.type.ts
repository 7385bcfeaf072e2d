import { GraphQLDateTime } from 'graphql-scalars';
import { Directive, Field, Int, ObjectType } from 'type-graphql';
import { enumType, type EnumValue } from '../../../shared/enum.js';
import { BIN } from '../../../shared/scalars/scalars.js';
import { LedgerName } from '../source/ledger-source.type.js';

export const AccessAlertKind = enumType('AccessAlertKind', 'What an alert is about.', {
  FAN_OUT_HOUR: 'An official looked at more different children within an hour of the clock than the threshold of that day.',
  FAN_OUT_DAY: 'The same within a day in Kazakhstan.',
  NO_CASE_DAY: 'A caseworker or ombudsperson looked at more children without naming a case (X-Case-Number) within a day than the threshold.',
  OWN_RELATIVE_DAY: 'An official tried to look at a child of their own family, and was refused.',
  CHAIN: 'A ledger is not what it was: something was edited, taken away, rewritten or restored from a backup.',
});
export type AccessAlertKind = EnumValue<typeof AccessAlertKind>;

@Directive('@requiresScopes(scopes: [["audit"], ["operations"]])')
@ObjectType({ description: 'Something about accesses to children\'s records that somebody should look into. It names no child and no person.' })
export class AccessAlert {
  @Field(() => AccessAlertKind, { nullable: true, description: 'What it is about.' })
  kind!: AccessAlertKind;

  @Field(() => String, { nullable: true, description: 'Pseudonym of the official, the same in all alerts: a mark made with a key, of which the account cannot be worked out. Null of a CHAIN.' })
  official!: string | null;

  @Field(() => String, { nullable: true, description: 'Role that the official acted in.' })
  role!: string | null;

  @Field(() => BIN, { nullable: true, description: 'BIN of the body that the official works for.' })
  body!: string | null;

  @Field(() => Int, { nullable: true, description: 'Different children; of OWN_RELATIVE_DAY different requests.' })
  count!: number;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Beginning of the hour or day.' })
  windowFrom!: string;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'End of the hour or day; null of a CHAIN.' })
  windowTo!: string | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'First look-up that it is about.' })
  firstSeen!: string;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Last look-up that it is about.' })
  lastSeen!: string;

  @Field(() => [String], { nullable: true, description: 'Correlation ids of requests that it is about, at most 20; logs and ledgers have them.' })
  correlationIds!: string[];

  @Field(() => LedgerName, { nullable: true, description: 'Of a CHAIN: whose ledger.' })
  source!: LedgerName | null;

  @Field(() => Int, { nullable: true, description: 'Of a CHAIN: its number.' })
  chain!: number | null;

  @Field(() => Int, { nullable: true, description: 'Of a CHAIN: number of the first bad record.' })
  record!: number | null;

  @Field(() => String, { nullable: true, description: 'Of a CHAIN: what is wrong with the record, in words.' })
  what!: string | null;
}
