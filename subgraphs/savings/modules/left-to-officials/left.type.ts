import { Decimal } from 'decimal.js';
import { GraphQLDateTime } from 'graphql-scalars';
import { Arg, Ctx, Directive, Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import type { SubgraphContext } from '../../../shared/context.js';
import { inLanguage, type Language } from '../../../shared/language.js';
import { LANGUAGE, LanguageEnum } from '../../../shared/language.type.js';
import { Currency, Money } from '../../../shared/money.js';
import { UUID } from '../../../shared/scalars/scalars.js';
import { Child, childOf } from '../child/child.type.js';
import { SavingsLeftReason, SavingsLeftState } from './left-codes.type.js';
import { WHAT_TO_DO } from './left-texts.js';
import type { LeftRow } from './left.repository.js';

@Directive('@authenticated')
@ObjectType({ description: 'Something about somebody that a year\'s run does not put right by itself, and leaves to officials.' })
export class SavingsLeft {
  iin!: string;

  @Field(() => ID, { description: 'Opaque id of the item.' })
  id!: string;

  @Field(() => ID, { description: 'The run that left it: `id` of an `AccrualRun`.' })
  run!: string;

  @Field(() => Child, { description: 'Whom it is about.' })
  child(): Child {
    return childOf(this.iin);
  }

  @Field(() => SavingsLeftReason, { description: 'Why.' })
  reason!: SavingsLeftReason;

  @Field(() => Int, { description: 'The reporting year.' })
  reportingYear!: number;

  @Field(() => Money, { nullable: true, description: 'USD: what of the year stands and should not, or what is due of it and was not credited. After a correction, what of it is left. Null where it is not known what the ledger has refused.' })
  amount!: Money | null;

  @Field(() => String, { nullable: true, description: 'The name of the ledger\'s check that refused; null where none did, or it has no name.' })
  refusedBy!: string | null;

  @Field(() => SavingsLeftState, { description: 'Whether there is something to do.' })
  state!: SavingsLeftState;

  @Field(() => GraphQLDateTime, { description: 'When the run found it.' })
  foundAt!: string;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When it was over, or found again; null while it is open.' })
  endedAt!: string | null;

  @Field(() => String, { description: 'What to do, in words.' })
  whatToDo(@Arg('lang', () => LanguageEnum, { nullable: true, description: LANGUAGE }) lang: Language | undefined, @Ctx() context: SubgraphContext): string {
    return inLanguage(WHAT_TO_DO[this.reason], lang ?? context.language);
  }
}

@InputType({ description: 'Narrows what runs have left to officials; every condition given must hold.' })
export class SavingsLeftFilter {
  @Field(() => UUID, { nullable: true, description: 'Left by this run, or, while it only counts or waits to be released, what it would leave. When left out: by all runs that have credited.' })
  run?: string | null;

  @Field(() => SavingsLeftReason, { nullable: true, description: 'For this reason.' })
  reason?: SavingsLeftReason | null;

  @Field(() => Int, { nullable: true, description: 'Of this reporting year.' })
  reportingYear?: number | null;

  @Field(() => [SavingsLeftState], { defaultValue: ['OPEN'], description: 'In one of these states; open ones when left out.' })
  states!: SavingsLeftState[];
}

export const leftItemOf = ({ publicId: id, run, iin, reason, year: reportingYear, amount, refusedBy, state, foundAt, endedAt }: LeftRow): SavingsLeft =>
  Object.assign(new SavingsLeft(), { id, run, iin, reason, reportingYear, amount: amount === null ? null : new Money(new Decimal(amount), Currency.USD), refusedBy, state, foundAt, endedAt });
