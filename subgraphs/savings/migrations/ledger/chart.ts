/** The programme's own accounts besides the Fund's and the residue's. Numbers below zero are nobody else's: an account that is opened gets one above it. */
export const OWN_ACCOUNTS = [
  { id: -1, kind: 'PAYOUT_TRANSIT', meaning: 'Sent to an operator and not used yet.' },
  { id: -2, kind: 'PAID_OUT', meaning: 'Used for housing or education.' },
  { id: -3, kind: 'PENSION', meaning: 'Unclaimed for ten years, and on the person\'s pension account.' },
  { id: -4, kind: 'HEIRS', meaning: 'Paid to heirs.' },
] as const;

export const ACCOUNT_KINDS = ['NATIONAL_FUND', 'ROUNDING_RESIDUE', 'CLAIM', 'SAVINGS_ACCOUNT', ...OWN_ACCOUNTS.map(({ kind }) => kind)] as const;

type AccountKind = (typeof ACCOUNT_KINDS)[number];
type Way = readonly [debit: AccountKind, credit: AccountKind];

/** Between which kinds of accounts a transfer of a kind goes. A reversal goes back whichever way another transfer went. */
const WAYS: Readonly<Record<string, readonly Way[]>> = {
  ACCRUAL: [['NATIONAL_FUND', 'CLAIM']],
  YIELD: [['NATIONAL_FUND', 'CLAIM']],
  YIELD_CORRECTION: [['NATIONAL_FUND', 'CLAIM']],
  ROUNDING: [['NATIONAL_FUND', 'ROUNDING_RESIDUE'], ['ROUNDING_RESIDUE', 'NATIONAL_FUND']],
  OPENING: [['CLAIM', 'SAVINGS_ACCOUNT']],
  VOID: [['CLAIM', 'NATIONAL_FUND']],
  CLAWBACK: [['CLAIM', 'NATIONAL_FUND'], ['SAVINGS_ACCOUNT', 'NATIONAL_FUND']],
  PAYOUT: [['SAVINGS_ACCOUNT', 'PAYOUT_TRANSIT']],
  PAID: [['PAYOUT_TRANSIT', 'PAID_OUT']],
  RETURN: [['PAYOUT_TRANSIT', 'SAVINGS_ACCOUNT']],
  PENSION: [['SAVINGS_ACCOUNT', 'PENSION']],
  HEIRS: [['CLAIM', 'HEIRS'], ['SAVINGS_ACCOUNT', 'HEIRS']],
};

/** A payout that went wrong comes back by RETURN, so that it cannot come back twice. */
const NEVER_REVERSED: readonly string[] = ['PAYOUT'];

const reversals: readonly Way[] = Object.entries(WAYS)
  .filter(([kind]) => !NEVER_REVERSED.includes(kind))
  .flatMap(([, ways]) => ways.map(([debit, credit]): Way => [credit, debit]));

const unique = (ways: readonly Way[]): Way[] => [...new Map(ways.map((way) => [way.join(), way])).values()];

/** Rows of `transfer_rule`: kind, kind of the debited account, kind of the credited one. */
export const TRANSFER_RULES: readonly (readonly [kind: string, ...Way])[] = [
  ...Object.entries(WAYS).flatMap(([kind, ways]) => ways.map((way) => [kind, ...way] as const)),
  ...unique(reversals).map((way) => ['REVERSAL', ...way] as const),
];

export const TRANSFER_KINDS: readonly string[] = [...Object.keys(WAYS), 'REVERSAL'];

/** Kinds that are for a reporting year. */
export const OF_A_YEAR = ['ACCRUAL', 'YIELD', 'YIELD_CORRECTION', 'ROUNDING'] as const;

/** Kinds that refer to an earlier transfer: what they take back, settle or send back. */
export const REFERRING = ['CLAWBACK', 'PAID', 'RETURN', 'REVERSAL'] as const;

const quoted = (values: readonly string[]): string => values.map((value) => `'${value}'`).join(', ');

/** `in ('A', 'B')` for a check of a closed set. */
export const oneOf = (values: readonly string[]): string => `in (${quoted(values)})`;

/** Rows of literals for an insert. */
export const rowsOf = (rows: readonly (readonly (string | number)[])[]): string =>
  rows.map((row) => `(${row.map((cell) => (typeof cell === 'number' ? String(cell) : `'${cell.replaceAll("'", "''")}'`)).join(', ')})`).join(', ');
