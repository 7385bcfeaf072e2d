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

  constructor(
    readonly context: SubgraphContext,
    readonly snapshot: SnapshotRow,
    readonly cohort: Cohort,
    readonly noise: Noise,
  ) {}

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
