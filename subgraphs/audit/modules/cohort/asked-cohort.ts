import { setImmediate as nextTurn } from 'node:timers/promises';
import type { SubgraphContext } from '../../../shared/context.js';
import { withSnapshot } from '../snapshot/read/with-snapshot.js';
import type { SnapshotRow } from '../snapshot/snapshot.repository.js';
import type { Ask, Cohort } from './cohort-sql.js';
import { childCells, programmeCells, type ChildCell, type ProgrammeCell } from './cohort-sql.js';
import type { Noise } from './noise/noise.js';

const COORDINATE = 'Query.auditCohort';

/** A cohort that an auditor asks about, in one request: its cells are worked out once. */
export class AskedCohort {
  #children: Promise<ChildCell[]> | null = null;
  #programmes: Promise<ProgrammeCell[]> | null = null;
  readonly #telling: Promise<unknown>[] = [];

  constructor(
    readonly context: SubgraphContext,
    readonly snapshot: SnapshotRow,
    readonly cohort: Cohort,
    readonly noise: Noise,
  ) {}

  /** Tells something of it, which is paid for. */
  telling<T>(work: () => Promise<T>): Promise<T> {
    const telling = work();
    this.#telling.push(telling);
    return telling;
  }

  /** When everything that is asked beside it is paid for, or refused: fields of one object begin in one turn of the process, in whatever order. */
  async settled(): Promise<void> {
    await nextTurn();
    await Promise.allSettled(this.#telling);
  }

  /** Asks the snapshot, which is on record. */
  ask<T>(work: (ask: Ask) => Promise<T>): Promise<T> {
    return withSnapshot(this.context, { id: this.snapshot.id, argument: 'snapshot', coordinate: COORDINATE }, ({ rows }) => work(rows));
  }

  /** By region, sex and age band. */
  children(): Promise<ChildCell[]> {
    return (this.#children ??= this.ask((ask) => childCells(ask, this.cohort)));
  }

  /** By the programmes that touch them. */
  programmes(): Promise<ProgrammeCell[]> {
    return (this.#programmes ??= this.ask((ask) => programmeCells(ask, this.cohort)));
  }
}
