import type { ProgrammeName } from '../../../shared/access/viewer.js';
import type { LocalizedText } from '../../../shared/language.js';

/**
 * What a finding says about the world: a breach of a rule by whoever decides or pays; money that went out and has to come back, which no
 * official need have done wrong; money that somebody was entitled to and did not get; a child at risk; records that cannot both be true.
 */
export type RuleSeverity = 'BREACH' | 'OVERPAYMENT' | 'UNDERPAYMENT' | 'RISK' | 'RECORDS';

/** What a finding is about: people by their pseudonyms, all else by what stands for it in the views. */
export type RuleSubject = 'PERSON' | 'FAMILY' | 'BODY' | 'DISTRICT' | 'SCHOOL' | 'PROJECT' | 'REPORTING_YEAR';

/**
 * A question that auditors ask of every snapshot, whose answer is the rows that are wrong. Exact: no noise, nothing left out.
 *
 * `sql` is one SELECT of DuckDB over the views of a snapshot by their names (`benefits.benefit_payment`; a hyphen in a programme's name is an
 * underscore), beside which stands `snapshot`, one row with `day`, the snapshot's day in Kazakhstan. Its columns, all of them, in this order:
 *
 * - `about` text: the person, school … that the row is about, as the views name it; never null.
 * - `region` text: KATO of the region that answers for it; null where the views withhold it, or there is none.
 * - `month` date: first day of the month that is wrong, or the month of what is; null where it is about no time.
 * - `amount` decimal: tenge (of savings: US dollars) that went out, or did not, against the rule; null where no money did.
 * - `record` text: the row that is wrong, as the views name it (an award, a placement …); null where `about` and `month` are enough.
 * - `facts` text: a JSON object of what else shows that it is wrong, by the columns' names; of nobody but the people of the row.
 *
 * Equal snapshots have equal rows: nothing arbitrary (`any_value`, a list without an order), nothing of the clock. At 6.9 million children it
 * takes three seconds at most on two cores.
 */
export interface AuditRule {
  /** As the field numbers them: `R1a`, `F12`, `S05`, `E01`, `X01`. */
  readonly id: string;
  /** Raised with every change of `sql` after which equal snapshots could have other rows. */
  readonly version: number;
  readonly title: LocalizedText;
  /** What whoever answers for it has to do. */
  readonly remedy: LocalizedText;
  /** Acts and articles, as they are cited. */
  readonly legalBasis: string;
  /** Whose views are read. */
  readonly programmes: readonly ProgrammeName[];
  /** Whose ministry answers for a finding. */
  readonly answeredBy: ProgrammeName;
  readonly severity: RuleSeverity;
  readonly about: RuleSubject;
  readonly sql: string;
}
