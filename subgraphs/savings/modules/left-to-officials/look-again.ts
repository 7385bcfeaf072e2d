import type { EntityManager } from '@mikro-orm/postgresql';
import { yearsUpTo } from '../accrual-run/accrual-run.repository.js';
import { specialCases } from '../accrual-run/credit-part.js';
import { leftOf, outcomeOf } from '../accrual-run/credit-special.js';
import { keepOnly, runsWithOpen } from './left.repository.js';

/** After a correction: of what runs have left to officials about somebody, what is put right by it is over, and of the rest it is known how much is left. */
export async function lookAgain(em: EntityManager, iin: string): Promise<void> {
  for (const run of await runsWithOpen(em, iin)) {
    const { years } = await yearsUpTo(em, run.year);
    const rows = await specialCases(em, [iin]);
    await keepOnly(em, run, iin, rows.flatMap((row) => leftOf(row, outcomeOf(row, years, run))));
  }
}
