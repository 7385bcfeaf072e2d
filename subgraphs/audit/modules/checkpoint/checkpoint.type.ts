import { GraphQLDateTime } from 'graphql-scalars';
import { Directive, Field, InputType, Int, ObjectType } from 'type-graphql';
import { MutationInput } from '../../../shared/mutation/input.type.js';
import { outcomeType } from '../../../shared/mutation/refusal.type.js';
import { DateScalar } from '../../../shared/scalars/scalars.js';

@Directive('@requiresScopes(scopes: [["audit"]])')
@ObjectType({ description: 'How far every ledger had come, signed: whoever keeps it can tell later whether something was taken away or rewritten.' })
export class LedgerCheckpoint {
  @Field(() => Int, { nullable: true, description: 'From 1, without gaps.' })
  number!: number;

  @Field(() => DateScalar, { nullable: true, description: 'Day on which it was signed.' })
  day!: string;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When it was signed.' })
  signedAt!: string;

  @Field(() => String, { nullable: true, description: 'Records of all ledgers that it covers; a whole number in a string.' })
  records!: string;

  @Field(() => String, { nullable: true, description: 'SHA-256 of `jws` in hexadecimal; the next checkpoint names it.' })
  hash!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The checkpoint itself: a JWS (RFC 7515, compact, EdDSA) over JSON with the ends of all chains of every ledger, by source: number of the chain, number and hash of its last record, hash of its beginning.',
  })
  jws!: string;
}

@InputType({ description: 'A checkpoint to be signed now.' })
export class SignCheckpointInput extends MutationInput {}

export const CheckpointOutcome = outcomeType('CheckpointOutcome', LedgerCheckpoint);
export type CheckpointOutcome = typeof CheckpointOutcome;
