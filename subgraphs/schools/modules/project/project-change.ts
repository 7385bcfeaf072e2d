import type { EntityManager } from '@mikro-orm/postgresql';
import type { Decimal } from 'decimal.js';
import type { SubgraphContext } from '../../../shared/context.js';
import { badInput } from '../../../shared/errors.js';
import type { EventInput } from '../../../shared/mutation/input.type.js';
import { noteOf, type JournalNote } from '../../../shared/mutation/journal-note.js';
import { mutate, type MutationRule, type Work } from '../../../shared/mutation/mutate.js';
import { Refused, requireVersion } from '../../../shared/mutation/refusal.js';
import { Refusal } from '../../../shared/mutation/refusal.type.js';
import { lockProject } from './project-state.repository.js';
import type { ProjectChangeInput } from './project.input.type.js';
import type { SchoolProjectOutcome } from './project-outcome.type.js';
import { projectById, type ProjectRow } from './project.repository.js';
import { toProject } from './project.type.js';

/** Carries out a mutation and answers with the project as it is now. It is about nobody. */
export async function answerWithProject(context: SubgraphContext, rule: MutationRule, input: EventInput, work: Work<{ readonly id: string }>): Promise<SchoolProjectOutcome> {
  const done = await mutate(context, rule, input, work);
  if (done instanceof Refusal) return done;
  const row = await projectById(context).load(done.id);
  if (row === null) throw new Error('A project is not there.');
  return toProject(row);
}

/** A change under way: nobody else changes anything of this project, which has the version that the change gives it. */
export interface ProjectChange {
  readonly em: EntityManager;
  readonly project: ProjectRow;
  readonly note: JournalNote;
}

/** Changes one project in the viewer's regions: what every such mutation checks; `work` does what is its own. */
export const changeProject = (context: SubgraphContext, rule: MutationRule, input: ProjectChangeInput, work: (change: ProjectChange) => Promise<void>): Promise<SchoolProjectOutcome> =>
  answerWithProject(context, rule, input, async (em, viewer) => {
    const note = noteOf(input, context, viewer);
    const project = await lockProject(em, input.project);
    if (project === null) throw new Refused('UNKNOWN_PROJECT', 'input.project', 'No project is on record under this id in a region that you act in.');
    requireVersion(input.expectedVersion, project.version - 1);
    await work({ em, note, project });
    return { reference: { id: project.id }, subjects: [] };
  });

/** A sum of an input in tenge; null where it is left out. */
export function tenge(field: string, sum: Decimal | null | undefined): string | null {
  if (sum == null) return null;
  if (sum.lte(0) || sum.decimalPlaces() > 2 || sum.gte('1e14')) throw badInput(field, 'must be a sum in tenge of more than 0 and less than 10^14, with at most two decimals.');
  return sum.toFixed();
}

/** The BIN of an organisation: its fifth digit is of the kind of entity, where an IIN has the tens of a day. What is published names no person, not as an entrepreneur either. */
export function organisation(field: string, bin: string): string {
  if (bin.charAt(4) < '4') throw badInput(field, 'must be the BIN of an organisation: nobody\'s IIN belongs there.');
  return bin;
}
