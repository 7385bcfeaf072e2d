import { recorded } from '../../../../shared/export/migration.js';
import { AFTER_EXPERTISE } from '../../../reference/project-steps.js';
import { oneOf } from '../../project/columns.js';

/** What the State expertise had said last by a day. */
export const verdictBy = (project: string, day: string): string =>
  `(select x.verdict from expertise_conclusion x where x.project_id = ${project} and x.concluded_on <= ${day} and ${recorded('x.recorded_at')} order by x.concluded_on desc, x.id desc limit 1)`;

/** Whether a stage `g` that needs a yes of the State expertise was reached without one. What goes on after a suspension is no new stage. */
export const UNEXAMINED = `(g.stage in (${oneOf(AFTER_EXPERTISE)}) and g.from_stage is distinct from 'SUSPENDED' and ${verdictBy('g.project_id', 'g.occurred_on')} is distinct from 'POSITIVE')`;
