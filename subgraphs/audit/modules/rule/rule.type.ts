import { GraphQLDateTime } from 'graphql-scalars';
import { Arg, Ctx, Directive, Field, InputType, Int, ObjectType } from 'type-graphql';
import type { SubgraphContext } from '../../../shared/context.js';
import { inLanguage, type Language, type LocalizedText } from '../../../shared/language.js';
import { LANGUAGE, LanguageEnum } from '../../../shared/language.type.js';
import { ListSize } from '../../../shared/list-size.js';
import { Money } from '../../../shared/money.js';
import { MutationInput } from '../../../shared/mutation/input.type.js';
import { outcomeType } from '../../../shared/mutation/refusal.type.js';
import { UUID } from '../../../shared/scalars/scalars.js';
import { AUDIT, WATCHED } from '../access/scope.js';
import { AuditedProgramme } from '../engagement/engagement-rules.js';
import { AuditSeverity, AuditSubject, RuleRunState } from './rule-codes.type.js';
import type { RunState } from './run.repository.js';

@Directive(WATCHED)
@ObjectType({ description: 'A rule asked of a snapshot: once for each version of the rule. Asked again it has the same answer, to the checksum, or fails.' })
export class RuleRun {
  @Field(() => UUID, { nullable: true, description: 'Its id.' })
  id!: string;

  @Field(() => String, { nullable: true, description: 'Id of the rule.' })
  rule!: string;

  @Field(() => Int, { nullable: true, description: 'Version of the rule.' })
  version!: number;

  @Field(() => RuleRunState, { nullable: true, description: 'How far it is.' })
  state!: RunState;

  @Field(() => UUID, { nullable: true, description: 'The snapshot that it was asked of.' })
  snapshot!: string;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'The moment that the snapshot is of.' })
  asOf!: string;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When it was asked for, the last time.' })
  requestedAt!: string;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When it had its answer, the last time; null before the first.' })
  finishedAt!: string | null;

  @Field(() => Int, { nullable: true, description: 'How often it was answered, with one answer.' })
  times!: number;

  @Field(() => Boolean, { nullable: true, description: 'Whether findings were moved to what it found. False: its snapshot is older than one that findings stand at already. Null before its answer.' })
  moved!: boolean | null;

  @Field(() => String, { nullable: true, description: 'Rows, a whole number in a string; null before its answer.' })
  rows!: string | null;

  @Directive(AUDIT)
  @Field(() => String, { nullable: true, description: 'Findings, a whole number in a string: the rows by whom or what they are about. Null before its answer.' })
  findings!: string | null;

  @Directive(AUDIT)
  @Field(() => Money, { nullable: true, description: 'Sum of the amounts of all rows; null where the rule is about no money, and before its answer.' })
  amount!: Money | null;

  @Directive(AUDIT)
  @Field(() => String, { nullable: true, description: 'SHA-256 in hexadecimal over all rows in their canonical form (docs/adr/0053). Null before its answer.' })
  checksum!: string | null;

  @Field(() => Int, { nullable: true, description: 'Milliseconds that the answer took, the last time.' })
  tookMs!: number | null;

  @Field(() => String, { nullable: true, description: 'Of a failed one: SNAPSHOT_GONE (it was deleted), RULE_GONE (this version knows the rule no more), ANSWER_DIFFERS (another answer than the first time), NO_KEY (the secret SNAPSHOT_KEY is another than findings\' names were sealed under: audit\'s operator gives it back, or begins anew), GIVEN_UP (tried for a quarter of an hour, five times at least, and a database or the process failed each time: ask it again when that is mended), FAULT (the log of audit has it).' })
  problem!: string | null;
}

@Directive('@requiresScopes(scopes: [["audit"], ["findings"]])')
@ObjectType({ description: 'A question that auditors ask of every snapshot, whose answer is the rows that are wrong.' })
export class AuditRule {
  @Field(() => String, { nullable: true, description: 'Its id, as the field numbers rules: R2, F12, S05, X01.' })
  id!: string;

  @Field(() => Int, { nullable: true, description: 'Raised whenever equal snapshots could have other answers.' })
  version!: number;

  titles!: LocalizedText;
  remedies!: LocalizedText;

  @Field(() => String, { nullable: true, description: 'What is wrong.' })
  title(@Arg('lang', () => LanguageEnum, { nullable: true, description: LANGUAGE }) lang: Language | undefined, @Ctx() context: SubgraphContext): string {
    return inLanguage(this.titles, lang ?? context.language);
  }

  @Field(() => String, { nullable: true, description: 'What whoever answers for it has to do.' })
  remedy(@Arg('lang', () => LanguageEnum, { nullable: true, description: LANGUAGE }) lang: Language | undefined, @Ctx() context: SubgraphContext): string {
    return inLanguage(this.remedies, lang ?? context.language);
  }

  @Field(() => String, { nullable: true, description: 'Acts and articles that it rests on.' })
  legalBasis!: string;

  @ListSize(5)
  @Field(() => [AuditedProgramme], { nullable: true, description: 'Programmes whose records it looks at.' })
  programmes!: AuditedProgramme[];

  @Field(() => AuditedProgramme, { nullable: true, description: 'The programme whose ministry answers for a finding.' })
  answeredBy!: AuditedProgramme;

  @Field(() => AuditSeverity, { nullable: true, description: 'What a finding says about the world.' })
  severity!: AuditSeverity;

  @Field(() => AuditSubject, { nullable: true, description: 'What a finding is about.' })
  about!: AuditSubject;

  @Directive(AUDIT)
  @Field(() => String, { nullable: true, description: 'The question itself: SQL of DuckDB over the views of a snapshot, which schema/exports describes. `snapshot` is one row with `day`, the snapshot\'s day in Kazakhstan.' })
  sql!: string;

  @Directive(AUDIT)
  @Field(() => RuleRun, { nullable: true, description: 'When it was asked for last, of whatever snapshot; null before the first time.' })
  lastRun!: RuleRun | null;
}

@InputType({ description: 'Rules to be asked of a snapshot.' })
export class RunAuditRuleInput extends MutationInput {
  @Field(() => String, { nullable: true, description: 'Id of the rule; all rules when left out.' })
  rule?: string | null;

  @Field(() => UUID, { nullable: true, description: 'The snapshot, a complete one; the latest when left out.' })
  snapshot?: string | null;
}

@Directive(AUDIT)
@ObjectType({ description: 'Rules that are asked of a snapshot, one after the other.' })
export class RuleRuns {
  @Field(() => UUID, { nullable: true, description: 'The snapshot.' })
  snapshot!: string;

  @ListSize(80)
  @Field(() => [RuleRun], { nullable: true, description: 'The runs, in the order of the rules.' })
  runs!: RuleRun[];
}

export const RuleRunsOutcome = outcomeType('RuleRunsOutcome', RuleRuns);
export type RuleRunsOutcome = typeof RuleRunsOutcome;
