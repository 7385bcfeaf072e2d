import { requireGrant, type AccessGrant, type Relation } from '../../../shared/access/grant.js';
import type { Scope } from '../../../shared/access/scopes.js';
import { badInput, withheld } from '../../../shared/errors.js';
import { limitOf, type Connection } from '../../../shared/pagination.js';
import { ledgerNamed } from '../source/ledger-source.resolver.js';
import type { LogPosition, VisitRow } from './access-log.repository.js';
import { AccessVisit, type AccessOutcome, type VisitorKind } from './access-visit.type.js';
import { OUTCOME_BITS } from './visit.js';

/** Whose own record the log is, or who acts for the child. */
const READERS: readonly Relation[] = ['SELF', 'PARENT', 'REPRESENTATIVE'];

/** A log that may be read. */
export interface OpenedLog {
  readonly iin: string;
  /** A body's BIN tells a place, as an address does. */
  readonly showsBodies: boolean;
}

/**
 * Opens the log for the child, and for whoever acts for the child in full. To a parent with limited rights the law leaves
 * who the child is, and no more: a relation that opens nothing but that class opens no log.
 */
export function openLog(iin: string, grant: AccessGrant | null | undefined): OpenedLog {
  const { restricted } = requireGrant(iin, grant, 'identity');
  const classes: readonly Scope[] = grant?.classes ?? [];
  if (grant == null || !READERS.includes(grant.relation)) throw withheld('NO_RELATION');
  if (classes.every((one) => one === 'identity')) throw withheld('CLASS_NOT_OPEN');
  return { iin, showsBodies: !restricted && classes.includes('contacts') };
}

const CURSOR = /^v(\d{1,17})\.(\d{1,19})$/;

/** Checks `first` and `after`; each problem names the argument and what is allowed. */
export function logPage(first: number, after: string | null | undefined): { readonly limit: number; readonly after: LogPosition | null } {
  const limit = limitOf(first);
  if (after == null) return { limit, after: null };
  const [, at, id] = CURSOR.exec(Buffer.from(after, 'base64url').toString()) ?? [];
  if (at === undefined || id === undefined || BigInt(id) >= 2n ** 63n) throw badInput('after', 'must be a cursor taken from an earlier page.');
  return { limit, after: { at, id } };
}

const cursorOf = ({ micros, id }: VisitRow): string => Buffer.from(`v${micros}.${id}`).toString('base64url');

const OUTCOMES: readonly AccessOutcome[] = ['RELEASED', 'REFUSED', 'WRITTEN'];

const outcomesOf = (bits: number): AccessOutcome[] => OUTCOMES.filter((outcome) => (bits & (OUTCOME_BITS[outcome] ?? 0)) !== 0);

/** Whoever acts for themselves is shown something only as one of the family. */
function visitorOf(role: string | null, outcomes: readonly AccessOutcome[]): VisitorKind {
  if (role === 'citizen') return outcomes.some((one) => one !== 'REFUSED') ? 'FAMILY' : 'CITIZEN';
  if (role?.startsWith('ministry:') === true) return 'MINISTRY';
  const KINDS: Readonly<Record<string, VisitorKind>> = { caseworker: 'CASEWORKER', ombudsman: 'OMBUDSMAN', auditor: 'AUDITOR', operator: 'OPERATOR' };
  return KINDS[role ?? ''] ?? 'UNKNOWN';
}

/** The sources of a set of bits, in the order of their numbers. */
const programmesOf = (bits: number) => Array.from({ length: 15 }, (_none, i) => i).flatMap((number) => ((bits & (1 << number)) === 0 ? [] : (ledgerNamed(number) ?? [])));

function toVisit({ at, programmes, outcomes: bits, role, organisation, purpose }: VisitRow, { iin, showsBodies }: OpenedLog): AccessVisit {
  const outcomes = outcomesOf(bits);
  const visitor = visitorOf(role, outcomes);
  return Object.assign(new AccessVisit(), { iin, at, visitor, body: showsBodies ? organisation : null, purpose, programmes: programmesOf(programmes), outcomes, ownFamily: visitor === 'FAMILY' });
}

/** A page of rows that were asked for with one more than the limit. */
export function visitsPage(rows: readonly VisitRow[], limit: number, log: OpenedLog): Connection<AccessVisit> {
  const edges = rows.slice(0, limit).map((row) => ({ cursor: cursorOf(row), node: toVisit(row, log) }));
  return { edges, pageInfo: { hasNextPage: rows.length > limit, endCursor: edges.at(-1)?.cursor ?? null } };
}
