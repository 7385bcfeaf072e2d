import type { EntityManager } from '@mikro-orm/postgresql';
import { Decimal } from 'decimal.js';
import type { CivilDate } from '../../../shared/clock.js';
import { textArray } from '../../../shared/database/text-array.js';
import type { Period } from '../../../shared/periods.js';
import type { Entitlement, EntitlementPart } from './entitlement.js';

/** An amount as the table has it. */
interface StoredAmount extends Period {
  readonly tier: string;
  readonly exact: string;
  readonly amount: string;
  readonly ruleVersion: string;
}

/** An entitlement as it was told last. */
export interface StoredEntitlement extends Omit<Entitlement, 'amounts'> {
  /** Internal key. */
  readonly id: string;
  readonly amounts: readonly StoredAmount[];
}

const STORED = `
  select e.id::text, e.programme, e.component, e.carer_id::text as carer, e.body_bin as "bodyBin", e.act, e.region_kato as "regionKato", e.valid_from as "from", e.valid_to as "to", e.end_reason as "endReason",
         (select coalesce(json_agg(json_build_object('placement', p.placement_id::text, 'from', p.valid_from, 'to', p.valid_to) order by p.valid_from, p.placement_id), '[]') from care_entitlement_part p where p.entitlement_id = e.id) as parts,
         (select coalesce(json_agg(json_build_object('from', a.valid_from, 'to', a.valid_to, 'tier', a.tier, 'exact', trim_scale(a.exact)::text, 'amount', trim_scale(a.amount)::text, 'ruleVersion', a.rule_version) order by a.valid_from), '[]')
            from care_entitlement_amount a where a.entitlement_id = e.id) as amounts
    from care_entitlement e where e.component = ? and`;

/** What was told of a family's children's keep. */
export const storedKeeps = (em: EntityManager, familyId: string): Promise<StoredEntitlement[]> => em.execute<StoredEntitlement[]>(`${STORED} e.family_id = ? order by e.id`, ['CHILD_MONEY', familyId]);

/** What was told of one carer's pay, whichever family it was told for. */
export const storedPays = (em: EntityManager, carer: string): Promise<StoredEntitlement[]> =>
  em.execute<StoredEntitlement[]>(
    `${STORED} (e.family_id, e.carer_id) in (select family_id, id from carer where iin = (select iin from carer where id = ?)) order by e.id`, ['CARER_PAY', carer]);

const exact = (value: Decimal): string => value.toDecimalPlaces(6).toFixed();

export const amountsToStore = ({ amounts }: Pick<Entitlement, 'amounts'>): StoredAmount[] =>
  amounts.map(({ from, to, tier, exact: before, gross, ruleVersion }) => ({ from, to, tier, exact: exact(before), amount: exact(gross), ruleVersion }));

const inOrder = (parts: readonly EntitlementPart[]): EntitlementPart[] => parts.toSorted((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : Number(a.placement) - Number(b.placement)));

/** What two versions of an entitlement of one payee differ by, if they do. */
export const contentOf = ({ bodyBin, act, regionKato, from, to, endReason, parts }: Omit<Entitlement, 'amounts'>, amounts: readonly StoredAmount[]): string =>
  JSON.stringify([bodyBin, act, regionKato, from, to, endReason, inOrder(parts).map((part) => [part.placement, part.from, part.to]), amounts.map((one) => [one.from, one.to, one.tier, one.exact, one.amount, one.ruleVersion])]);

const PARTS = `insert into care_entitlement_part (entitlement_id, placement_id, valid_from, valid_to)
  select ?, placement, "from", "to" from jsonb_to_recordset(?::jsonb) as p(placement bigint, "from" date, "to" date)`;

const AMOUNTS = `insert into care_entitlement_amount (entitlement_id, valid_from, valid_to, tier, exact, amount, rule_version)
  select ?, "from", "to", tier, exact, amount, "ruleVersion" from jsonb_to_recordset(?::jsonb) as a("from" date, "to" date, tier text, exact numeric, amount numeric, "ruleVersion" text)`;

async function hang(em: EntityManager, id: string, one: Entitlement): Promise<void> {
  await em.execute(PARTS, [id, JSON.stringify(one.parts)]);
  await em.execute(AMOUNTS, [id, JSON.stringify(amountsToStore(one))]);
}

/** A new entitlement of a family, or of a carer by the first family of theirs; its internal key. */
export async function insertEntitlement(em: EntityManager, familyId: string, one: Entitlement): Promise<string> {
  const { programme, component, carer, bodyBin, act, regionKato, from, to, endReason } = one;
  const [row] = await em.execute<{ id: string }[]>(
    `insert into care_entitlement (family_id, programme, component, carer_id, body_bin, act, region_kato, valid_from, valid_to, end_reason) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning id::text`,
    [familyId, programme, component, carer, bodyBin, act, regionKato, from, to, endReason]);
  if (row === undefined) throw new Error('An entitlement was taken and got no key.');
  await hang(em, row.id, one);
  return row.id;
}

/** The next version of an entitlement: what it says takes the place of what was there. */
export async function replaceEntitlement(em: EntityManager, familyId: string, id: string, one: Entitlement): Promise<void> {
  const { carer, bodyBin, act, regionKato, from, to, endReason } = one;
  await em.execute(
    `update care_entitlement set family_id = ?, carer_id = ?, body_bin = ?, act = ?, region_kato = ?, valid_from = ?, valid_to = ?, end_reason = ?, version = version + 1 where id = ?`,
    [familyId, carer, bodyBin, act, regionKato, from, to, endReason, id]);
  for (const table of ['care_entitlement_part', 'care_entitlement_amount']) await em.execute(`delete from ${table} where entitlement_id = ?`, [id]);
  await hang(em, id, one);
}

/**
 * Notes that families' money is computed with the figures of now, or later ones: before they are read. False while there are none: it stays
 * outstanding. The day on which a family was first noted stays as it is: what was over by then was paid without a word from here.
 */
export async function noteComputed(em: EntityManager, families: readonly string[], today: CivilDate): Promise<boolean> {
  const rows = await em.execute<{ figures: boolean }[]>(
    `insert into family_money as m (family_id, figures_at, told_from) select f, (select max(told_at) from index_parameter), ?::date from unnest(?::bigint[]) as f order by f
     on conflict (family_id) do update set figures_at = excluded.figures_at returning figures_at is not null as figures`, [today, textArray(families)]);
  return rows.every(({ figures }) => figures);
}

/** Whether a family's money is computed with the latest figures. */
export const isComputed = async (em: EntityManager, familyId: string): Promise<boolean> =>
  (await em.execute<unknown[]>('select 1 from family_money where family_id = ? and figures_at >= (select max(told_at) from index_parameter)', [familyId])).length > 0;
