import type { SubgraphContext } from '../../../shared/context.js';
import { inputText } from '../../../shared/mutation/event-dates.js';
import type { MutationRule } from '../../../shared/mutation/mutate.js';
import { Refused } from '../../../shared/mutation/refusal.js';
import { changeProject } from './project-change.js';
import { insertConclusion } from './project-state.repository.js';
import type { RecordExpertiseInput } from './project.input.type.js';
import type { SchoolProjectOutcome } from './project-outcome.type.js';
import { isLookedAt, requireSince } from './project-rules.js';

const LONGEST_NUMBER = 50;

/** Puts a conclusion on record: from the day on which the State expertise has the project until it is commissioned, since a design that is changed is looked at again. */
export function recordExpertise(context: SubgraphContext, rule: MutationRule, input: RecordExpertiseInput): Promise<SchoolProjectOutcome> {
  return changeProject(context, rule, input, async ({ em, project, note }) => {
    const number = inputText('input.number', input.number, LONGEST_NUMBER);
    if (!isLookedAt(project)) throw new Refused('NOT_IN_THIS_STATE', 'input.project', `The project is ${project.stage}: the State expertise concludes from STATE_EXPERTISE on, until COMMISSIONED.`);
    // Steps that were taken rest on what had been said by their day.
    requireSince(project, note.occurredOn);
    if (!(await insertConclusion(em, project, { number, verdict: input.verdict }, note))) throw new Refused('ALREADY_RECORDED', 'input.number', 'The project has a conclusion with this number.');
  });
}
