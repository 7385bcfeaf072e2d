import { randomUUID } from 'node:crypto';
import { Arg, Ctx, Directive, Int, Mutation, Query, Resolver } from 'type-graphql';
import { addDays } from '../../../shared/calendar.js';
import type { Viewer } from '../../../shared/access/viewer.js';
import { requireRole, type SubgraphContext } from '../../../shared/context.js';
import { badInput } from '../../../shared/errors.js';
import { PageSize } from '../../../shared/list-size.js';
import { mutate, type MutationRule } from '../../../shared/mutation/mutate.js';
import { Refused } from '../../../shared/mutation/refusal.js';
import { Refusal } from '../../../shared/mutation/refusal.type.js';
import { connectionType, pageOf, pageRequest, type Connection } from '../../../shared/pagination.js';
import { isRegion } from '../../../shared/scalars/scalars.js';
import { AUDIT } from '../access/scope.js';
import { AUDITORS, onRegister } from '../access/staff.js';
import { endIdentifications } from '../identification/identification.service.js';
import { inputCaseNumber } from '../inquiry/input-case-number.js';
import { snapshotsIn } from '../snapshot/settings.js';
import { newEngagementKey } from './engagement-key.js';
import { auditedProgramme, LONGEST_TERM, MOST_MEMBERS, programmeNamed } from './engagement-rules.js';
import { addEngagement, endEngagement, engagementById, engagementOfMember, listEngagements, openerMark, type EngagementRow } from './engagement.repository.js';
import { unknownEngagement } from './engagement.service.js';
import { CloseEngagementInput, Engagement, EngagementOutcome, OpenEngagementInput } from './engagement.type.js';

const ruleOf = (field: string): MutationRule => ({ coordinate: `Mutation.${field}`, roles: AUDITORS, purpose: 'AUDIT_ANALYSIS' });
const OPEN = ruleOf('openEngagement');
const CLOSE = ruleOf('closeEngagement');

export const EngagementConnection = connectionType('Engagement', Engagement);

const toEngagement = ({ id, caseNumber, organisation, namedMembers, programmes, regions, openedAt, endsOn, closedAt }: EngagementRow): Engagement =>
  Object.assign(new Engagement(), { id, caseNumber, organisation, namedMembers, programmes: programmes.map(auditedProgramme), regions, openedAt, endsOn, closedAt });

const once = <T>(given: readonly T[]): T[] => [...new Set(given)];

/** An empty list would be the widest engagement, which whoever made it by a program did not mean. */
function requireItems(field: string, items: readonly unknown[] | null | undefined): void {
  if (items?.length === 0) throw badInput(field, 'must have an item, or be left out.');
}

/**
 * Where people are named, whoever opens it is among them: an engagement that is closed to them would be nobody's to close. Without a body it is of
 * the person who opens it: everybody without one would be a member.
 */
function membersOf({ members }: OpenEngagementInput, { iin, organisation }: Viewer): string[] {
  if (members == null) return organisation === null && iin !== null ? [iin] : [];
  requireItems('input.members', members);
  if (members.length > MOST_MEMBERS) throw badInput('input.members', `must be ${MOST_MEMBERS} people at most.`);
  if (iin === null) throw badInput('input.members', 'must be left out where the access token names no person (claim iin).');
  return once([...members, iin]);
}

function scopeOf({ programmes, regions, endsOn }: OpenEngagementInput, { today }: SubgraphContext): Pick<EngagementRow, 'programmes' | 'regions' | 'endsOn'> {
  if (programmes.length === 0) throw badInput('input.programmes', 'must be one programme at least.');
  if (endsOn < today || endsOn > addDays(today, LONGEST_TERM)) throw badInput('input.endsOn', 'must be today or later, within three years.');
  requireItems('input.regions', regions);
  if (regions?.every(isRegion) === false) throw badInput('input.regions', 'must be regions (KATO that ends with seven zeros).');
  return { programmes: once(programmes).map(programmeNamed), regions: once(regions ?? []), endsOn };
}

async function outcomeOf(context: SubgraphContext, done: { readonly engagement: string } | Refusal): Promise<EngagementOutcome> {
  if (done instanceof Refusal) return done;
  const row = await onRegister(context, AUDITORS, (em) => engagementById(em, done.engagement));
  if (row === null) throw new Error('An engagement is gone.');
  return toEngagement(row);
}

@Resolver()
export class EngagementResolver {
  @Directive(AUDIT)
  @PageSize()
  @Query(() => EngagementConnection, { nullable: true, description: 'The engagements of whoever asks, newest first, for auditors. At most 100 a page.' })
  async engagements(
    @Arg('open', () => Boolean, { nullable: true, description: 'True: those that are not closed; false: closed ones; all when left out.' }) open: boolean | undefined,
    @Arg('first', () => Int, { defaultValue: 20, description: 'Items on the page, 1 to 100.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor of the item to start after, from an earlier page.' }) after: string | undefined,
    @Ctx() context: SubgraphContext,
  ): Promise<Connection<Engagement>> {
    const page = pageRequest(first, after);
    const viewer = requireRole(context, AUDITORS);
    const rows = await onRegister(context, AUDITORS, (em) => listEngagements(em, viewer, open ?? null, page));
    return pageOf(rows, page.limit, (row) => row.internalId, toEngagement);
  }

  @Directive(AUDIT)
  @Mutation(() => EngagementOutcome, {
    nullable: true,
    description: 'Opens an engagement, with a key of its own. Look-ups under its case number appear in children\'s logs as any; an inquiry (`openInquiry`) keeps them out for a time. Refusals: ALREADY_RECORDED (one with this case number is open).',
  })
  async openEngagement(@Arg('input', () => OpenEngagementInput, { description: 'The engagement.' }) input: OpenEngagementInput, @Ctx() context: SubgraphContext): Promise<EngagementOutcome> {
    const [caseNumber, scope, engagement] = [inputCaseNumber(input), scopeOf(input, context), randomUUID()];
    return outcomeOf(context, await mutate(context, OPEN, input, async (em, viewer) => {
      const sealedKey = newEngagementKey(snapshotsIn(em).sealingSecret, engagement);
      const added = await addEngagement(em, { id: engagement, caseNumber, organisation: viewer.organisation, openedBy: openerMark(em, viewer), ...scope, sealedKey, members: membersOf(input, viewer) });
      if (!added) throw new Refused('ALREADY_RECORDED', 'input.caseNumber', 'An engagement with this case number is open.');
      return { reference: { engagement }, subjects: [] };
    }));
  }

  @Directive(AUDIT)
  @Mutation(() => EngagementOutcome, {
    nullable: true,
    description: 'Closes an engagement and destroys its key: ids that left under it lead nowhere any more, and nobody is identified for it. It is not opened again. Refusals: UNKNOWN_ENGAGEMENT.',
  })
  async closeEngagement(@Arg('input', () => CloseEngagementInput, { description: 'The engagement.' }) input: CloseEngagementInput, @Ctx() context: SubgraphContext): Promise<EngagementOutcome> {
    return outcomeOf(context, await mutate(context, CLOSE, input, async (em, viewer) => {
      const found = await engagementOfMember(em, viewer, input.engagement);
      if (found === null || !(await endEngagement(em, found))) throw unknownEngagement('input.engagement');
      await endIdentifications(em, found, context.today);
      return { reference: { engagement: found.id }, subjects: [] };
    }));
  }
}
