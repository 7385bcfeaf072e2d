import type { EntityManager } from '@mikro-orm/postgresql';
import { textArray } from '../../../shared/database/text-array.js';
import { withSettings } from '../../../shared/feeds/settings.js';
import { alignByKey, defineLoader } from '../../../shared/loader.js';
import type { PageRequest } from '../../../shared/pagination.js';
import type { ApprovalKind } from './approval-rules.js';
import type { ApprovalStatus, ApprovalStepKind, ApprovalVerdict } from './approval-status.type.js';
import type { Onlooker } from './onlooker.js';

/** Who asked for an approval, or took a step on it. */
interface Official {
  readonly account: string;
  readonly role: string;
  readonly organisation: string | null;
}

export interface StepRow extends Official {
  readonly step: ApprovalStepKind;
  readonly verdict: ApprovalVerdict;
  readonly note: string;
  readonly at: string;
}

export interface ApprovalRow extends Official {
  readonly id: string;
  readonly number: string;
  readonly kind: ApprovalKind;
  readonly iin: string;
  readonly official_iin: string;
  readonly reason: string;
  readonly case_number: string | null;
  readonly asked_at: string;
  readonly ends_at: string;
  readonly status: ApprovalStatus;
  readonly awaiting: boolean;
  readonly steps: readonly StepRow[];
}

export interface NewApproval extends Official {
  readonly kind: ApprovalKind;
  readonly iin: string;
  readonly regionKato: string | null;
  readonly officialIin: string;
  readonly reason: string;
  readonly caseNumber: string | null;
  readonly askedAt: Date;
  readonly until: Date;
}

export interface NewStep extends Official {
  readonly approval: string;
  readonly step: ApprovalStepKind;
  readonly verdict: ApprovalVerdict;
  readonly byIin: string;
  readonly note: string;
  readonly at: Date;
  readonly until: Date | null;
}

/**
 * Every approval as it is at an instant, which is the first parameter. What was taken back stays so, whatever else was decided at
 * the same time.
 */
const APPROVALS = `
  select found.*, (kind = 'OWN_RELATIVE' and status = 'REQUESTED' or kind = 'BREAK_GLASS' and reviewed is null) as awaiting,
         coalesce((select json_agg(json_build_object('step', s.step, 'verdict', s.verdict, 'note', s.note, 'at', s.at, 'account', s.account,
           'role', s.role, 'organisation', s.organisation) order by s.id) from approval_step s where s.approval = found.id), '[]') as steps
    from (
      select a.id, a.number::text, a.kind, a.iin, a.account, a.role, a.organisation, a.official_iin, a.reason, a.case_number,
             a.asked_at, coalesce(d.until, a.until) as ends_at, v.verdict as reviewed,
             case when x.id is not null or (v.verdict = 'UNJUSTIFIED' and v.at < a.until) then 'REVOKED'
                  when d.verdict = 'REFUSED' then 'REFUSED'
                  when a.kind = 'OWN_RELATIVE' and d.id is null then case when clock.now < a.until then 'REQUESTED' else 'LAPSED' end
                  when clock.now < coalesce(d.until, a.until) then 'IN_FORCE' else 'EXPIRED' end as status
        from approval a
       cross join (select ?::timestamptz as now) clock
        left join approval_step d on d.approval = a.id and d.step = 'DECISION'
        left join approval_step v on v.approval = a.id and v.step = 'REVIEW'
        left join approval_step x on x.approval = a.id and x.step = 'REVOCATION') found`;

/** Relation path: approvals that a mutation of this request has made or found again. */
export const approvalById = defineLoader<string, ApprovalRow | null>(async (ids, { database, now }) =>
  alignByKey(ids, await database.relation.execute<ApprovalRow[]>(`${APPROVALS} where id in (?)`, [now.toISOString(), [...ids]]), ({ id }) => id),
);

/** Relation path: what an official has got in force, in the role and for the body that it was given to. By the person's IIN. */
export const inForceFor = defineLoader<string, ReadonlyMap<string, ApprovalKind[]>>((officials, { database, viewer, now }) =>
  Promise.all(
    officials.map(async (official) => {
      const rows = await database.relation.execute<Pick<ApprovalRow, 'iin' | 'kind'>[]>(
        `${APPROVALS} where official_iin = ? and role = ? and organisation is not distinct from ? and status = 'IN_FORCE'`,
        [now.toISOString(), official, viewer?.role ?? '', viewer?.organisation ?? null],
      );
      return new Map([...Map.groupBy(rows, ({ iin }) => iin)].map(([iin, found]) => [iin, found.map(({ kind }) => kind)]));
    }),
  ),
);

/** Own ones, and those that are the onlooker's to look after: never a relative's, of emergencies and of colleagues' requests. */
const VISIBLE = `(official_iin = ? or iin <> all (?::text[]) and (kind = 'BREAK_GLASS' and ? or kind = 'OWN_RELATIVE' and role = ? and (? or organisation = ?)))`;

const visibleTo = ({ iin, relatives, reviews, role, central, organisation }: Onlooker): readonly unknown[] =>
  [iin, textArray([...relatives]), reviews, role, central, organisation];

/** Register path: lets the transaction at what the onlooker opened outside of their regions, too. */
const asPerson = <T>(em: EntityManager, { iin }: Onlooker, work: () => Promise<T>): Promise<T> => withSettings(em, { 'app.person': iin }, work);

export interface ApprovalConditions {
  readonly status: ApprovalStatus | null;
  readonly awaiting: boolean | null;
}

/** Register path: what the onlooker may see, oldest first; one more than the page. */
export const listApprovals = (em: EntityManager, onlooker: Onlooker, { status, awaiting }: ApprovalConditions, { limit, after }: PageRequest): Promise<ApprovalRow[]> =>
  asPerson(em, onlooker, () =>
    em.execute<ApprovalRow[]>(
      `select * from (${APPROVALS}) listed where ${VISIBLE} and (?::text is null or status = ?) and (?::boolean is null or awaiting = ?) and number::bigint > ? order by number::bigint limit ?`,
      [onlooker.now.toISOString(), ...visibleTo(onlooker), status, status, awaiting, awaiting, after ?? '0', limit + 1],
    ),
  );

/** Register path: one of them; null where it is none of the onlooker's. */
export async function findApproval(em: EntityManager, onlooker: Onlooker, id: string): Promise<ApprovalRow | null> {
  const [row] = await asPerson(em, onlooker, () =>
    em.execute<ApprovalRow[]>(`select * from (${APPROVALS}) listed where ${VISIBLE} and id = ?`, [onlooker.now.toISOString(), ...visibleTo(onlooker), id]));
  return row ?? null;
}

/** The region whose officials are responsible for a person: where they live, else where they last lived; null for nobody's. */
export async function regionOf(em: EntityManager, iin: string, day: string): Promise<string | null> {
  const [row] = await em.execute<{ region_kato: string }[]>(
    'select region_kato from residence where iin = ? and superseded_at is null and valid_from <= ? order by valid_from desc, id desc limit 1', [iin, day]);
  return row?.region_kato ?? null;
}

/** Adds an approval; its id. */
export async function insertApproval(em: EntityManager, one: NewApproval): Promise<string> {
  const [row] = await em.execute<{ id: string }[]>(
    `insert into approval (kind, iin, region_kato, account, role, organisation, official_iin, reason, case_number, asked_at, until)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning id`,
    [one.kind, one.iin, one.regionKato, one.account, one.role, one.organisation, one.officialIin, one.reason, one.caseNumber, one.askedAt.toISOString(), one.until.toISOString()],
  );
  if (row === undefined) throw new Error('The register took an approval and gave it no id.');
  return row.id;
}

/** Adds a step; false where somebody has taken it already, also at the same moment. */
export async function insertStep(em: EntityManager, onlooker: Onlooker, one: NewStep): Promise<boolean> {
  const rows = await asPerson(em, onlooker, () =>
    em.execute<object[]>(
      `insert into approval_step (approval, step, verdict, account, role, organisation, by_iin, note, at, until)
       values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (approval, step) do nothing returning id`,
      [one.approval, one.step, one.verdict, one.account, one.role, one.organisation, one.byIin, one.note, one.at.toISOString(), one.until?.toISOString() ?? null],
    ));
  return rows.length > 0;
}
