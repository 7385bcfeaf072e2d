import { identifierProblem } from '../scalars/identifier.js';
import type { LedgerKey } from './ledger-key.js';

/** Twelve digits that are no part of a longer number. With a check digit that is right they may be an IIN; the end of a UUID hardly ever is. */
const NUMBER = /(?<!\d)\d{12}(?!\d)/g;

const isIin = (number: string): boolean => identifierProblem('IIN', number) === null;

/**
 * The name of an account or client as the ledger keeps it. An issuer may name accounts after people, and an IIN that was replaced
 * must stand nowhere, least of all in a row that never changes: a mark takes its place, the same one for the same number. What
 * PostgreSQL has no text for would fail the records of others with its own.
 */
export const keptName = (name: string, key: LedgerKey): string =>
  name.toWellFormed().replaceAll('\0', '\uFFFD').replaceAll(NUMBER, (number) => (isIin(number) ? `~${key.mark(number)}` : number));
