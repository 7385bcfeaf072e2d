import { createHash } from 'node:crypto';
import type { Role } from '../../../shared/access/viewer.js';
import type { Outcome } from '../../../shared/ledger/entry.js';

/** Outcomes as bits of a set. What only programmes saw to compute with is no visit. */
export const OUTCOME_BITS: Readonly<Partial<Record<Outcome, number>>> = { RELEASED: 1, REFUSED: 2, WRITTEN: 4 };

/** The reason of a refusal because the child is of the official's own family, and its bit beside the outcome's. */
export const OWN_RELATIVE = 'OWN_RELATIVE';
export const OWN_RELATIVE_BIT = 8;

/** Roles that people act in for themselves; everybody else is an official, with a pseudonym. */
const PRIVATE: readonly Role[] = ['citizen'];

export const isOfficial = (role: string): boolean => !PRIVATE.includes(role as Role);

/** The id of a request; of a record that has none, one that no other record has. */
export const visitKey = (correlation: string | null, source: number, chain: number, seq: number): string => {
  if (correlation !== null) return correlation;
  const hash = createHash('sha256').update(`${source} ${chain} ${seq}`).digest('hex');
  return [hash.slice(0, 8), hash.slice(8, 12), hash.slice(12, 16), hash.slice(16, 20), hash.slice(20, 32)].join('-');
};
