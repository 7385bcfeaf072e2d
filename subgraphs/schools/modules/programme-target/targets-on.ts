import type { CivilDate } from '../../../shared/clock.js';
import type { TargetRow } from './programme-target.repository.js';

type Stated = Pick<TargetRow, 'programme' | 'kind' | 'measure' | 'statedOn'>;

/** What a statement is about: a later one about the same takes its place from its day on, with all years and parts that were said with it. */
const aboutOf = ({ programme, kind, measure }: Stated): string => `${programme ?? ''} ${kind} ${measure}`;

/** The targets of a day: of each measure what had been stated last by then, and nothing that was said with an earlier total. */
export function targetsOn<R extends Stated>(rows: readonly R[], day: CivilDate): R[] {
  const by = rows.filter(({ statedOn }) => statedOn <= day);
  const last = new Map<string, CivilDate>();
  for (const row of by) if (row.statedOn > (last.get(aboutOf(row)) ?? '')) last.set(aboutOf(row), row.statedOn);
  return by.filter((row) => row.statedOn === last.get(aboutOf(row)));
}
