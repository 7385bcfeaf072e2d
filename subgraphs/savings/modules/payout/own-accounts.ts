import { OWN_ACCOUNTS } from '../../migrations/ledger/chart.js';

const numberOf = (kind: (typeof OWN_ACCOUNTS)[number]['kind']): string => {
  const found = OWN_ACCOUNTS.find((one) => one.kind === kind);
  if (found === undefined) throw new Error(`no account ${kind}`);
  return String(found.id);
};

/* Numbers of the programme's own accounts that money of a person goes to. */
export const TRANSIT = numberOf('PAYOUT_TRANSIT');
export const PAID_OUT = numberOf('PAID_OUT');
export const PENSION = numberOf('PENSION');
export const HEIRS = numberOf('HEIRS');
