import type { Certainty } from '../../../shared/certainty.type.js';
import type { CivilDate } from '../../../shared/clock.js';
import { defineLoader } from '../../../shared/loader.js';
import type { BuildingKind, BuildingProgramme } from '../project/project-codes.type.js';
import type { TargetMeasure } from './programme-target.type.js';

export interface TargetRow {
  readonly programme: BuildingProgramme | null;
  readonly kind: BuildingKind;
  readonly measure: TargetMeasure;
  readonly forYear: number | null;
  readonly rural: boolean | null;
  /** Exact, as the column has it. */
  readonly value: string;
  readonly dueYear: number | null;
  readonly statedOn: CivilDate;
  readonly source: string;
  readonly certainty: Certainty;
}

/** The whole table by the day of the statement, once per request: it has some dozens of rows. */
export const targets = defineLoader<'all', TargetRow[]>(async (keys, { database }) => {
  const rows = await database.relation.execute<TargetRow[]>(
    `select programme, kind, measure, for_year as "forYear", rural, value::text, due_year as "dueYear", stated_on as "statedOn", source, certainty
       from programme_target order by stated_on, kind, programme nulls first, measure, for_year nulls first, rural nulls first`);
  return keys.map(() => rows);
});
