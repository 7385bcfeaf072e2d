import { Arg, Ctx, Directive, Int, Mutation, Query, Resolver } from 'type-graphql';
import type { SubgraphContext } from '../../../shared/context.js';
import { PageSize } from '../../../shared/list-size.js';
import { mutate, type MutationRule } from '../../../shared/mutation/mutate.js';
import { Refused } from '../../../shared/mutation/refusal.js';
import { Refusal } from '../../../shared/mutation/refusal.type.js';
import { connectionType, pageOf, pageRequest, type Connection } from '../../../shared/pagination.js';
import { AUDIT } from '../access/scope.js';
import { AUDITORS, onRegister } from '../access/staff.js';
import { addInquiry, endInquiry, inquiryById, listInquiries, type InquiryRow } from './inquiry.repository.js';
import { inputCaseNumber } from './input-case-number.js';
import { Inquiry, InquiryInput, InquiryOutcome } from './inquiry.type.js';

const ruleOf = (field: string): MutationRule => ({ coordinate: `Mutation.${field}`, roles: AUDITORS, purpose: 'AUDIT_ANALYSIS' });
const OPEN = ruleOf('openInquiry');
const CLOSE = ruleOf('closeInquiry');

const toInquiry = (row: InquiryRow): Inquiry => Object.assign(new Inquiry(), row);

export const InquiryConnection = connectionType('Inquiry', Inquiry);

async function outcomeOf(context: SubgraphContext, outcome: { readonly inquiry: string } | Refusal): Promise<InquiryOutcome> {
  if (outcome instanceof Refusal) return outcome;
  const row = await onRegister(context, AUDITORS, (em) => inquiryById(em, outcome.inquiry));
  if (row === null) throw new Error('An inquiry is gone.');
  return toInquiry(row);
}

@Resolver()
export class InquiryResolver {
  @Directive(AUDIT)
  @PageSize()
  @Query(() => InquiryConnection, { nullable: true, description: 'Inquiries, newest first, for auditors. At most 100 a page.' })
  async inquiries(
    @Arg('open', () => Boolean, { nullable: true, description: 'True: open ones; false: closed ones; all when left out.' }) open: boolean | undefined,
    @Arg('first', () => Int, { defaultValue: 20, description: 'Items on the page, 1 to 100.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor of the item to start after, from an earlier page.' }) after: string | undefined,
    @Ctx() context: SubgraphContext,
  ): Promise<Connection<Inquiry>> {
    const page = pageRequest(first, after);
    const rows = await onRegister(context, AUDITORS, (em) => listInquiries(em, open ?? null, page));
    return pageOf(rows, page.limit, (row) => row.id, toInquiry);
  }

  @Directive(AUDIT)
  @Mutation(() => InquiryOutcome, {
    nullable: true,
    description: 'Opens an inquiry: look-ups that name its case number do not appear in children\'s logs until it is closed. Refusals: ALREADY_RECORDED (one with this number is open).',
  })
  async openInquiry(@Arg('input', () => InquiryInput, { description: 'The inquiry.' }) input: InquiryInput, @Ctx() context: SubgraphContext): Promise<InquiryOutcome> {
    const caseNumber = inputCaseNumber(input);
    return outcomeOf(context, await mutate(context, OPEN, input, async (em, { organisation }) => {
      const inquiry = await addInquiry(em, caseNumber, organisation);
      if (inquiry === null) throw new Refused('ALREADY_RECORDED', 'input.caseNumber', 'An inquiry with this case number is open.');
      return { reference: { inquiry }, subjects: [] };
    }));
  }

  @Directive(AUDIT)
  @Mutation(() => InquiryOutcome, { nullable: true, description: 'Closes an inquiry: from now on its look-ups appear in the children\'s logs. Refusals: NOT_ON_RECORD (none with this number is open).' })
  async closeInquiry(@Arg('input', () => InquiryInput, { description: 'The inquiry.' }) input: InquiryInput, @Ctx() context: SubgraphContext): Promise<InquiryOutcome> {
    const caseNumber = inputCaseNumber(input);
    return outcomeOf(context, await mutate(context, CLOSE, input, async (em) => {
      const inquiry = await endInquiry(em, caseNumber);
      if (inquiry === null) throw new Refused('NOT_ON_RECORD', 'input.caseNumber', 'No inquiry with this case number is open.');
      return { reference: { inquiry }, subjects: [] };
    }));
  }
}
