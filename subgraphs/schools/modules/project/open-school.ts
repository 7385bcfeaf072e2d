import type { EntityManager } from '@mikro-orm/postgresql';
import { textArray } from '../../../shared/database/text-array.js';
import type { SubgraphContext } from '../../../shared/context.js';
import { badInput } from '../../../shared/errors.js';
import { inputText } from '../../../shared/mutation/event-dates.js';
import type { JournalNote } from '../../../shared/mutation/journal-note.js';
import type { MutationRule } from '../../../shared/mutation/mutate.js';
import { Refused } from '../../../shared/mutation/refusal.js';
import { SchoolProgramme } from '../school/school.enums.js';
import { isSchoolId } from '../school/school.repository.js';
import { changeProject, type ProjectChange } from './project-change.js';
import type { NewSchoolInput, OpenProjectSchoolInput, SchoolFeaturesInput } from './project.input.type.js';
import type { SchoolProjectOutcome } from './project-outcome.type.js';
import type { ProjectRow } from './project.repository.js';
import { requireFollowing } from './project-rules.js';
import { step } from './reach-stage.js';

const LONGEST_NOBD_ID = 50;
const FEATURES = 'stem_lab, robotics_lab, inclusive_room, lift, ramps, cctv, alarm_button, blocks_separated';

const cellsOf = ({ stemLab, roboticsLab, inclusiveRoom, lift, ramps, cctv, alarmButton, blocksSeparated }: SchoolFeaturesInput): boolean[] =>
  [stemLab, roboticsLab, inclusiveRoom, lift, ramps, cctv, alarmButton, blocksSeparated];

/** The programme as a school has it: those that have a name of their own there. */
const programmeOf = ({ programme }: ProjectRow): SchoolProgramme | null => Object.values(SchoolProgramme).find((one) => one === programme) ?? null;

function requireSchool({ shifts, languages }: NewSchoolInput): void {
  if (shifts < 1 || shifts > 3) throw badInput('input.newSchool.shifts', 'must be 1, 2 or 3.');
  if (languages.length === 0) throw badInput('input.newSchool.languages', 'must name at least one language.');
}

/** Puts a new school on record, with the project's name, place and capacity; its key. */
async function createSchool(em: EntityManager, project: ProjectRow, one: NewSchoolInput, features: SchoolFeaturesInput, { occurredOn, source }: JournalNote): Promise<string> {
  requireSchool(one);
  const nobdId = one.nobdId == null ? null : inputText('input.newSchool.nobdId', one.nobdId, LONGEST_NOBD_ID);
  const rows = await em.execute<{ id: string }[]>(
    `insert into school (bin, nobd_id, region_kato, district_kato, name_kk, name_ru, name_en, type, ownership, rural, design_capacity, shifts, building_state, languages, ${FEATURES}, programme, opened_on, source)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'NORMAL', ?::text[], ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing returning id::text`,
    [one.bin, nobdId, project.regionKato, project.districtKato, project.nameKk, project.nameRu, project.nameEn, one.type, one.ownership, project.rural, project.designCapacity, one.shifts,
      textArray([...new Set(one.languages)]), ...cellsOf(features), programmeOf(project), occurredOn, source]);
  if (rows[0] === undefined) throw new Refused('ALREADY_RECORDED', 'input.newSchool', 'A school with this BIN, or this id in the National Education Database, is on record: link it by `school`.');
  return rows[0].id;
}

/** A school of the project's district that came from no project yet, with the features that it has now; its key. */
async function linkSchool(em: EntityManager, project: ProjectRow, id: string, features: SchoolFeaturesInput | null): Promise<string> {
  const [school] = isSchoolId(id) ? await em.execute<{ id: string }[]>('select id::text from school where public_id = ? and district_kato = ? and closed_on is null for update', [id, project.districtKato]) : [];
  if (school === undefined) throw new Refused('UNKNOWN_SCHOOL', 'input.school', 'It must be the id of a school at work in the project\'s district.');
  const taken = await em.execute<unknown[]>('select 1 from project_stage where school_id = ?', [school.id]);
  if (taken.length > 0) throw new Refused('ALREADY_RECORDED', 'input.school', 'The school came from another project.');
  if (features !== null) await em.execute(`update school set (${FEATURES}) = (?, ?, ?, ?, ?, ?, ?, ?) where id = ?`, [...cellsOf(features), school.id]);
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
