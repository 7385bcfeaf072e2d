import { GraphQLDateTime } from 'graphql-scalars';
import { Directive, Field, Int, ObjectType } from 'type-graphql';
import { enumType, type EnumValue } from '../../../shared/enum.js';
import { ListSize } from '../../../shared/list-size.js';
import { WATCHED } from '../access/scope.js';

export const LedgerName = enumType('LedgerName', 'A process that keeps a ledger.', {
  REGISTRY: 'The civil registry.',
  BENEFITS: 'Benefits.',
  SAVINGS: 'Savings of the National Fund.',
  FOSTER_FAMILIES: 'Placements and foster families.',
  SCHOOLS: 'Schools.',
  AUDIT: 'Audit itself.',
  GATEWAY: 'The gateway, for what it refused at its door.',
});
export type LedgerName = EnumValue<typeof LedgerName>;

@Directive(WATCHED)
@ObjectType({ description: 'A chain of records that is not what it was, or does not verify.' })
export class LedgerFault {
  @Field(() => Int, { nullable: true, description: 'Number of the chain in its ledger.' })
  chain!: number;

  @Field(() => Int, { nullable: true, description: 'Number of the first bad record in the chain.' })
  record!: number;

  @Field(() => String, { nullable: true, description: 'What is wrong with it, in words.' })
  what!: string;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When audit noticed.' })
  noticedAt!: string;
}

@Directive(WATCHED)
@ObjectType({ description: 'The ledger of one process as audit has pulled and verified it.' })
export class LedgerSource {
  @Field(() => LedgerName, { nullable: true, description: 'Whose ledger it is.' })
  name!: LedgerName;

  @Field(() => Int, { nullable: true, description: 'Chains that it has.' })
  chains!: number;

  @Field(() => String, { nullable: true, description: 'Records that were pulled and found good; a whole number in a string, because there may be more than an Int holds.' })
  records!: string;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When there was nothing left to pull, to within some seconds; null when that was never.' })
  caughtUpAt!: string | null;

  @Field(() => String, { nullable: true, description: 'What keeps it from being pulled: UNREACHABLE, REFUSED, DATABASE and so on; null when nothing does.' })
  problem!: string | null;

  @ListSize(5)
  @Field(() => [LedgerFault], { nullable: true, description: 'Chains that stand still because something is wrong with them, at most 100.' })
  faults!: LedgerFault[];
}
