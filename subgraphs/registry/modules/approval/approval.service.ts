import type { EntityManager } from '@mikro-orm/postgresql';
import { OFFICIAL_ROLES, type Role } from '../../../shared/access/viewer.js';
import type { SubgraphContext } from '../../../shared/context.js';
import { clientError } from '../../../shared/errors.js';
import { withoutNumber } from '../../../shared/mutation/event-dates.js';
import { longText } from '../../../shared/mutation/long-text.js';
import type { MutationInput } from '../../../shared/mutation/input.type.js';
import { mutate, type MutationRule, type Work } from '../../../shared/mutation/mutate.js';
import { Refused, unknownPerson } from '../../../shared/mutation/refusal.js';
import { Refusal } from '../../../shared/mutation/refusal.type.js';
import { nationwide } from '../history/nation.js';
import type { BreakGlassInput, DecideApprovalInput, RequestOwnRelativeInput, ReviewApprovalInput, RevokeApprovalInput } from './approval.input.type.js';
import { approvalById, findApproval, insertApproval, insertStep, regionOf, type ApprovalRow, type NewStep } from './approval.repository.js';
import { BREAK_GLASS_CLASSES, LASTING, REVIEWERS, type ApprovalKind } from './approval-rules.js';
import { toApproval, type ApprovalOutcome } from './approval.type.js';
import { isSamePerson, onlookerOf, type Onlooker } from './onlooker.js';

const reviewRule = (field: string, roles: readonly Role[]): MutationRule => ({ coordinate: `Mutation.${field}`, roles, purpose: 'ACCESS_REVIEW', ownRecord: true });

const BREAK_GLASS: MutationRule = { coordinate: 'Mutation.breakGlass', roles: Object.keys(BREAK_GLASS_CLASSES) as Role[], purpose: 'CHILD_PROFILE' };
const REQUEST = reviewRule('requestOwnRelative', OFFICIAL_ROLES);
const DECIDE = reviewRule('decideApproval', OFFICIAL_ROLES);
const REVIEW = reviewRule('reviewApproval', REVIEWERS);
const REVOKE = reviewRule('revokeApproval', OFFICIAL_ROLES);

const SHORTEST_REASON = 20;
const SHORTEST_NOTE = 3;

const caseOf = ({ caseNumber }: SubgraphContext): string | null => (caseNumber === null ? null : withoutNumber('X-Case-Number', caseNumber));

const later = (now: Date, milliseconds: number): Date => new Date(now.getTime() + milliseconds);

/** Carries out a mutation and answers with the approval it is about, now or when it was first asked. */
async function answer(context: SubgraphContext, rule: MutationRule, input: MutationInput, work: Work<{ readonly approval: string }>): Promise<ApprovalOutcome> {
  const done = await mutate(context, rule, input, work);
  if (done instanceof Refusal) return done;
  const row = await approvalById(context).load(done.approval);
  if (row === null) throw new Error('An approval is not there.');
  return toApproval(row);
}

/** Somebody on the register; `isChild` asks for a child. Whom the transaction does not see is unknown. */
async function requirePerson(em: EntityManager, iin: string, field: string, isChild: boolean): Promise<void> {
  const rows = await em.execute<object[]>('select 1 from person where iin = ? and (is_child or not ?)', [iin, isChild]);
  if (rows.length === 0) throw unknownPerson(field);
}

interface Opening {
  readonly kind: ApprovalKind;
  readonly iin: string;
  readonly reason: string;
  readonly lasts: number;
}

async function open(em: EntityManager, by: Onlooker, context: SubgraphContext, { kind, iin, reason, lasts }: Opening): Promise<string> {
  const regionKato = await regionOf(em, iin, context.today);
  const { account, role, organisation, iin: officialIin, now } = by;
  return insertApproval(em, { kind, iin, regionKato, account, role, organisation, officialIin, reason, caseNumber: caseOf(context), askedAt: now, until: later(now, lasts) });
}

/** Opens a child's record at once, for an hour. No relative's: nobody is without a colleague in an emergency. */
export async function breakGlass(context: SubgraphContext, input: BreakGlassInput): Promise<ApprovalOutcome> {
  const by = await onlookerOf(context, BREAK_GLASS.roles);
  if (caseOf(context) === null) throw clientError('CASE_NUMBER_MISSING', 'X-Case-Number must name the case for which a record is opened in an emergency.');
  const reason = longText('input.reason', input.reason, SHORTEST_REASON);
  const { childIin: iin } = input;
  return answer(context, BREAK_GLASS, input, async (em) => {
    if (by.relatives.has(iin)) throw unknownPerson('input.childIin');
    const approval = await nationwide(em, async () => {
      await requirePerson(em, iin, 'input.childIin', true);
      return open(em, by, context, { kind: 'BREAK_GLASS', iin, reason, lasts: LASTING.breakGlass });
    });
    return { reference: { approval }, subjects: [iin] };
  });
}

/** Asks a second person for access to a relative's record, or the own one, that the official's regions show. */
export async function requestOwnRelative(context: SubgraphContext, input: RequestOwnRelativeInput): Promise<ApprovalOutcome> {
  const by = await onlookerOf(context, REQUEST.roles);
  const reason = longText('input.reason', input.reason, SHORTEST_REASON);
  const { iin } = input;
  return answer(context, REQUEST, input, async (em) => {
    if (!by.relatives.has(iin)) throw unknownPerson('input.iin');
    await requirePerson(em, iin, 'input.iin', false);
    const approval = await open(em, by, context, { kind: 'OWN_RELATIVE', iin, reason, lasts: LASTING.undecided });
    return { reference: { approval }, subjects: [iin] };
  });
}

interface StepOf {
  readonly rule: MutationRule;
  readonly input: MutationInput & { readonly id: string; readonly note: string };
  readonly step: Pick<NewStep, 'step' | 'verdict' | 'until'>;
  /** What must be so before it is taken. */
  readonly check: (approval: ApprovalRow, by: Onlooker) => void;
}

/** Takes a step on an approval; of two who take one at once, the second is refused. */
async function take(context: SubgraphContext, { rule, input, step, check }: StepOf): Promise<ApprovalOutcome> {
  const by = await onlookerOf(context, rule.roles);
  const note = longText('input.note', input.note, SHORTEST_NOTE);
  return answer(context, rule, input, async (em) => {
    const found = await findApproval(em, by, input.id);
    if (found === null) throw new Refused('UNKNOWN_APPROVAL', 'input.id', 'No approval is on record under this id, or none that is yours to look after.');
    check(found, by);
    const { account, role, organisation, iin: byIin, now } = by;
    if (!(await insertStep(em, by, { approval: found.id, account, role, organisation, byIin, note, at: now, ...step }))) throw alreadyDone();
    return { reference: { approval: found.id }, subjects: [found.iin] };
  });
}

const alreadyDone = (): Refused => new Refused('ALREADY_DECIDED', 'input.id', 'Nobody may have taken this step on the approval before.');

/** Another person, by IIN and by account, for what is of that kind. */
function requireSecond(approval: ApprovalRow, by: Onlooker, kind: ApprovalKind): void {
  if (approval.kind !== kind) throw new Refused('UNKNOWN_APPROVAL', 'input.id', `The approval must be of the kind ${kind}.`);
  if (isSamePerson(by, approval)) throw new Refused('SAME_PERSON', 'input.id', 'Somebody else than the official who opened it, or asked for it, must do this.');
}

export const decideApproval = (context: SubgraphContext, input: DecideApprovalInput): Promise<ApprovalOutcome> =>
  take(context, {
    rule: DECIDE,
    input,
    step: { step: 'DECISION', verdict: input.decision, until: input.decision === 'APPROVED' ? later(context.now, LASTING.ownRelative) : null },
    check: (approval, by) => {
      requireSecond(approval, by, 'OWN_RELATIVE');
      if (approval.steps.some(({ step }) => step === 'DECISION')) throw alreadyDone();
      if (approval.status !== 'REQUESTED') throw new Refused('NOT_IN_FORCE', 'input.id', 'The request must still be waiting for a decision.');
    },
  });

export const reviewApproval = (context: SubgraphContext, input: ReviewApprovalInput): Promise<ApprovalOutcome> =>
  take(context, {
    rule: REVIEW,
    input,
    step: { step: 'REVIEW', verdict: input.decision, until: null },
    check: (approval, by) => requireSecond(approval, by, 'BREAK_GLASS'),
  });

/** Ends an approval at once: whoever has it, or whose it is to look after. */
export const revokeApproval = (context: SubgraphContext, input: RevokeApprovalInput): Promise<ApprovalOutcome> =>
  take(context, {
    rule: REVOKE,
    input,
    step: { step: 'REVOCATION', verdict: 'REVOKED', until: null },
    check: ({ status }) => {
      if (status !== 'IN_FORCE' && status !== 'REQUESTED') throw new Refused('NOT_IN_FORCE', 'input.id', 'The approval must be in force, or requested.');
    },
  });
