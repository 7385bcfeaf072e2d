import { Arg, Ctx, Directive, Int, Mutation, Query, Resolver } from 'type-graphql';
import { requireRole, type SubgraphContext } from '../../../shared/context.js';
import { badInput } from '../../../shared/errors.js';
import { PageSize } from '../../../shared/list-size.js';
import { inputText } from '../../../shared/mutation/event-dates.js';
import { mutate, type MutationRule } from '../../../shared/mutation/mutate.js';
import { Refused } from '../../../shared/mutation/refusal.js';
import { Refusal } from '../../../shared/mutation/refusal.type.js';
import { pageOf, pageRequest, type Connection } from '../../../shared/pagination.js';
import { UUID } from '../../../shared/scalars/scalars.js';
import { AUDIT } from '../access/scope.js';
import { AUDITORS, onRegister } from '../access/staff.js';
import { engagementOfMember } from '../engagement/engagement.repository.js';
import { requireEngagement } from '../engagement/engagement.service.js';
import { filterGiven } from '../finding/finding-input.js';
import { newestMoved } from '../finding/subject.repository.js';
import { addEvidence, evidenceById, listEvidence, type EvidenceRow } from './evidence.repository.js';
import { EvidenceExport, EvidenceExportConnection, EvidenceOutcome, EvidenceRule, ExportEvidenceInput } from './evidence.type.js';

const EXPORT: MutationRule = { coordinate: 'Mutation.exportEvidence', roles: AUDITORS, purpose: 'AUDIT_ANALYSIS' };

const MOST_DAYS = 90;
const DAY_MS = 86_400_000;

const toExport = ({ made, ...row }: EvidenceRow): EvidenceExport =>
  Object.assign(new EvidenceExport(), {
    ...row,
    rows: made?.rows ?? null,
    findings: made?.findings ?? null,
    checksum: made?.checksum ?? null,
    rules: (made?.rules ?? []).map((rule) => Object.assign(new EvidenceRule(), rule)),
  });

function recipientOf({ recipient }: ExportEvidenceInput): string {
  const named = inputText('input.recipient', recipient, 200);
  // The first line of the CSV has it: a spreadsheet would take what follows as a formula in a cell of its own.
  if (/[,;]\s*["']?[=+@-]/.test(named)) throw badInput('input.recipient', 'must not have =, +, - or @ behind a comma or semicolon.');
  return named;
}

function expiryOf({ days }: ExportEvidenceInput, now: Date): string {
  if (days < 1 || days > MOST_DAYS) throw badInput('input.days', `must be 1 to ${MOST_DAYS}.`);
  return new Date(now.getTime() + days * DAY_MS).toISOString();
}

@Resolver()
export class EvidenceResolver {
  @Directive(AUDIT)
  @PageSize()
  @Query(() => EvidenceExportConnection, { nullable: true, description: 'What has left an engagement as files, newest first, for its members. At most 100 a page. Errors: BAD_USER_INPUT where the engagement is none of the auditor\'s. Of one that is closed it is still told what has left it.' })
  async evidenceExports(
    @Arg('engagement', () => UUID, { description: 'Id of the engagement.' }) engagement: string,
    @Arg('first', () => Int, { defaultValue: 20, description: 'Items on the page, 1 to 100.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor of the item to start after, from an earlier page.' }) after: string | undefined,
    @Ctx() context: SubgraphContext,
  ): Promise<Connection<EvidenceExport>> {
    const [page, viewer] = [pageRequest(first, after), requireRole(context, AUDITORS)];
    const rows = await onRegister(context, AUDITORS, async (em) => {
      if ((await engagementOfMember(em, viewer, engagement)) === null) throw badInput('engagement', 'must be an engagement of yours.');
      return listEvidence(em, engagement, page);
    });
    return pageOf(rows, page.limit, (row) => row.internalId, toExport);
  }

  @Directive(AUDIT)
  @Mutation(() => EvidenceOutcome, {
    nullable: true,
    description: 'Puts on record that rows of findings are to leave as files, for whom, and until when; of the snapshot that findings stand at. `npm run audit:evidence` makes the files while it has not expired. Refusals: UNKNOWN_ENGAGEMENT, NO_SNAPSHOT.',
  })
  async exportEvidence(@Arg('input', () => ExportEvidenceInput, { description: 'The export.' }) input: ExportEvidenceInput, @Ctx() context: SubgraphContext): Promise<EvidenceOutcome> {
    const [recipient, expiresAt] = [recipientOf(input), expiryOf(input, context.now)];
    const wanted = filterGiven('input.filter', input.filter);
    const done = await mutate(context, EXPORT, input, async (em, viewer) => {
      const engagement = await requireEngagement(em, viewer, input.engagement, context.today);
      const snapshot = await newestMoved(em);
      if (snapshot === null) throw new Refused('NO_SNAPSHOT', null, 'No rule was asked of a snapshot yet.');
      const filter: EvidenceRow['filter'] = { ...Object.fromEntries(Object.entries(wanted)), minimumAmount: wanted.minimumAmount?.toFixed() ?? null };
      const id = await addEvidence(em, { engagement: engagement.id, snapshotKey: snapshot.key, filter, recipient, organisation: viewer.organisation, requestedAt: context.now.toISOString(), expiresAt });
      return { reference: { id }, subjects: [] };
    });
    if (done instanceof Refusal) return done;
    const row = await onRegister(context, AUDITORS, (em) => evidenceById(em, done.id));
    if (row === null) throw new Error('An export is gone.');
    return toExport(row);
  }
}
