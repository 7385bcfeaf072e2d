import type { EntityManager } from '@mikro-orm/postgresql';
import { Arg, Ctx, Directive, Mutation, Resolver } from 'type-graphql';
import { viewerOf, type SubgraphContext } from '../../../shared/context.js';
import { badInput } from '../../../shared/errors.js';
import { mutate, type MutationRule } from '../../../shared/mutation/mutate.js';
import { Refused, requireVersion } from '../../../shared/mutation/refusal.js';
import { Refusal, refusalOf } from '../../../shared/mutation/refusal.type.js';
import { AUDIT } from '../access/scope.js';
import { AUDITORS, onRegister } from '../access/staff.js';
import { engagementById } from '../engagement/engagement.repository.js';
import { leaving as leavingOf, requireEngagement, unknownEngagement, type OpenEngagement } from '../engagement/engagement.service.js';
import type { Leaving } from '../engagement/leaving.js';
import { AUDIT_RULES } from '../rule/rules.js';
import { assignAll, noteAccepted, noteAnswer, noteSentBack } from './finding-change.repository.js';
import type { FindingAnswer } from './finding-codes.type.js';
import { conditionOf, type Condition } from './finding-condition.js';
import { dueDay, filterGiven, recoveredOf, textOf } from './finding-input.js';
import { AssignedFindings, AssignFindingsOutcome, FindingOutcome } from './finding-outcome.type.js';
import { engagementScope } from './finding-scope.js';
import { AnswerFindingInput, AssignFindingsInput, ReviewFindingInput } from './finding.input.type.js';
import { figuresIn } from './finding-parts.js';
import { findingById, listFindings, lockFinding, type FindingRow } from './finding.repository.js';
import { MINISTRIES, ministryScope } from './ministry.js';
import { toFindings } from './to-finding.js';

const ASSIGN: MutationRule = { coordinate: 'Mutation.assignFindings', roles: AUDITORS, purpose: 'AUDIT_ANALYSIS' };
const REVIEW: MutationRule = { coordinate: 'Mutation.reviewFinding', roles: AUDITORS, purpose: 'AUDIT_ANALYSIS' };
const ANSWER: MutationRule = { coordinate: 'Mutation.answerFinding', roles: MINISTRIES, purpose: 'AUDIT_ANSWER' };

const MOST_NAMED = 100;

const unknownFinding = (field: string): Refused => new Refused('UNKNOWN_FINDING', field, 'The finding must be one of the engagement, and one that is yours to decide about.');

/** One of those that somebody may know of; held until the transaction ends. */
async function held(em: EntityManager, leaving: Leaving, finding: string, within: Condition): Promise<FindingRow> {
  const id = leaving.findingOf(finding);
  const row = id === null ? null : await lockFinding(em, id);
  if (row === null) throw unknownFinding('input.finding');
  const [seen] = await listFindings(em, { sql: `f.id = ?::bigint and ${within.sql}`, parameters: [row.internalId, ...within.parameters] }, { order: 'NUMBER', secret: null, regions: null, limit: 1, after: null });
  if (seen === undefined) throw unknownFinding('input.finding');
  return seen;
}

/** Whoever asked looks at the answer, and nobody else: other auditors may have the finding in their engagements, too. */
const askedIn = (engagement: string, { sql, parameters }: Condition): Condition => ({ sql: `f.engagement = ? and ${sql}`, parameters: [engagement, ...parameters] });

/** Findings by their ids, each of which must be one of the engagement. */
async function namedBy(em: EntityManager, findings: readonly string[], { leaving }: OpenEngagement, within: Condition): Promise<Condition> {
  if (findings.length === 0 || findings.length > MOST_NAMED) throw badInput('input.findings', `must be 1 to ${MOST_NAMED} ids.`);
  const ids = findings.map((finding) => leaving.findingOf(finding));
  const named: Condition = { sql: `f.id = any(?::bigint[]) and ${within.sql}`, parameters: [`{${ids.filter((id) => id !== null).join(',')}}`, ...within.parameters] };
  const rows = await listFindings(em, named, { order: 'NUMBER', secret: null, regions: null, limit: MOST_NAMED, after: null });
  const missing = ids.findIndex((id) => !rows.some(({ internalId }) => internalId === id));
  if (missing >= 0) throw unknownFinding(`input.findings[${missing}]`);
  return named;
}

function requireOne({ findings, filter }: AssignFindingsInput): void {
  if ((findings == null) === (filter == null)) throw badInput('input', 'must have either `findings` or `filter`.');
}

/** What was confirmed can only be remedied, and of what is about no money, as it is shown to whoever answers, none is recovered. */
function requireFitting(finding: FindingRow, answer: FindingAnswer, recovered: string | null, regions: readonly string[] | null): void {
  if (finding.status === 'CONFIRMED' && answer !== 'REMEDIED') throw new Refused('CONTRADICTORY', 'input.answer', 'The finding is confirmed: only REMEDIED may follow.');
  const { rows, amount } = figuresIn(finding, regions);
  if (recovered !== null && recovered !== '0' && rows !== null && amount === null) throw new Refused('CONTRADICTORY', 'input.recovered', 'The finding is about no money.');
}

@Resolver()
export class FindingChangeResolver {
  @Directive(AUDIT)
  @Mutation(() => AssignFindingsOutcome, {
    nullable: true,
    description: 'Asks the ministries that answer for them about findings of an engagement; they find them in `findingsToAnswer`. What somebody was asked about before, and what is settled, stays as it is; but what was asked in an engagement that has ended since is asked anew, and an answer that nobody reviewed is void. Refusals: UNKNOWN_ENGAGEMENT, UNKNOWN_FINDING.',
  })
  async assignFindings(@Arg('input', () => AssignFindingsInput, { description: 'Which, and by when.' }) input: AssignFindingsInput, @Ctx() context: SubgraphContext): Promise<AssignFindingsOutcome> {
    requireOne(input);
    const [dueOn, filter] = [dueDay(input.dueOn, context.today), filterGiven('input.filter', input.filter)];
    const done = await mutate(context, ASSIGN, input, async (em, viewer) => {
      const engagement = await requireEngagement(em, viewer, input.engagement, context.today);
      const within = conditionOf(engagementScope(engagement, filter), filter);
      const which = input.findings == null ? within : await namedBy(em, input.findings, engagement, within);
      const doer = { at: context.now.toISOString(), organisation: viewer.organisation };
      return { reference: { assigned: await assignAll(em, which, { rules: AUDIT_RULES, engagement: engagement.id, dueOn, today: context.today }, doer) }, subjects: [] };
    });
    return done instanceof Refusal ? done : Object.assign(new AssignedFindings(), done);
  }

  @Directive('@requiresScopes(scopes: [["findings"]])')
  @Mutation(() => FindingOutcome, {
    nullable: true,
    description: 'A ministry\'s answer to a finding that it was asked about, under the purpose AUDIT_ANSWER; in place of one that nobody has reviewed yet, or, where CONFIRMED was accepted, REMEDIED alone. Refusals: UNKNOWN_ENGAGEMENT, UNKNOWN_FINDING, NOT_ASSIGNED (it is settled), CONTRADICTORY (another answer than REMEDIED where CONFIRMED was accepted; something recovered of a finding that is about no money), VERSION_CONFLICT.',
  })
  async answerFinding(@Arg('input', () => AnswerFindingInput, { description: 'The answer.' }) input: AnswerFindingInput, @Ctx() context: SubgraphContext): Promise<FindingOutcome> {
    const [text, recovered] = [textOf(input.text), recoveredOf(input.recovered, input.answer)];
    return this.#outcome(context, input, await mutate(context, ANSWER, input, async (em, viewer) => {
      const leaving = await leavingOf(em, input.engagement, context.today);
      if (leaving === null) throw unknownEngagement('input.engagement');
      const scope = ministryScope(viewer, {});
      const finding = await held(em, leaving, input.finding, askedIn(input.engagement, conditionOf(scope, {})));
      requireVersion(input.expectedVersion, finding.version);
      if (finding.status !== 'NEW' && finding.status !== 'CONFIRMED') throw new Refused('NOT_ASSIGNED', 'input.finding', 'The finding is settled.');
      requireFitting(finding, input.answer, recovered, scope.regions);
      await noteAnswer(em, finding, input.answer, text, recovered, { at: context.now.toISOString(), organisation: viewer.organisation });
      return { reference: { finding: finding.internalId }, subjects: [] };
    }));
  }

  @Directive(AUDIT)
  @Mutation(() => FindingOutcome, {
    nullable: true,
    description: 'An auditor\'s review of a ministry\'s answer, which becomes the status of the finding, or is sent back, in the engagement that it was asked in. Refusals: UNKNOWN_ENGAGEMENT, UNKNOWN_FINDING, NOT_ANSWERED, VERSION_CONFLICT.',
  })
  async reviewFinding(@Arg('input', () => ReviewFindingInput, { description: 'The review.' }) input: ReviewFindingInput, @Ctx() context: SubgraphContext): Promise<FindingOutcome> {
    const text = input.text == null ? null : textOf(input.text);
    const dueOn = input.dueOn == null ? null : dueDay(input.dueOn, context.today);
    if (input.accept && dueOn !== null) throw badInput('input.dueOn', 'must be left out where the answer is taken.');
    if (!input.accept && text === null) throw badInput('input.text', 'must say why the answer is sent back.');
    return this.#outcome(context, input, await mutate(context, REVIEW, input, async (em, viewer) => {
      const engagement = await requireEngagement(em, viewer, input.engagement, context.today);
      const finding = await held(em, engagement.leaving, input.finding, askedIn(engagement.id, conditionOf(engagementScope(engagement, {}), {})));
      requireVersion(input.expectedVersion, finding.version);
      if (finding.answer === null) throw new Refused('NOT_ANSWERED', 'input.finding', 'There is no answer to be reviewed.');
      const doer = { at: context.now.toISOString(), organisation: viewer.organisation };
      if (input.accept) await noteAccepted(em, finding, finding.answer, text, doer);
      else await noteSentBack(em, finding, finding.answer, text ?? '', dueOn, doer);
      return { reference: { finding: finding.internalId }, subjects: [] };
    }));
  }

  /** Once more for a key that was used before, in words that lead nowhere where the engagement has ended since: its names are gone. */
  async #outcome(context: SubgraphContext, { engagement: id }: Pick<AnswerFindingInput, 'engagement'>, done: { readonly finding: string } | Refusal): Promise<FindingOutcome> {
    if (done instanceof Refusal) return done;
    return onRegister(context, [...AUDITORS, ...MINISTRIES], async (em) => {
      const [row, engagement, leaving] = [await findingById(em, done.finding), await engagementById(em, id), await leavingOf(em, id, context.today)];
      if (row === null || engagement === null) throw new Error('A finding is gone.');
      if (leaving === null) return refusalOf(new Refused('UNKNOWN_ENGAGEMENT', 'input.engagement', 'This was recorded, and the engagement has ended since: nothing leaves under its key any more.'));
      const viewer = viewerOf(context);
      const { regions, assignedTo } = AUDITORS.includes(viewer.role) ? engagementScope(engagement, {}) : ministryScope(viewer, {});
      const [finding] = await toFindings(em, [row], { ministry: assignedTo, today: context.today }, () => ({ id, leaving, regions }));
      if (finding === undefined) throw new Error('A finding is gone.');
      return finding;
    });
  }
}
