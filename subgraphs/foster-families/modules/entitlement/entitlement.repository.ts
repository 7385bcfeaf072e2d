import type { EntityManager } from '@mikro-orm/postgresql';
import { Decimal } from 'decimal.js';
import type { CivilDate } from '../../../shared/clock.js';
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
    from care_entitlement e where e.family_id = ? order by e.id`;

export const storedOf = (em: EntityManager, familyId: string): Promise<StoredEntitlement[]> => em.execute<StoredEntitlement[]>(STORED, [familyId]);

const exact = (value: Decimal): string => value.toDecimalPlaces(6).toFixed();

export const amountsToStore = ({ amounts }: Pick<Entitlement, 'amounts'>): StoredAmount[] =>
  amounts.map(({ from, to, tier, exact: before, gross, ruleVersion }) => ({ from, to, tier, exact: exact(before), amount: exact(gross), ruleVersion }));

const inOrder = (parts: readonly EntitlementPart[]): EntitlementPart[] => parts.toSorted((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : Number(a.placement) - Number(b.placement)));

/** What two versions of an entitlement differ by, if they do. */
export const contentOf = ({ carer, bodyBin, act, regionKato, from, to, endReason, parts }: Omit<Entitlement, 'amounts'>, amounts: readonly StoredAmount[]): string =>
  JSON.stringify([carer, bodyBin, act, regionKato, from, to, endReason, inOrder(parts).map((part) => [part.placement, part.from, part.to]), amounts.map((one) => [one.from, one.to, one.tier, one.exact, one.amount, one.ruleVersion])]);

const PARTS = `insert into care_entitlement_part (entitlement_id, placement_id, valid_from, valid_to)
  select ?, placement, "from", "to" from jsonb_to_recordset(?::jsonb) as p(placement bigint, "from" date, "to" date)`;

const AMOUNTS = `insert into care_entitlement_amount (entitlement_id, valid_from, valid_to, tier, exact, amount, rule_version)
  select ?, "from", "to", tier, exact, amount, "ruleVersion" from jsonb_to_recordset(?::jsonb) as a("from" date, "to" date, tier text, exact numeric, amount numeric, "ruleVersion" text)`;

async function hang(em: EntityManager, id: string, one: Entitlement): Promise<void> {
  await em.execute(PARTS, [id, JSON.stringify(one.parts)]);
  await em.execute(AMOUNTS, [id, JSON.stringify(amountsToStore(one))]);
}

/** A new entitlement; its internal key. */
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
export async function replaceEntitlement(em: EntityManager, id: string, one: Entitlement): Promise<void> {
  const { carer, bodyBin, act, regionKato, from, to, endReason } = one;
  await em.execute(
    `update care_entitlement set carer_id = ?, body_bin = ?, act = ?, region_kato = ?, valid_from = ?, valid_to = ?, end_reason = ?, version = version + 1 where id = ?`,
    [carer, bodyBin, act, regionKato, from, to, endReason, id]);
  for (const table of ['care_entitlement_part', 'care_entitlement_amount']) await em.execute(`delete from ${table} where entitlement_id = ?`, [id]);
  await hang(em, id, one);
}

/** How far a family's money is. */
export interface FamilyMoney {
  /** Whether the figures are known with which it is to be computed. */
  readonly figures: boolean;
  /** Of placements that were on record before money was computed here: what was over by then is not told. */
  readonly toldFrom: CivilDate;
}

/**
 * Notes that a family's money is computed with the figures of now, or later ones: before they are read. While there are none it stays
 * outstanding, since the earliest day on which anything happened to it; computed once, that day stays as it is.
 */
export async function noteComputed(em: EntityManager, familyId: string, day: CivilDate): Promise<FamilyMoney> {
  const [row] = await em.execute<FamilyMoney[]>(
    `insert into family_money as m (family_id, figures_at, told_from) select ?, max(told_at), ?::date from index_parameter
     on conflict (family_id) do update set figures_at = excluded.figures_at, told_from = case when m.figures_at is null then least(m.told_from, excluded.told_from) else m.told_from end
     returning figures_at is not null as figures, told_from as "toldFrom"`, [familyId, day]);
  if (row === undefined) throw new Error('A family was noted and is not there.');
  return row;
}

/** Whether a family's money is computed with the latest figures. */
export const isComputed = async (em: EntityManager, familyId: string): Promise<boolean> =>
  (await em.execute<unknown[]>('select 1 from family_money where family_id = ? and figures_at >= (select max(told_at) from index_parameter)', [familyId])).length > 0;
