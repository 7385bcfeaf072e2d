import { Arg, Ctx, Directive, Int, Mutation, Query, Resolver } from 'type-graphql';
import { viewerOf, type SubgraphContext } from '../../../shared/context.js';
import { withheld } from '../../../shared/errors.js';
import { PageSize } from '../../../shared/list-size.js';
import { longText } from '../../../shared/mutation/long-text.js';
import { mutate, type MutationRule } from '../../../shared/mutation/mutate.js';
import { Refusal } from '../../../shared/mutation/refusal.type.js';
import { connectionType, pageOf, pageRequest, type Connection } from '../../../shared/pagination.js';
import { UUID } from '../../../shared/scalars/scalars.js';
import { AUDIT } from '../access/scope.js';
import { AUDITORS, onRegister } from '../access/staff.js';
import { auditedProgramme } from '../engagement/engagement-rules.js';
import { engagementOfMember } from '../engagement/engagement.repository.js';
import { leaving } from '../engagement/engagement.service.js';
import type { Leaving } from '../engagement/leaving.js';
import { inputCaseNumber } from '../inquiry/input-case-number.js';
import { auditorOf } from './auditor.js';
import { identificationById, listIdentifications, type IdentificationRow } from './identification.repository.js';
import { IdentificationState } from './identification-rules.js';
import { decideIdentification, isBy, requestIdentification } from './identification.service.js';
import { DecideIdentificationInput, Identification, IdentificationOutcome, RequestIdentificationInput } from './identification.type.js';

const ruleOf = (field: string): MutationRule => ({ coordinate: `Mutation.${field}`, roles: AUDITORS, purpose: 'AUDIT_ANALYSIS' });
const REQUEST = ruleOf('requestIdentification');
const DECIDE = ruleOf('decideIdentification');

export const IdentificationConnection = connectionType('Identification', Identification);

function toIdentification(row: IdentificationRow, names: Leaving | null, context: SubgraphContext): Identification {
  const { id, state, reason, requestedAt, requestedBy, decideBy, decidedAt, decidedBy, note, ministry, until, answeredAt } = row;
  const viewer = viewerOf(context);
  return Object.assign(new Identification(), {
    id, state, reason, requestedAt, requestedBy, decideBy, decidedAt, decidedBy, note, until, answeredAt,
    finding: names?.finding(row.findingId) ?? null,
    requestedByYou: isBy(viewer, row.requestedByIin),
    decidedByYou: isBy(viewer, row.decidedByIin),
    ministry: ministry === null ? null : auditedProgramme(ministry),
  });
}

async function outcomeOf(context: SubgraphContext, done: { readonly request: string } | Refusal): Promise<IdentificationOutcome> {
  if (done instanceof Refusal) return done;
  return onRegister(context, AUDITORS, async (em) => {
    const row = await identificationById(em, done.request, context.today);
    if (row === null) throw new Error('A request is gone.');
    return toIdentification(row, await leaving(em, row.engagement, context.today), context);
  });
}

@Resolver()
export class IdentificationResolver {
  @Directive(AUDIT)
  @PageSize()
  @Query(() => IdentificationConnection, { nullable: true, description: 'Who of an engagement asked whom its findings are about, and what became of it, newest first; for its members. `WITHHELD` for any other engagement. At most 100 a page.' })
  async identifications(
    @Arg('engagement', () => UUID, { description: 'The engagement.' }) engagement: string,
    @Arg('state', () => IdentificationState, { nullable: true, description: 'Only those in this state; all when left out.' }) state: IdentificationState | undefined,
    @Arg('first', () => Int, { defaultValue: 20, description: 'Items on the page, 1 to 100.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor of the item to start after, from an earlier page.' }) after: string | undefined,
    @Ctx() context: SubgraphContext,
  ): Promise<Connection<Identification>> {
    const page = pageRequest(first, after);
    return onRegister(context, AUDITORS, async (em) => {
      const found = await engagementOfMember(em, viewerOf(context), engagement);
      if (found === null) throw withheld('NO_RELATION');
      const rows = await listIdentifications(em, { engagement: found.internalId, state: state ?? null }, context.today, page);
      const names = await leaving(em, found.id, context.today);
      return pageOf(rows, page.limit, (row) => row.internalId, (row) => toIdentification(row, names, context));
    });
  }

  @Directive(AUDIT)
  @Mutation(() => IdentificationOutcome, {
    nullable: true,
    description: 'Asks a second auditor of the engagement whether you may be told whom a finding is about. Whoever asks is a person (the token names one). Refusals: UNKNOWN_ENGAGEMENT, CONTRADICTORY (another case number than the engagement\'s), UNKNOWN_FINDING, NOT_IDENTIFIABLE.',
  })
  async requestIdentification(@Arg('input', () => RequestIdentificationInput, { description: 'The request.' }) input: RequestIdentificationInput, @Ctx() context: SubgraphContext): Promise<IdentificationOutcome> {
    const by = auditorOf(context);
    const wish = { engagement: input.engagement, finding: input.finding, caseNumber: inputCaseNumber(input), reason: longText('input.reason', input.reason, 20) };
    return outcomeOf(context, await mutate(context, REQUEST, input, async (em) => ({ reference: { request: await requestIdentification(em, by, wish, context.today) }, subjects: [] })));
  }

  @Directive(AUDIT)
  @Mutation(() => IdentificationOutcome, {
    nullable: true,
    description: 'Decides on a request, as another auditor of the engagement than the one who asked. What is approved the civil registry answers by itself, to the two of them and to the ministry that the finding is assigned to, for a time. Refusals: UNKNOWN_IDENTIFICATION, SAME_PERSON, ALREADY_DECIDED, NOT_IN_FORCE (it waits no longer), NOT_IDENTIFIABLE.',
  })
  async decideIdentification(@Arg('input', () => DecideIdentificationInput, { description: 'The decision.' }) input: DecideIdentificationInput, @Ctx() context: SubgraphContext): Promise<IdentificationOutcome> {
    const by = auditorOf(context);
    const decision = { request: input.request, approve: input.approve, note: longText('input.note', input.note, 3), until: input.until ?? null };
    return outcomeOf(context, await mutate(context, DECIDE, input, async (em) => ({ reference: { request: await decideIdentification(em, by, decision, context.today) }, subjects: [] })));
  }
}
