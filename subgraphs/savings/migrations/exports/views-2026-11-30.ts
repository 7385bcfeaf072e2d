import { ACCOUNT, CLAIM, PARTICIPANT, YEAR } from './2026-11-30/child-views.js';
import { CLAIM_YEAR, TRANSFER } from './2026-11-30/ledger-views.js';
import { PAYOUT } from './2026-11-30/payout-views.js';
import { BATCH, TOTAL } from './2026-11-30/total-views.js';

/*
 * What auditors read of savings, as migration 20261130210000 makes it: never edit this list and its folder; a change is another list with
 * a migration of its own.
 *
 * Days of people's lives are months here, and so are days that are, or follow from, an 18th birthday. What needs the day is computed here.
 */

export const EXPORT_VIEWS_2026_11_30 = {
  savings_participant: PARTICIPANT,
  savings_year: YEAR,
  savings_claim: CLAIM,
  savings_claim_year: CLAIM_YEAR,
  savings_account: ACCOUNT,
  savings_transfer: TRANSFER,
  savings_payout: PAYOUT,
  savings_total: TOTAL,
  savings_batch: BATCH,
} as const;
