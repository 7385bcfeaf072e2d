import type { EntityManager } from '@mikro-orm/postgresql';
import { registerRegions } from '../../../shared/access/regions.js';
import type { Viewer } from '../../../shared/access/viewer.js';
import type { SubgraphContext } from '../../../shared/context.js';
import { badInput } from '../../../shared/errors.js';
import { inputText } from '../../../shared/mutation/event-dates.js';
import { noteOf } from '../../../shared/mutation/journal-note.js';
import type { MutationRule } from '../../../shared/mutation/mutate.js';
import { Refused } from '../../../shared/mutation/refusal.js';
import { isDistrict, regionOfDistrict } from '../../reference/districts.js';
import { isSchoolId } from '../school/school.repository.js';
import { planned } from './plan-stage.js';
import { answerWithProject, organisation, tenge } from './project-change.js';
import type { PlanProjectInput, ProjectNameInput } from './project.input.type.js';
import type { SchoolProjectOutcome } from './project-outcome.type.js';
import { schoolsOfRegion } from './project-school.repository.js';
import { insertPlans, insertProject, insertReliefs, insertStage } from './project-state.repository.js';

const LARGEST = 100_000;
const MOST_RELIEVED = 20;
const LONGEST_NAME = 200;

/** Places by design, checked. */
export function checkedCapacity(designCapacity: number): number {
  if (designCapacity < 1 || designCapacity > LARGEST) throw badInput('input.designCapacity', `must be from 1 to ${LARGEST}.`);
  return designCapacity;
}

/** The region of a place that the classifier has, where the viewer acts in it. */
function regionFor(viewer: Viewer, district: string): string {
  if (!isDistrict(district)) throw new Refused('UNKNOWN_PLACE', 'input.district', 'The code must be that of a district or city of the classifier.');
  const region = regionOfDistrict(district);
  const regions = registerRegions(viewer);
  if (!regions.includes('*') && !regions.includes(region)) throw new Refused('OUTSIDE_YOUR_REGIONS', 'input.district', 'The place must lie in a region that you act in; staff for the whole country may plan anywhere.');
  return region;
}

/** A name, checked. */
export const checkedName = ({ kk, ru, en }: ProjectNameInput): ProjectNameInput =>
  ({ kk: inputText('input.name.kk', kk, LONGEST_NAME), ru: inputText('input.name.ru', ru, LONGEST_NAME), en: inputText('input.name.en', en, LONGEST_NAME) });

/** Keys of schools of a region, each once. */
async function schoolsIn(em: EntityManager, region: string, ids: readonly string[]): Promise<string[]> {
  const wanted = [...new Set(ids)];
  if (wanted.length > MOST_RELIEVED) throw badInput('input.relieves', `must name at most ${MOST_RELIEVED} schools.`);
  const found = await schoolsOfRegion(em, region, wanted.filter(isSchoolId));
  if (found.length < wanted.length) throw new Refused('UNKNOWN_SCHOOL', 'input.relieves', 'Each must be the id of a school of the project\'s region.');
  return found;
}

/** Puts a project on record. */
export function planProject(context: SubgraphContext, rule: MutationRule, input: PlanProjectInput): Promise<SchoolProjectOutcome> {
  return answerWithProject(context, rule, input, async (em, viewer) => {
    const note = noteOf(input, context, viewer);
    const { programme, kind, district: districtKato, rural } = input;
    const designCapacity = checkedCapacity(input.designCapacity);
    const [name, costKzt, customerBin] = [checkedName(input.name), tenge('input.cost', input.cost), organisation('input.customer', input.customer)];
    const regionKato = regionFor(viewer, districtKato);
    const relieved = await schoolsIn(em, regionKato, input.relieves);
    const project = await insertProject(em, { programme, kind, regionKato, districtKato, name, rural, designCapacity, customerBin }, note);
    await insertStage(em, project, null, { stage: 'PLANNED', costKzt }, note);
    await insertPlans(em, project, planned({ path: project.path, reached: ['PLANNED'], before: new Map(), plans: input.plans, statedOn: note.occurredOn }), note);
    await insertReliefs(em, project, relieved);
    return { reference: { id: project.id }, subjects: [] };
  });
}
