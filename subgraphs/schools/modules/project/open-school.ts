import type { EntityManager } from '@mikro-orm/postgresql';
import type { SubgraphContext } from '../../../shared/context.js';
import { badInput } from '../../../shared/errors.js';
import { inputText } from '../../../shared/mutation/event-dates.js';
import type { JournalNote } from '../../../shared/mutation/journal-note.js';
import type { MutationRule } from '../../../shared/mutation/mutate.js';
import { Refused } from '../../../shared/mutation/refusal.js';
import type { SchoolFeatures } from '../school/school-features.type.js';
import { SchoolProgramme } from '../school/school.enums.js';
import { isSchoolId } from '../school/school.repository.js';
import { changeProject, organisation, type ProjectChange } from './project-change.js';
import { changeFeatures, insertSchool, lockSchool, type NewSchool } from './project-school.repository.js';
import type { NewSchoolInput, OpenProjectSchoolInput } from './project.input.type.js';
import type { SchoolProjectOutcome } from './project-outcome.type.js';
import type { ProjectRow } from './project.repository.js';
import { requireFollowing } from './project-rules.js';
import { step } from './reach-stage.js';

const LONGEST_NOBD_ID = 50;

/** The programme as a school has it: those that have a name of their own there. */
const programmeOf = ({ programme }: ProjectRow): SchoolProgramme | null => Object.values(SchoolProgramme).find((one) => one === programme) ?? null;

/** What a new school's input says, checked. */
function checked({ bin, nobdId, type, ownership, shifts, languages }: NewSchoolInput): NewSchool {
  if (shifts < 1 || shifts > 3) throw badInput('input.newSchool.shifts', 'must be 1, 2 or 3.');
  if (languages.length === 0) throw badInput('input.newSchool.languages', 'must name at least one language.');
  return { type, ownership, shifts, languages, bin: organisation('input.newSchool.bin', bin), nobdId: nobdId == null ? null : inputText('input.newSchool.nobdId', nobdId, LONGEST_NOBD_ID) };
}

/** Puts a new school on record; its key. */
async function createSchool(em: EntityManager, project: ProjectRow, school: NewSchoolInput, features: SchoolFeatures, { occurredOn: openedOn, source }: JournalNote): Promise<string> {
  const id = await insertSchool(em, project, { ...checked(school), features, programme: programmeOf(project), openedOn, source });
  if (id === null) throw new Refused('ALREADY_RECORDED', 'input.newSchool', 'A school with this BIN, or this id in the National Education Database, is on record: link it by `school`.');
  return id;
}

/** A school of the project's district that came from no project yet, with the features that it has now; its key. */
async function linkSchool(em: EntityManager, { districtKato }: ProjectRow, publicId: string, features: SchoolFeatures | null): Promise<string> {
  const school = isSchoolId(publicId) ? await lockSchool(em, publicId, districtKato) : null;
  if (school === null) throw new Refused('UNKNOWN_SCHOOL', 'input.school', 'It must be the id of a school at work in the project\'s district.');
  if (school.taken) throw new Refused('ALREADY_RECORDED', 'input.school', 'The school came from another project.');
  if (features !== null) await changeFeatures(em, school.id, features);
  return school.id;
}

function schoolOf({ em, project, note }: ProjectChange, { school = null, newSchool = null, features = null }: OpenProjectSchoolInput): Promise<string> {
  if ((school === null) === (newSchool === null)) throw badInput('input', 'must have one of school and newSchool.');
  if (newSchool === null) return linkSchool(em, project, school ?? '', features);
  if (features === null) throw badInput('input.features', 'must be given with newSchool.');
  return createSchool(em, project, newSchool, features, note);
}

/** Opens the school that a project has built: it is on record from then on, or was before. */
export function openSchool(context: SubgraphContext, rule: MutationRule, input: OpenProjectSchoolInput): Promise<SchoolProjectOutcome> {
  return changeProject(context, rule, input, async (change) => {
    if (change.project.kind !== 'SCHOOL') throw new Refused('NOT_IN_THIS_STATE', 'input.project', 'The project is no school: a centre is opened by reachStage.');
    requireFollowing(change.project, 'OPENED', change.note.occurredOn, 'input.project');
    await step(change, { stage: 'OPENED', schoolId: await schoolOf(change, input) }, 'input.project');
  });
}
