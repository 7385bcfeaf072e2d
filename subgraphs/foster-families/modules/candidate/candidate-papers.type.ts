import { Decimal } from 'decimal.js';
import { Directive, Field, Int, ObjectType } from 'type-graphql';
import type { CivilDate } from '../../../shared/clock.js';
import { ListSize } from '../../../shared/list-size.js';
import { JournalEntry, journalEntry } from '../../../shared/mutation/journal-entry.type.js';
import { BIN, DateScalar, DecimalScalar } from '../../../shared/scalars/scalars.js';
import { Child, childOf } from '../child/child.type.js';
import { PlacementFormCode } from '../form/placement-form.type.js';
import { CandidateEvidenceKind, CarerCandidateAction, CarerCandidateStatus, CarerConditionCode } from './candidate-codes.type.js';
import type { CandidateEventRow, DecisionRow, EvidenceRow } from './candidate.repository.js';

@Directive('@authenticated')
@ObjectType({ description: 'What a paper about a candidate says.' })
export class CandidateEvidence {
  @Field(() => CandidateEvidenceKind, { description: 'What about.' })
  kind!: CandidateEvidenceKind;

  @Field(() => Boolean, { description: 'Yes or no.' })
  holds!: boolean;

  @Field(() => DecimalScalar, { nullable: true, description: 'Square metres of a home, tenge a month of an income; null of others.' })
  amount!: Decimal | null;

  @Field(() => Int, { nullable: true, description: 'Who lives in the home, without children placed there; null of others.' })
  people!: number | null;

  @Field(() => Child, { nullable: true, description: 'The child, of what is true of one child alone; null of others, and once an adoption must not be led to.' })
  child!: Child | null;

  @Field(() => DateScalar, { description: 'First day on which it holds.' })
  validFrom!: CivilDate;

  @Field(() => DateScalar, { nullable: true, description: 'First day on which it no longer holds; null without one.' })
  validTo!: CivilDate | null;

  @Field(() => String, { description: 'Which paper.' })
  source!: string;
}

export const candidateEvidenceOf = ({ kind, holds, amount, people, child, validFrom, validTo, source }: EvidenceRow): CandidateEvidence =>
  Object.assign(new CandidateEvidence(), { kind, holds, amount: amount === null ? null : new Decimal(amount), people, child: child === null ? null : childOf(child), validFrom, validTo: validTo ?? null, source });

@Directive('@authenticated')
@ObjectType({ description: 'What was decided about a candidate in one form.' })
export class CandidateDecision {
  @Field(() => PlacementFormCode, { description: 'The form.' })
  form!: PlacementFormCode;

  @Field(() => Boolean, { description: 'Whether the candidate was found suitable.' })
  suitable!: boolean;

  @ListSize(3)
  @Field(() => [CarerConditionCode], { description: 'The conditions that were not met; none of a decision in favour.' })
  grounds!: readonly CarerConditionCode[];

  @ListSize(3)
  @Field(() => [String], { description: 'Where those stand in the law of that day, in the same order.' })
  articles!: readonly string[];

  @Field(() => DateScalar, { description: 'The day of the decision.' })
  decidedOn!: CivilDate;

  @Field(() => BIN, { nullable: true, description: 'The body that decided; null for what followed of itself from a paper.' })
  body!: string | null;

  @Field(() => String, { description: 'What it is based on.' })
  source!: string;
}

export const candidateDecisionOf = ({ form, suitable, grounds, decidedOn, bodyBin, source }: DecisionRow, articles: readonly string[]): CandidateDecision =>
  Object.assign(new CandidateDecision(), { form, suitable, grounds, articles, decidedOn, body: bodyBin, source });

@Directive('@authenticated')
@ObjectType({ description: 'An entry of the journal of a candidate.' })
export class CandidateEvent extends JournalEntry {
  @Field(() => CarerCandidateAction, { description: 'What was done.' })
  action!: CarerCandidateAction;

  @Field(() => CarerCandidateStatus, { nullable: true, description: 'The status before; null for the first entry.' })
  from!: CarerCandidateStatus | null;

  @Field(() => CarerCandidateStatus, { description: 'The status after.' })
  to!: CarerCandidateStatus;
}

export const candidateEventOf = ({ action, fromStatus: from, toStatus: to, ...entry }: CandidateEventRow): CandidateEvent =>
  Object.assign(new CandidateEvent(), { action, from, to, ...journalEntry(entry) });
