import type { OpenedRecord } from '../../../shared/access/path.js';
import type { CivilDate } from '../../../shared/clock.js';
import type { SubgraphContext } from '../../../shared/context.js';
import { holdsOn } from '../../../shared/dated.js';
import { type Money, sumOf } from '../../../shared/money.js';
import { allProgrammes } from '../programme/programme.repository.js';
import { shieldingsOf } from '../shielding/shielding.repository.js';
import { isTold } from '../shielding/told.js';
import { amountsOfAward, awardsOfChild, awardsOfRecipient, childrenOfAward } from './award.repository.js';
import { netOf } from './award-amount.type.js';
import type { OpenedAward } from './award.type.js';

/** Awards for a child; while a placement is shielded, those that tell nothing of a carer. */
export async function awardsForChild({ iin, path, restricted }: OpenedRecord, context: SubgraphContext): Promise<OpenedAward[]> {
  const rows = await awardsOfChild(context, path).load(iin);
  return rows
    .filter(({ award }) => isTold(award, { restricted }, context))
    .map(({ award, periods }) => ({ row: award, path, restricted, child: { iin, periods } }));
}

/** Awards that a person receives, all of them; of a shielded child as above. */
export async function awardsForRecipient({ iin, path, restricted }: OpenedRecord, context: SubgraphContext): Promise<OpenedAward[]> {
  const rows = await awardsOfRecipient(context, path).load(iin);
  return rows
    .filter((row) => isTold(row, { restricted }, context))
    .map((row) => ({ row, path, restricted, child: null }));
}

/**
 * Leaves out awards about a child that is shielded today: who receives them is who the child lives with. The recipient
 * knows where the child is; for everybody else such an award is not there.
 */
export async function withoutShielded(awards: readonly OpenedAward[], context: SubgraphContext): Promise<OpenedAward[]> {
  const shown = await Promise.all(awards.map(async ({ row, path }) => {
    const children = await childrenOfAward(context, path).load(row.id);
    const shieldings = await Promise.all(children.map(({ iin }) => shieldingsOf(context, path).load(iin)));
    return !shieldings.flat().some((period) => holdsOn(period, context.today));
  }));
  return awards.filter((_, i) => shown[i]);
}

const covers = ({ since, until }: { since: CivilDate; until?: CivilDate | null | undefined }, day: CivilDate): boolean =>
  since <= day && (until == null || day <= until);

/** Whether an award is in force on a day, for the child through whom it was reached. */
export const inForceOn = ({ row, child }: OpenedAward, day: CivilDate): boolean => covers(row, day) && (child === null || child.periods.some((period) => covers(period, day)));

const isPaidOn = (award: OpenedAward, day: CivilDate): boolean =>
  inForceOn(award, day) && (award.row.suspendedFrom == null || day < award.row.suspendedFrom);

/** What monthly awards amount to on a day, after deductions. */
export async function monthlyTotal(awards: readonly OpenedAward[], day: CivilDate, context: SubgraphContext): Promise<Money> {
  const programmes = await allProgrammes(context);
  const monthly = new Set(programmes.filter(({ unit }) => unit === 'MONTHLY').map(({ code }) => code));
  const paid = awards.filter((award) => monthly.has(award.row.programme) && isPaidOn(award, day));
  const amounts = await Promise.all(paid.map(({ row, path }) => amountsOfAward(context, path).load(row.id)));
  return sumOf('KZT', amounts.flatMap((rows) => rows.filter((row) => holdsOn(row, day)).map(netOf)));
}
