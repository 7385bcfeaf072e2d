import { rows } from './rows.js';

/** Of a payment: it went out, or is about to. What came back was not paid, and what was cancelled never was. */
export const stands = (of: string): string => `${of}.state in ('DUE', 'PAID')`;

/** Money of guardianship bodies for children in families, and of those who raise them. */
export const PLACEMENT_MONEY = `('GUARDIAN', 'PATRONAGE', 'FOSTER_FAM', 'PRO_FOSTER')`;

/** Months of awards that were found, each once, with what went out for them, arrears too. */
export const withAmount = (found: string): string => `(select f.*, sum(p.amount) as amount from (select distinct * from (${found})) f
      join benefits.benefit_payment p on p.award = f.award and p.month = f.month and ${stands('p')} group by all)`;

/** Whom an award's payment is about: the recipient, and where that is withheld or an organisation, a child of the award. */
const PAYEE = 'coalesce(p.subject, (select min(c.subject) from benefits.benefit_award_child c where c.award = p.award))';

/** Rows about whoever is paid, of some `p` with `subject`, `region`, `award`. Of an award whose recipient and children are all withheld there is none. */
export const ofPayee = (columns: Omit<Parameters<typeof rows>[0], 'about' | 'region' | 'record'>, from: string): string =>
  `select * from (${rows({ about: PAYEE, region: 'p.region', record: 'p.award', ...columns }, from)}) where about is not null`;
