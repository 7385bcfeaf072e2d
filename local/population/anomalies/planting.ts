import type { SubgraphName } from '../../../subgraphs/shared/access/viewer.js';
import type { Household } from '../../../subgraphs/shared/synthetic/household.js';
import type { HouseholdRows } from '../../seeding/household-rows.js';
import type { Anomaly, AnomalyKind, PlantContext, WrongRow } from './kind.js';

/** A household as it is told, with the error that it was made for. */
export interface ToldHousehold extends Household {
  readonly planting?: Planting;
}

/** A wrong row as the truth has it. */
export interface TruthRecord extends Required<WrongRow> {
  readonly programme: SubgraphName;
}

/** What is known of an error before anybody has looked at rows, with what was found in them. */
export interface Truth extends Omit<Anomaly, 'plant'> {
  readonly kind: string;
  readonly household: number;
  readonly records: readonly TruthRecord[];
}

/** The error of one household: planted in the rows of each programme by itself, wherever these are made. */
export class Planting {
  constructor(
    private readonly kind: AnomalyKind,
    private readonly anomaly: Anomaly,
  ) {}

  get code(): string {
    return this.kind.code;
  }

  /** Plants it in one programme's rows; null where nothing is wrong. */
  plant(programme: SubgraphName, rows: HouseholdRows, context: PlantContext): Truth | null {
    const { plant, ...known } = this.anomaly;
    const change = plant[programme];
    if (change === undefined) return null;
    const found = change(rows, context);
    if (found.length === 0) throw new Error(`${this.kind.code}: nothing is wrong in household ${context.household.number}.`);
    const records = found.map((row): TruthRecord => ({ ...row, programme, rules: row.rules ?? this.kind.rules }));
    return { kind: this.kind.code, household: context.household.number, ...known, records };
  }
}
