import { createUnionType, Directive, Field, Int, ObjectType, type ClassType } from 'type-graphql';
import type { Refused } from './refusal.js';
import { RefusalCode } from './refusal-code.type.js';

@Directive('@shareable')
@Directive('@authenticated')
@ObjectType({ description: 'A mutation that was not carried out, and why. It changed nothing and did not use up its idempotency key.' })
export class Refusal {
  @Field(() => RefusalCode, { description: 'The reason.' })
  code!: RefusalCode;

  @Field(() => String, { nullable: true, description: 'Path of the input field it is about, e.g. `input.parents[1].iin`; null for the input as a whole.' })
  field!: string | null;

  @Field(() => String, { description: 'What is allowed, in words.' })
  message!: string;

  @Field(() => Int, { nullable: true, description: 'For VERSION_CONFLICT the version that the record has now.' })
  currentVersion!: number | null;
}

export const refusalOf = ({ code, field, message, details }: Refused): Refusal =>
  Object.assign(new Refusal(), { code, field, message, currentVersion: details.currentVersion ?? null });

/** The result of a mutation: what it led to, or a refusal. */
export const outcomeType = <T extends object>(name: string, success: ClassType<T>): Refusal | T =>
  createUnionType({
    name,
    description: `What the mutation led to: ${success.name}, or the refusal that says why nothing was changed.`,
    types: () => [success, Refusal] as const,
  });
