import { Arg, Ctx, Directive, Int, Mutation, Query, Resolver } from 'type-graphql';
import type { SubgraphContext } from '../../../shared/context.js';
import { clientError } from '../../../shared/errors.js';
import { PageSize } from '../../../shared/list-size.js';
import { pageOf, pageRequest, type Connection } from '../../../shared/pagination.js';
import { BreakGlassInput, DecideApprovalInput, RequestOwnRelativeInput, ReviewApprovalInput, RevokeApprovalInput } from './approval.input.type.js';
import { listApprovals } from './approval.repository.js';
import { breakGlass, decideApproval, requestOwnRelative, reviewApproval, revokeApproval } from './approval.service.js';
import { Approval, ApprovalConnection, ApprovalOutcome, toApproval } from './approval.type.js';
import { ApprovalStatus } from './approval-status.type.js';
import { onlookerOf } from './onlooker.js';

const IDENTITY = '@requiresScopes(scopes: [["identity"]])';

@Resolver()
export class ApprovalResolver {
  @Directive(IDENTITY)
  @PageSize()
  @Query(() => ApprovalConnection, {
    nullable: true,
    description: 'Exceptional accesses, oldest first, for officials under the purpose ACCESS_REVIEW: their own; emergencies in their regions, for a caseworker, an ombudsperson or the guardianship authority; requests of colleagues of the same role and body (of all bodies for those who work for the whole country). Never one that is about a relative of whoever asks.',
  })
  async approvals(
    @Arg('status', () => ApprovalStatus, { nullable: true, description: 'Those in this status only.' }) status: ApprovalStatus | undefined,
    @Arg('awaiting', () => Boolean, { nullable: true, description: 'True: those only on which somebody has to decide, or at which somebody has to look. False: the others.' }) awaiting: boolean | undefined,
    @Arg('first', () => Int, { defaultValue: 20, description: 'Items on the page, 1 to 100.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor of the item to start after, from an earlier page.' }) after: string | undefined,
    @Ctx() context: SubgraphContext,
  ): Promise<Connection<Approval>> {
    const onlooker = await onlookerOf(context);
    if (context.purpose !== 'ACCESS_REVIEW') throw clientError('PURPOSE_NOT_ALLOWED', 'This field is open under the purpose ACCESS_REVIEW only.');
    const page = pageRequest(first, after);
    const rows = await context.database.register(onlooker.regions, (em) => listApprovals(em, onlooker, { status: status ?? null, awaiting: awaiting ?? null }, page));
    return pageOf(rows, page.limit, ({ number }) => number, toApproval);
  }

  @Directive(IDENTITY)
  @Mutation(() => ApprovalOutcome, {
    nullable: true,
    description: 'Opens a child\'s record in an emergency, at once and for an hour, also outside of the own regions: under CHILD_PROFILE, with a reason and a case number, to fewer field classes than usual (`classes`). The place of a shielded child stays withheld. Somebody else looks at it afterwards. Refusals: UNKNOWN_PERSON (also for a relative).',
  })
  breakGlass(@Arg('input', () => BreakGlassInput, { description: 'The emergency.' }) input: BreakGlassInput, @Ctx() context: SubgraphContext): Promise<ApprovalOutcome> {
    return breakGlass(context, input);
  }

  @Directive(IDENTITY)
  @Mutation(() => ApprovalOutcome, {
    nullable: true,
    description: 'Asks a second person for access to the own record or a relative\'s. Refusals: UNKNOWN_PERSON (also for whoever is no relative, or lives in no region of the official\'s).',
  })
  requestOwnRelative(@Arg('input', () => RequestOwnRelativeInput, { description: 'The request.' }) input: RequestOwnRelativeInput, @Ctx() context: SubgraphContext): Promise<ApprovalOutcome> {
    return requestOwnRelative(context, input);
  }

  @Directive(IDENTITY)
  @Mutation(() => ApprovalOutcome, {
    nullable: true,
    description: 'Decides on a colleague\'s request; approved, it opens for eight hours what the official\'s relation does. Refusals: UNKNOWN_APPROVAL, SAME_PERSON, ALREADY_DECIDED, NOT_IN_FORCE (no longer waiting).',
  })
  decideApproval(@Arg('input', () => DecideApprovalInput, { description: 'The decision.' }) input: DecideApprovalInput, @Ctx() context: SubgraphContext): Promise<ApprovalOutcome> {
    return decideApproval(context, input);
  }

  @Directive(IDENTITY)
  @Mutation(() => ApprovalOutcome, {
    nullable: true,
    description: 'Says whether there was an emergency; UNJUSTIFIED ends what is still in force. Refusals: UNKNOWN_APPROVAL, SAME_PERSON, ALREADY_DECIDED.',
  })
  reviewApproval(@Arg('input', () => ReviewApprovalInput, { description: 'The review.' }) input: ReviewApprovalInput, @Ctx() context: SubgraphContext): Promise<ApprovalOutcome> {
    return reviewApproval(context, input);
  }

  @Directive(IDENTITY)
  @Mutation(() => ApprovalOutcome, {
    nullable: true,
    description: 'Ends an approval at once: the own one, or one to look after. Refusals: UNKNOWN_APPROVAL, ALREADY_DECIDED, NOT_IN_FORCE.',
  })
  revokeApproval(@Arg('input', () => RevokeApprovalInput, { description: 'The revocation.' }) input: RevokeApprovalInput, @Ctx() context: SubgraphContext): Promise<ApprovalOutcome> {
    return revokeApproval(context, input);
  }
}
