import { AFTER_EXPERTISE } from '../../reference/project-steps.js';
import { oneOf } from './columns.js';

const refuse = (constraint: string, message: string): string => `raise exception '${message}' using errcode = 'check_violation', constraint = '${constraint}'`;

/** What the expertise said last, by the day of a stage. */
const VERDICT = `(select e.verdict from expertise_conclusion e where e.project_id = m.project_id and e.concluded_on <= m.occurred_on order by e.concluded_on desc, e.id desc limit 1)`;

/**
 * What foreign keys cannot say of the stages of a project: that their days are in order, and that nothing is tendered, built, equipped or
 * commissioned unless the State expertise has said yes, and not no since. What goes on after a suspension is no new stage.
 */
export const STAGES_GUARD = `
create function check_project_stages() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  perform 1 from made m join project_stage b on b.project_id = m.project_id and b.step = m.step - 1 where m.occurred_on < b.occurred_on;
  if found then ${refuse('project_stage_in_order', 'a stage is from before the one before it')}; end if;
  perform 1 from made m where m.stage in (${oneOf(AFTER_EXPERTISE)}) and m.from_stage <> 'SUSPENDED' and ${VERDICT} is distinct from 'POSITIVE';
  if found then ${refuse('project_stage_expertise', 'a stage needs a positive conclusion of the State expertise')}; end if;
  return null;
end $$`;

export const STAGES_GUARDED = `create trigger project_stage_checked after insert on project_stage referencing new table as made for each statement execute function check_project_stages()`;
