import { randomUUID } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { openPurpose, type Purpose } from '../access/purposes.js';
import { registerRegions } from '../access/regions.js';
import type { Scope } from '../access/scopes.js';
import { TokenVerifier, type TokenIssuer } from '../access/token.js';
import type { ProgrammeName, Viewer } from '../access/viewer.js';
import { civilDay, systemClock, type CivilDate, type Clock } from '../clock.js';
import { Database, type DatabaseDefinition, type RegionScope, type Written } from '../database/database.js';
import { admitToOwnDoor } from '../doors/own-door.js';
import { clientError } from '../errors.js';
import { AccessJournal } from '../ledger/journal.js';
import { Ledger } from '../ledger/ledger.js';
import { LedgerKey } from '../ledger/ledger-key.js';
import { Reception } from '../ledger/reception.js';

/** What work with the whole register is told: what the process is, and whose work it is. */
export interface BulkEnvironment {
  /** The programme's database, as its `_app`. */
  readonly databaseUrl: string;
  readonly ledgerKey: string;
  readonly tokens: TokenIssuer;
  /** An access token of the ministry's staff. */
  readonly token: string;
}

/** Nobody waits for an answer. */
const PATIENCE_MS = 600_000;

/** A programme's register, and for what its staff work with it. */
export interface Office {
  readonly programme: ProgrammeName;
  readonly database: DatabaseDefinition;
  readonly scope: Scope;
  readonly purpose: Purpose;
}

/** Shows a ministry what the policies hide from everybody else, until the transaction ends. */
const showConfidential = (em: EntityManager): Promise<unknown> => em.execute(`select set_config('app.confidential', 'visible', true)`);

/**
 * An official of the ministry at work with the register in bulk, without the subgraph's process: let in as at its own door, on the
 * register path of their regions, and on record as there.
 */
export class Clerk {
  private constructor(
    readonly viewer: Viewer,
    private readonly office: Office,
    private readonly kind: string,
    private readonly database: Database,
    private readonly ledger: Ledger,
    private readonly clock: Clock,
  ) {}

  /** Throws what the ministry's own door would: `UNAUTHENTICATED`, `ROLE_NOT_ALLOWED`, `SCOPE_MISSING`. Who is turned away is on record, too. */
  static async open(office: Office, { databaseUrl, ledgerKey, tokens, token }: BulkEnvironment, kind: string, clock: Clock = systemClock): Promise<Clerk> {
    const key = new LedgerKey(ledgerKey);
    const ledger = new Ledger({ url: databaseUrl, key, clock, kind: 'READ', patienceMs: PATIENCE_MS });
    try {
      const viewer = await new Reception(ledger, 'OWN', clock, randomUUID()).admit(async (known) => {
        const knocking = await new TokenVerifier(tokens).viewerOf(`Bearer ${token}`);
        if (knocking !== null) known(knocking);
        const admitted = admitToOwnDoor(office.programme, knocking);
        if (!openPurpose(admitted, office.purpose, null).scopes.has(office.scope)) throw clientError('SCOPE_MISSING', `This work needs the field class ${office.scope}.`);
        return admitted;
      });
      const database = await Database.open(office.database, databaseUrl, key, { patience: { connectionMs: 10_000, statementMs: PATIENCE_MS } });
      return new Clerk(viewer, office, kind, database, ledger, clock);
    } catch (error) {
      await ledger.close();
      throw error;
    }
  }

  get today(): CivilDate {
    return civilDay(this.clock.now());
  }

  /** A journal of what is about to leave or to be changed; each batch has its own. */
  journal(name: string): AccessJournal {
    const journal = new AccessJournal({ viewer: this.viewer, purpose: this.office.purpose, caseNumber: null, correlationId: randomUUID(), door: 'OWN' });
    journal.operation(this.kind, name);
    return journal;
  }

  /** Records what a journal has; when this resolves, it may leave. */
  async record(journal: AccessJournal): Promise<void> {
    await this.ledger.record(await journal.entries(this.clock.now().getTime()));
  }

  /** One transaction on the register, shielded children included, as the ministry sees it; other regions than the viewer's where the work cuts to them itself. */
  read<T>(work: (em: EntityManager) => Promise<T>, regions: RegionScope = registerRegions(this.viewer)): Promise<T> {
    const request = this.database.forRequest(this.ledger.changesOf(this.journal('')));
    return request.register(regions, async (em) => {
      await showConfidential(em);
      return work(em);
    });
  }

  /** A change with its record in the same transaction. */
  write<T>(name: string, work: (em: EntityManager) => Promise<Written<T>>): Promise<T> {
    const request = this.database.forRequest(this.ledger.changesOf(this.journal(name)));
    return request.write(registerRegions(this.viewer), async (em) => {
      await showConfidential(em);
      return work(em);
    });
  }

  /** What a change would do, as `write` does it: nothing of it stays. */
  rehearse<T>(work: (em: EntityManager) => Promise<Written<T>>): Promise<T> {
    return this.read(async (em) => {
      await em.execute('savepoint rehearsed');
      const { result } = await work(em);
      await em.execute('rollback to savepoint rehearsed');
      return result;
    });
  }

  /** Whether the viewer may write what belongs to a region. */
  actsIn(region: string): boolean {
    const regions = registerRegions(this.viewer);
    return regions.includes('*') || regions.includes(region);
  }

  async close(): Promise<void> {
    await this.ledger.close();
    await this.database.close();
  }
}
