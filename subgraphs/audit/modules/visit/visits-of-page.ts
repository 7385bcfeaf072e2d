import type { NamedRows, StatedRecord } from '../../../shared/ledger/feed/contract.js';
import type { LedgerKey } from '../../../shared/ledger/ledger-key.js';
import type { Outcome } from '../../../shared/ledger/entry.js';
import type { StoredRow } from '../../../shared/ledger/verify/sealed-rows.js';
import { isOfficial, OUTCOME_BITS, OWN_RELATIVE, OWN_RELATIVE_BIT, visitKey } from './visit.js';

/** One child in one request, as far as a page tells of it. */
export interface VisitPart {
  readonly person: number;
  readonly correlation: string;
  /** Unix time in microseconds of the first record. */
  readonly at: string;
  readonly programmes: number;
  readonly outcomes: number;
  /** In hexadecimal; null for whoever acts for themselves. */
  readonly pseudonym: string | null;
  readonly role: string | null;
  readonly organisation: string | null;
  readonly purpose: string | null;
  readonly caseNumber: string | null;
}

const text = (row: StoredRow | undefined, column: string): string | null => {
  const cell = row?.[column];
  return typeof cell === 'string' ? cell : null;
};

const byId = (rows: readonly StoredRow[]): ReadonlyMap<number, StoredRow> => new Map(rows.map((row) => [row.id, row]));

/**
 * An official without a name: the same for one account as long as audit has its key, and no way back without it. Accounts that
 * an issuer names after people have a mark of each source in their place, so such an account has a pseudonym for each source.
 */
const pseudonymOf = (key: LedgerKey, actor: StoredRow): string =>
  Buffer.from(key.mark(JSON.stringify(['official', actor['account'], actor['client'], actor['role'], actor['organisation']])), 'base64url').toString('hex');

/** What the records of a page mean to the people that they are about. */
export class PageReading {
  readonly #actors: ReadonlyMap<number, StoredRow>;
  readonly #operations: ReadonlyMap<number, StoredRow>;
  readonly #effects: ReadonlyMap<number, StoredRow>;

  constructor(
    private readonly key: LedgerKey,
    private readonly place: { readonly source: number; readonly chain: number },
    named: NamedRows,
    /** Whom the source's numbers of people stand for. */
    private readonly people: ReadonlyMap<number, number>,
  ) {
    this.#actors = byId(named.actor);
    this.#operations = byId(named.operation);
    this.#effects = byId(named.effect);
  }

  /** One for each child and request. */
  visits(records: readonly StatedRecord[]): VisitPart[] {
    const visits = new Map<string, VisitPart>();
    for (const part of records.flatMap((record) => this.#visit(record) ?? [])) {
      const key = `${part.person} ${part.correlation}`;
      const known = visits.get(key);
      visits.set(key, known === undefined ? part : { ...known, programmes: known.programmes | part.programmes, outcomes: known.outcomes | part.outcomes });
    }
    return [...visits.values()];
  }

  #visit({ seq, at, actor: id, operation: operationId, effect: effectId, subject, correlation }: StatedRecord): VisitPart | null {
    const person = subject === null ? undefined : this.people.get(subject);
    const effect = this.#effects.get(effectId);
    const outcome = OUTCOME_BITS[text(effect, 'outcome') as Outcome];
    if (person === undefined || outcome === undefined) return null;
    const { source, chain } = this.place;
    const actor = id === null ? undefined : this.#actors.get(id);
    const operation = this.#operations.get(operationId);
    const role = text(actor, 'role');
    return {
      person,
      correlation: visitKey(correlation, source, chain, seq),
      at,
      programmes: 1 << source,
      outcomes: outcome | (text(effect, 'reason') === OWN_RELATIVE ? OWN_RELATIVE_BIT : 0),
      pseudonym: actor !== undefined && role !== null && isOfficial(role) ? pseudonymOf(this.key, actor) : null,
      role,
      organisation: text(actor, 'organisation'),
      purpose: text(operation, 'purpose'),
      caseNumber: text(operation, 'case_number'),
    };
  }
}
