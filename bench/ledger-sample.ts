import { randomUUID } from 'node:crypto';
import { PURPOSES, type Purpose } from '../subgraphs/shared/access/purposes.js';
import { ROLES, type Role } from '../subgraphs/shared/access/viewer.js';
import type { Actor, Effect, LedgerEntry, Operation } from '../subgraphs/shared/ledger/entry.js';
import { withCheckDigit } from '../subgraphs/shared/scalars/identifier.js';

/** The n-th (below 100,000) base of a made-up person's IIN: seventh digit 9. One in a hundred has no check digit and is left out. */
const person = (n: number): string | null => withCheckDigit(`1${Math.floor(n / 10_000)}0101${9000 + (n % 1000)}${Math.floor(n / 1000) % 10}`);

const people = (count: number): string[] =>
  Array.from({ length: Math.ceil(count * 1.05) + 20 }, (_, i) => person(i)).filter((iin) => iin !== null).slice(0, count);

const item = <T>(list: readonly T[], at: number): T => {
  const found = list[at % list.length];
  if (found === undefined) throw new Error('an empty list');
  return found;
};

const fieldsOf = (first: number, count: number): string[] => Array.from({ length: count }, (_, i) => `Section${first}.fieldWithAName${i}`);

/**
 * Records such as a subgraph has them, four to a request: nine in ten say what was released, the others what was served to
 * programmes or refused; few operations and sets of fields, many children, some dozens of officials and a parent here and there.
 */
export function sampleEntries(count: number, { children = 3_000, actors = 120, at = Date.parse('2026-10-01T07:00:00Z') } = {}): LedgerEntry[] {
  const subjects = people(children);
  const whoever: Actor[] = Array.from({ length: actors }, (_, i) => ({
    subject: `account-${i}`, client: 'portal', role: item<Role>(ROLES, i), organisation: i % 3 === 0 ? null : '990140000106', iin: i % 3 === 0 ? item(subjects, i * 7) : null,
  }));
  const operations: Operation[] = PURPOSES.map((purpose: Purpose, i) => ({ door: i % 4 === 0 ? 'OWN' : 'GATEWAY', purpose, caseNumber: i % 3 === 0 ? null : `K-${i}`, kind: 'query', name: i % 2 === 0 ? 'ChildProfile' : null }));
  const effects: Effect[] = Array.from({ length: 40 }, (_, i) => ({
    outcome: i % 10 === 0 ? 'REFUSED' : i % 10 === 1 ? 'INTERNAL' : 'RELEASED', reason: i % 10 === 0 ? 'NO_RELATION' : null, fields: fieldsOf(i, 3 + (i % 20)),
  }));
  let correlationId = randomUUID() as string;
  return Array.from({ length: count }, (_, i) => {
    if (i % 4 === 0) correlationId = randomUUID();
    const request = Math.floor(i / 4);
    return { actor: item(whoever, request), operation: item(operations, request), effect: item(effects, i * 3), subject: item(subjects, i * 13), at: at + i, correlationId };
  });
}
