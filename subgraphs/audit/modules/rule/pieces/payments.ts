import { rows } from './rows.js';

/** Of a payment: it went out, or is about to. What came back was not paid, and what was cancelled never was. */
export const stands = (of: string): string => `${of}.state in ('DUE', 'PAID')`;

/** Money of guardianship bodies for children in families, and of those who raise them. */
export const PLACEMENT_MONEY = `('GUARDIAN', 'PATRONAGE', 'FOSTER_FAM', 'PRO_FOSTER')`;

/**
 * Rows that are few, as one list and out of it again. DuckDB reckons with more than there are of what joins leave, and would put all payments
 * into memory to look these few up there; of one list it reckons with next to nothing, and does the reverse. The condition is always true: only
 * where what is joined was narrowed by one does DuckDB skip, by a Bloom filter, what it reads of the other side, and only in a join on one column.
 */
export const few = (found: string): string => `(select unnest(listed, recursive := true) from (select list(found) as listed from (${found}) found) where listed is not null)`;

/**
 * Months of awards that were found, each once, with what went out for them, arrears too. Columns are named, here and in rules with a CTE:
 * above one DuckDB reads all that a view has.
 */
export const withAmount = (found: string): string => `(select f.*, sum(p.amount) as amount from ${few(`select distinct * from (${found})`)} f
      join (select p.award, p.month, p.amount from benefits.benefit_payment p where ${stands('p')}) p on p.award = f.award and p.month = f.month group by all)`;

/** Whom an award's payment is about: the recipient, and where that is withheld or an organisation, a child of the award. */
const PAYEE = 'coalesce(p.subject, (select min(c.subject) from benefits.benefit_award_child c where c.award = p.award))';

/** Rows about whoever is paid, of some `p` with `subject`, `region`, `award`. Of an award whose recipient and children are all withheld there is none. */
export const ofPayee = (columns: Omit<Parameters<typeof rows>[0], 'about' | 'region' | 'record'>, from: string): string =>
  `select * from (${rows({ about: PAYEE, region: 'p.region', record: 'p.award', ...columns }, from)}) where about is not null`;
