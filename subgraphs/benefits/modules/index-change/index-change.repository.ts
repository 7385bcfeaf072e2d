import type { EntityManager } from '@mikro-orm/postgresql';
import type { CivilDate } from '../../../shared/clock.js';
import { textArray } from '../../../shared/database/text-array.js';
import { arrayOf } from '../../../shared/ledger/sql.js';
import type { ComputedAmount } from '../../../shared/rules/amount-periods.js';
import { UNTOLD } from '../due-entitlement/due-entitlement.repository.js';
import { payDifference } from '../payment/differences.js';
import { type BenefitProgrammeCode, CARE_PROGRAMMES } from '../programme/programme-code.type.js';
import { PLACES, type RecordedAmount } from './case-of-tier.js';

/** A change of indices that is being carried through; bigints as text. */
export interface IndexChangeRow {
  readonly id: string;
  /** The ledger's correlation id of all that it changes. */
  readonly publicId: string;
  readonly validFrom: CivilDate;
  readonly effectiveOn: CivilDate;
  readonly status: 'RUNNING' | 'DONE';
  readonly cursor: string;
  readonly last: string;
}

/** An amount that may change with the indices. */
export interface AmountAtStake extends RecordedAmount {
  readonly id: string;
  readonly awardId: string;
  /** First day from which it may be another one. */
  readonly from: CivilDate;
  /** Whether a guardianship body decided it and nobody ever told of it: an official has to look. */
  readonly untold: boolean;
}

/** An amount and what it comes to now; null: the rule does not make it, so that somebody has to look. */
export interface Recalculation {
  readonly of: AmountAtStake;
  readonly now: ComputedAmount | null;
}

const COLUMNS = `id::text, public_id as "publicId", to_char(valid_from, 'YYYY-MM-DD') as "validFrom", to_char(effective_on, 'YYYY-MM-DD') as "effectiveOn", status, cursor::text, last::text`;

/** Begins a change, or finds it where it was begun before: a change of one day is carried through once. */
export async function beginChange(em: EntityManager, validFrom: CivilDate, effectiveOn: CivilDate): Promise<IndexChangeRow | null> {
  await em.execute(`insert into index_change (valid_from, effective_on, last) select ?::date, ?::date, coalesce(max(id), 0) from benefit_award on conflict (valid_from) do nothing`, [validFrom, effectiveOn]);
  return (await em.execute<IndexChangeRow[]>(`select ${COLUMNS} from index_change where valid_from = ?::date`, [validFrom]))[0] ?? null;
}

export const lockChange = async (em: EntityManager, id: string): Promise<IndexChangeRow | null> =>
  (await em.execute<IndexChangeRow[]>(`select ${COLUMNS} from index_change where id = ? for update`, [id]))[0] ?? null;

/** The last key of the awards that come next; null behind the last one. A range, as for payment runs. */
export async function nextAwards(em: EntityManager, { cursor, last }: IndexChangeRow, keys: number): Promise<string | null> {
  const [first] = await em.execute<{ upTo: string }[]>(`select least(id + ? - 1, ?)::text as "upTo" from benefit_award where id > ? and id <= ? order by id limit 1`, [keys, last, cursor, last]);
  return first?.upTo ?? null;
}

export const moveOn = (em: EntityManager, { id }: IndexChangeRow, upTo: string): Promise<unknown> => em.execute('update index_change set cursor = ? where id = ?', [upTo, id]);

export const finish = (em: EntityManager, { id }: IndexChangeRow): Promise<unknown> =>
  em.execute(`update index_change set status = 'DONE', cursor = last, finished_at = clock_timestamp() where id = ?`, [id]);

const CARE = textArray(CARE_PROGRAMMES);

/**
 * Amounts of some awards that hold on or after the day; of a one-off benefit only one that was assigned then. Not of what guardianship
 * bodies have told: they compute it anew, and tell it, but for days before they decide of an award that was taken over, of which they tell
 * nothing that counts here. What they decided and never told of is there, too: somebody has to look.
 */
export const amountsAtStake = (em: EntityManager, { validFrom, cursor }: IndexChangeRow, upTo: string): Promise<AmountAtStake[]> =>
  em.execute<AmountAtStake[]>(
    `select x.id::text, x.award_id::text as "awardId", a.programme, x.tier, x.exact::text, to_char(x.valid_from, 'YYYY-MM-DD') as "validFrom",
            to_char(greatest(x.valid_from, ?::date), 'YYYY-MM-DD') as from, a.programme = any (?::text[]) and ${UNTOLD} as untold
       from benefit_award_amount x join benefit_award a on a.id = x.award_id join benefit_programme b on b.code = a.programme
      where x.award_id > ? and x.award_id <= ? and (x.valid_to is null or x.valid_to > ?::date) and (a.until is null or a.until >= ?::date)
        and (b.unit = 'MONTHLY' or x.valid_from >= ?::date) and (a.programme <> all (?::text[]) or ${UNTOLD}
          or greatest(x.valid_from, ?::date) < (select d.decides_from from due_entitlement d where d.award_id = a.id))
      order by x.award_id, x.valid_from for no key update of a`,
    [validFrom, CARE, cursor, upTo, validFrom, validFrom, validFrom, CARE, validFrom]);

/**
 * Writes what has become of amounts: one that began before the day ends with it, and another begins; one that began later is put
 * right. What it was stands in `award_recalculation`, once for each amount.
 */
const RECALCULATE = `
  with given as (select * from unnest(?::bigint[], ?::date[], ?::text[], ?::numeric[], ?::numeric[], ?::numeric[], ?::text[]) as g (id, start, tier, exact, gross, withheld, rule_version)),
  kept as (
    insert into award_recalculation (index_change_id, award_id, valid_from, old_exact, old_gross, old_withheld, new_exact, new_gross, new_withheld)
    select ?, x.award_id, g.start, x.exact, x.gross, x.withheld, g.exact, g.gross, g.withheld from given g join benefit_award_amount x using (id)
    on conflict do nothing returning award_id, valid_from as start),
  changed as (select g.*, x.award_id, x.valid_from, x.valid_to from given g join benefit_award_amount x using (id) join kept on kept.award_id = x.award_id and kept.start = g.start where g.exact is not null),
  ended as (update benefit_award_amount x set valid_to = c.start from changed c where c.id = x.id and c.valid_from < c.start),
  corrected as (update benefit_award_amount x set exact = c.exact, gross = c.gross, withheld = c.withheld, rule_version = c.rule_version from changed c where c.id = x.id and c.valid_from = c.start)
  insert into benefit_award_amount (award_id, valid_from, valid_to, tier, exact, gross, withheld, rule_version)
  select award_id, start, valid_to, tier, exact, gross, withheld, rule_version from changed where valid_from < start`;

export const recalculate = (em: EntityManager, { id }: IndexChangeRow, all: readonly Recalculation[]): Promise<unknown> => {
  const column = (cell: (one: Recalculation) => string | null): string => arrayOf(all.map(cell));
  return em.execute(RECALCULATE, [
    column(({ of }) => of.id), column(({ of }) => of.from), column(({ of, now }) => now?.tier ?? of.tier), column(({ now }) => now?.exact.toDecimalPlaces(PLACES).toFixed() ?? null),
    column(({ now }) => now?.gross.toFixed(2) ?? null), column(({ now }) => now?.withheld.toFixed(2) ?? null), column(({ now }) => now?.ruleVersion ?? null), id,
  ]);
};

/** The difference for months that are paid, or due, at less than they come to now. */
const ARREARS = payDifference('?::bigint, null', `p.state in ('DUE', 'PAID') and p.award_id in
  (select award_id from award_recalculation where index_change_id = ? and new_exact is not null and award_id > ? and award_id <= ?)`);

export const payArrears = (em: EntityManager, { id, cursor, validFrom }: IndexChangeRow, upTo: string): Promise<unknown> =>
  em.execute(ARREARS, [id, id, cursor, upTo, validFrom, validFrom]);

/** What a change has done, by programme. */
export interface ChangeTotal {
  readonly programme: BenefitProgrammeCode;
  /** Amounts that were recalculated. */
  readonly recalculated: number;
  /** Amounts that the rules do not make: an official decides. */
  readonly open: number;
  readonly arrears: number;
  /** Tenge, to be paid out. */
  readonly amount: string;
}

export const totalsOfChange = (em: EntityManager, id: string): Promise<ChangeTotal[]> =>
  em.execute<ChangeTotal[]>(
    `select a.programme, sum(r.recalculated)::float8 as recalculated, sum(r.open)::float8 as open, sum(r.arrears)::float8 as arrears, sum(r.amount)::text as amount
       from (select award_id, count(new_exact) as recalculated, count(*) - count(new_exact) as open, 0 as arrears, 0::numeric as amount from award_recalculation where index_change_id = ? group by 1
             union all select award_id, 0, 0, count(*), sum(amount) from benefit_payment where index_change_id = ? group by 1) as r
       join benefit_award a on a.id = r.award_id group by 1 order by 1`, [id, id]);
