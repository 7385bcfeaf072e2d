import { GraphQLDateTime } from 'graphql-scalars';
import { Directive, Field, ObjectType } from 'type-graphql';
import { isRole } from '../../../shared/access/viewer.js';
import { ListSize } from '../../../shared/list-size.js';
import { outcomeType } from '../../../shared/mutation/refusal.type.js';
import { BIN, UUID } from '../../../shared/scalars/scalars.js';
import { connectionType } from '../../../shared/pagination.js';
import { Person, personOf } from '../person/person.type.js';
import { BREAK_GLASS_CLASSES, type ApprovalKind } from './approval-rules.js';
import { ApprovalKindEnum, ApprovalStatus, ApprovalStepKind, ApprovalVerdict } from './approval-status.type.js';
import type { ApprovalRow } from './approval.repository.js';

@Directive('@authenticated')
@ObjectType({ description: 'An official, as the access token tells of them.' })
export class ApprovalOfficial {
  @Field(() => String, { description: 'Account. A number that may be somebody\'s is left out.' })
  account!: string;

  @Field(() => String, { description: 'Role, e.g. `caseworker`.' })
  role!: string;

  @Field(() => BIN, { nullable: true, description: 'The body that they work for.' })
  organisation!: string | null;
}

@Directive('@authenticated')
@ObjectType({ description: 'What somebody did about an approval.' })
export class ApprovalStep {
  @Field(() => ApprovalStepKind, { description: 'Which step.' })
  step!: ApprovalStepKind;

  @Field(() => ApprovalVerdict, { description: 'How it came out.' })
  verdict!: ApprovalVerdict;

  @Field(() => String, { description: 'Why.' })
  note!: string;

  @Field(() => GraphQLDateTime, { description: 'When.' })
  at!: Date;

  @Field(() => ApprovalOfficial, { description: 'Who.' })
  by!: ApprovalOfficial;
}

@Directive('@authenticated')
@ObjectType({ description: 'An exceptional access of one official to one person\'s record.' })
export class Approval {
  /** Whose record it is, for the ledger. */
  iin!: string;

  @Field(() => UUID, { description: 'Its id.' })
  id!: string;

  @Field(() => ApprovalKindEnum, { description: 'Why it was needed.' })
  kind!: ApprovalKind;

  @Field(() => ApprovalStatus, { description: 'Whether it opens anything now.' })
  status!: ApprovalStatus;

  @Field(() => Boolean, { description: 'Whether somebody has to decide on it, or to look at it.' })
  awaiting!: boolean;

  @Field(() => Person, { description: 'Whose record.' })
  person!: Person;

  @Field(() => ApprovalOfficial, { description: 'Who opened it, or asked for it.' })
  official!: ApprovalOfficial;

  @Field(() => String, { description: 'Why, in the official\'s words.' })
  reason!: string;

  @Field(() => String, { nullable: true, description: 'The case it is for.' })
  caseNumber!: string | null;

  @ListSize(6)
  @Field(() => [String], { nullable: true, description: 'Field classes it opens at most; null where it opens what the official\'s relation does.' })
  classes!: readonly string[] | null;

  @Field(() => GraphQLDateTime, { description: 'When it was opened or asked for.' })
  askedAt!: Date;

  @Field(() => GraphQLDateTime, { description: 'Until when it opens the record, or the request waits for a decision.' })
  endsAt!: Date;

  @ListSize(2)
  @Field(() => [ApprovalStep], { description: 'What others did about it, oldest first.' })
  steps!: ApprovalStep[];
}

const officialOf = ({ account, role, organisation }: ApprovalOfficial): ApprovalOfficial => Object.assign(new ApprovalOfficial(), { account, role, organisation });

export const toApproval = (row: ApprovalRow): Approval =>
  Object.assign(new Approval(), {
    iin: row.iin,
    id: row.id,
    kind: row.kind,
    status: row.status,
    awaiting: row.awaiting,
    person: personOf(row.iin),
    official: officialOf(row),
    reason: row.reason,
    caseNumber: row.case_number,
    classes: row.kind === 'BREAK_GLASS' && isRole(row.role) ? (BREAK_GLASS_CLASSES[row.role] ?? []) : null,
    askedAt: new Date(row.asked_at),
    endsAt: new Date(row.ends_at),
    steps: row.steps.map((step) => Object.assign(new ApprovalStep(), { step: step.step, verdict: step.verdict, note: step.note, at: new Date(step.at), by: officialOf(step) })),
  });

export const ApprovalConnection = connectionType('Approval', Approval);

export const ApprovalOutcome = outcomeType('ApprovalOutcome', Approval);
export type ApprovalOutcome = typeof ApprovalOutcome;
