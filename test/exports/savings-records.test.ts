import { afterAll, beforeAll, expect, it } from 'vitest';
import { withClient } from '../support/kept-connections.js';
import { addWorkingDays } from '../../subgraphs/shared/working-days/working-days.js';
import { freshDatabase, type FreshDatabase } from '../support/database.js';
import { firstHouseholds } from '../support/population.js';
import { seedDatabase } from '../support/seed.js';
import { Books, type BookedPerson } from './support/books.js';
import { RuleLab } from '../subgraphs/audit/support/rule-lab.js';

/*
 * Auditors' rules over what officials, operators and runs record. Beside clean books, each finds what was done wrong here, and none of
 * what was done right. What the ledger itself refuses is written past its checks, as books that were taken over from elsewhere would be.
 */

/** Rules of the library that find what is written here. */
const RULES = ['S01', 'S02', 'S03', 'S04', 'S07', 'S08', 'S09', 'S10', 'S11', 'S12', 'S13'] as const;
type RuleName = (typeof RULES)[number];

let database: FreshDatabase;
let books: Books;
let lab: RuleLab;
const wrong = new Map<RuleName, string[]>();
/** People of whom everything wrong was corrected. */
const rightAgain: string[] = [];
beforeAll(async () => {
  const [fresh, { households, facts }] = await Promise.all([freshDatabase('savings'), firstHouseholds(300)]);
  database = fresh;
  await seedDatabase('savings', database.appUrl, households, facts);
  // What was published is of the nation, and of these few people nobody published anything.
  await withClient(database.adminUrl, (admin) => admin.query('update reporting_year set participants = null, total_usd = null'));
  await withClient(database.adminUrl, async (admin) => {
    books = new Books(admin);
    for (const write of [twice, yields, lapsed, payouts, unclaimed, heirs, totals]) await write();
  });
  lab = await (await RuleLab.over('savings', database, facts)).take();
});
afterAll(() => lab.close());

function isWrong(rule: RuleName, iin: string): void {
  wrong.set(rule, [...(wrong.get(rule) ?? []), iin]);
}

async function twice(): Promise<void> {
  const [one, other, again, rest] = [await books.child('2015-03-04'), await books.child('2015-03-04'), await books.child('2015-03-04'), await books.child('2015-03-04')];
  for (const child of [one, other, again, rest]) await books.credit(child, 2025, '130.71', '3.11');
  for (const child of [one, other, again]) await books.credit(child, 2025, '130.71', '3.11');
  // What was credited twice and taken back is right again, unless it was given back.
  await books.takeBack(other, 2025);
  await books.giveBack(again, await books.takeBack(again, 2025));
  for (const child of [one, again]) isWrong('S02', child.iin);

  const [grown, dead] = [await books.child('2007-12-31'), await books.child('2015-03-04', { diedOn: '2025-12-31' })];
  const [last, alive] = [await books.child('2008-01-01'), await books.child('2015-03-04', { diedOn: '2026-01-01' })];
  for (const child of [grown, dead, last, alive]) await books.credit(child, 2025, '130.71');
  isWrong('S03', grown.iin);
  isWrong('S04', dead.iin);
  const corrected = await books.child('2007-12-31');
  await books.credit(corrected, 2025, '130.71');
  await books.takeBack(corrected, 2025);
  rightAgain.push(corrected.iin);
}

/** A claw-back that was wrong, and taken back between two runs, is none; nor is what was taken back rightly a wrong sum any more. */
async function yields(): Promise<void> {
  const undone = await books.child('2015-03-04');
  await books.credit(undone, 2023, '100.52', null, '2024-02-01');
  await books.giveBack(undone, await books.takeBack(undone, 2023, '50.00', '2024-06-01'), '2025-06-01');
  await books.credit(undone, 2024, '129.38', '3.03', '2025-02-01');
  await books.credit(undone, 2025, '130.71', '6.92');
  const tooMuch = await books.child('2025-03-04');
  await books.credit(tooMuch, 2025, '135.71');
  await books.takeBack(tooMuch, 2025, '5.00');
  rightAgain.push(undone.iin, tooMuch.iin);
}

/** Citizenship that was lost before the account was opened, or after it, or had a gap. */
async function lapsed(): Promise<void> {
  const grown = (citizenship: string): Promise<BookedPerson> => books.grown('2008-03-04', { citizenship });
  const [gone, gap, later] = [await grown('{[2008-03-04,2024-03-01)}'), await grown('{[2008-03-04,2024-03-01),[2024-09-01,)}'), await grown('{[2008-03-04,2026-03-05)}')];
  for (const person of [gone, gap, later]) await books.creditClaimOf(person, 2023, '100.52');
  for (const { iin } of [gone, gap]) isWrong('S01', iin);
}

/** The last day on which money that was paid on 10 March may be used, and the next one. */
const [USE_BY, TOO_LATE] = [45, 46].map((days) => addWorkingDays('2026-03-10', days)) as [string, string];

async function payouts(): Promise<void> {
  const right = await books.grown('2008-02-29');
  await books.payout(right, { submitted: '2026-03-01', paid: '2026-03-10', used: USE_BY });
  await books.payout(await books.grown('2007-05-05'), { submitted: '2026-03-01' });

  const overdrawn = await books.grown('2007-05-05');
  await books.payout(overdrawn, { submitted: '2026-03-01', paid: '2026-03-10', used: '2026-03-20', amount: '100.01' });
  isWrong('S07', overdrawn.iin);

  // What was used wrongly, and taken back, is with the operator again.
  const [anew, reopened] = [await books.grown('2007-05-05'), await books.grown('2007-05-05')];
  await books.payout(anew, { submitted: '2026-03-01', paid: '2026-03-10', used: '2026-03-20', reopened: '2026-04-01', returned: USE_BY });
  await books.payout(reopened, { submitted: '2026-03-01', paid: '2026-03-10', used: '2026-03-20', reopened: '2026-04-01' });
  isWrong('S08', reopened.iin);

  const [late, holding] = [await books.grown('2007-05-05'), await books.grown('2007-05-05')];
  await books.payout(late, { submitted: '2026-03-01', paid: '2026-03-10', used: TOO_LATE });
  await books.payout(holding, { submitted: '2026-03-01', paid: '2026-03-10' });
  for (const person of [late, holding]) isWrong('S08', person.iin);

  const [returned, forgotten, partly] = [await books.grown('2007-05-05'), await books.grown('2007-05-05'), await books.grown('2007-05-05')];
  await books.payout(returned, { submitted: '2026-03-01', paid: '2026-03-10', returned: USE_BY });
  await books.payout(forgotten, { submitted: '2026-03-01', paid: '2026-03-10', returned: USE_BY, recredited: null });
  await books.payout(partly, { submitted: '2026-03-01', paid: '2026-03-10', returned: USE_BY, recredited: '99.99' });
  const [part, lost] = [await books.grown('2007-05-05'), await books.grown('2007-05-05')];
  await books.payout(part, { submitted: '2026-03-01', paid: '2026-03-10', used: USE_BY, usedAmount: '60.00' });
  await books.payout(lost, { submitted: '2026-03-01', paid: '2026-03-10', used: USE_BY, usedAmount: '60.00', recredited: '39.99' });
  for (const person of [forgotten, partly, lost]) isWrong('S09', person.iin);

  // Whoever was born on 29 February comes of age on 1 March.
  const [eve, leap] = [await books.grown('2008-05-06'), await books.grown('2008-02-29')];
  await books.payout(eve, { submitted: '2026-05-05', paid: '2026-05-08', used: '2026-05-20' });
  await books.payout(leap, { submitted: '2026-02-28' });
  for (const person of [eve, leap]) isWrong('S10', person.iin);
}

async function unclaimed(): Promise<void> {
  const [old, , asking, empty] = [await books.grown('1998-06-01'), await books.grown('1998-12-01'), await books.grown('1998-06-01'), await books.grown('1998-06-01')];
  await books.payout(asking, { submitted: '2026-03-01' });
  await books.move(empty, 'PENSION', '2026-06-01');
  isWrong('S11', old.iin);
}

async function heirs(): Promise<void> {
  const [right, early, living] = [await books.grown('2007-05-05', { diedOn: '2026-04-01' }), await books.grown('2008-12-31', { diedOn: '2026-04-01' }), await books.grown('2007-05-05')];
  const [onTheDay, later] = [await books.grown('2007-05-05', { diedOn: '2026-03-10' }), await books.grown('2007-05-05', { diedOn: '2026-03-09' })];
  for (const person of [onTheDay, later]) await books.payout(person, { submitted: '2026-03-01', paid: '2026-03-10', used: '2026-03-20' });
  isWrong('S04', later.iin);
  for (const person of [right, early, living]) await books.move(person, 'HEIRS', '2026-04-20');
  for (const person of [early, living]) isWrong('S12', person.iin);
}

/** In a year of its own of which everything is known, so that one sum that differs is seen in its total. */
async function totals(): Promise<void> {
  for (const [year, sums] of [[2090, ['1.00', '1.00']], [2091, ['1.00', '1.01']], [2092, ['1.00', '1.00', '1.00']]] as const) {
    await books.year(year, { perChild: '1.00', participants: 3, total: '3.01' });
    // However much yield comes with it.
    for (const [i, sum] of sums.entries()) await books.credit(await books.child('2075-01-01'), year, sum, `0.0${i + 1}`);
  }
  // Right to the last place that was published.
  await books.year(2093, { perChild: '1.00', participants: 1, total: '1.30' });
  await books.credit(await books.child('2080-01-01'), 2093, '1.00');
  await books.figure(2093, '1.30', '0.50');
  await books.batch(2090, { persons: 1, amount: '100.00', along: true });
  await books.batch(2091, { persons: 1, amount: '100.00' });
  // In 2025 somebody was credited twice.
  wrong.set('S13', ['2025', '2090', '2091', '2092']);
}

it.each(RULES)('%s', async (rule) => {
  const wanted = (wrong.get(rule) ?? []).map((name) => (name.length === 4 ? name : lab.names(name)));
  expect([...new Set((await lab.found(rule)).map(({ about }) => about))].sort()).toEqual([...new Set(wanted)].sort());
});

it('something was written for each', () => expect(RULES.filter((rule) => !wrong.has(rule))).toEqual([]));

it.each(['S01', 'S02', 'S03', 'S04', 'S06'])('%s finds nothing in what was corrected', async (rule) => {
  const named = (await lab.found(rule)).map(({ about }) => about);
  expect(rightAgain.map(lab.names).filter((one) => named.includes(one))).toEqual([]);
  expect(rightAgain).toHaveLength(3);
});
