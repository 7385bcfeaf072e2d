import type { SubgraphContext } from '../../../shared/context.js';
import { badInput } from '../../../shared/errors.js';
import { inputText } from '../../../shared/mutation/event-dates.js';
import type { MutationRule } from '../../../shared/mutation/mutate.js';
import { Refused } from '../../../shared/mutation/refusal.js';
import { isDistrict, regionOfDistrict } from '../../reference/districts.js';
import { checkedCapacity, checkedName } from './plan-project.js';
import { changeProject, organisation } from './project-change.js';
import type { ProjectFact } from './project-codes.type.js';
import { insertCorrections, type Correction } from './project-correction.repository.js';
import type { CorrectProjectInput } from './project.input.type.js';
import type { SchoolProjectOutcome } from './project-outcome.type.js';
import type { ProjectRow } from './project.repository.js';

const LONGEST_REASON = 500;

/** Another district of the region: what stands in another region is another body's project. */
function districtFor(district: string, { regionKato, schoolId }: ProjectRow): string {
  if (!isDistrict(district)) throw new Refused('UNKNOWN_PLACE', 'input.district', 'The code must be that of a district or city of the classifier.');
  if (regionOfDistrict(district) !== regionKato) throw new Refused('CONTRADICTORY', 'input.district', 'The district must lie in the project\'s region: in another one it is another project, and this one is cancelled.');
  if (schoolId !== null) throw new Refused('NOT_IN_THIS_STATE', 'input.district', 'The project is a school by now, which stands where its card says.');
  return district;
}

/** The facts that an input names, as they should be, each beside what is on record and the field that names it. */
function factsOf(input: CorrectProjectInput, project: ProjectRow): readonly (Correction & { readonly field: string })[] {
  const { designCapacity, district, rural, customer } = input;
  const name = input.name == null ? null : checkedName(input.name);
  const given: readonly (readonly [fact: ProjectFact, field: string, was: string, corrected: string | null])[] = [
    ['DESIGN_CAPACITY', 'input.designCapacity', String(project.designCapacity), designCapacity == null ? null : String(checkedCapacity(designCapacity))],
    ['DISTRICT', 'input.district', project.districtKato, district == null ? null : districtFor(district, project)],
    ['RURAL', 'input.rural', String(project.rural), rural == null ? null : String(rural)],
    ['NAME_KK', 'input.name.kk', project.nameKk, name?.kk ?? null],
    ['NAME_RU', 'input.name.ru', project.nameRu, name?.ru ?? null],
    ['NAME_EN', 'input.name.en', project.nameEn, name?.en ?? null],
    ['CUSTOMER', 'input.customer', project.customerBin, customer == null ? null : organisation('input.customer', customer)],
  ];
  return given.flatMap(([fact, field, was, corrected]) => (corrected === null ? [] : [{ fact, field, was, corrected }]));
}

/** Of a name that is given as a whole some languages may be right already; of anything else what is given must be new. */
function corrections(input: CorrectProjectInput, project: ProjectRow): Correction[] {
  const facts = factsOf(input, project);
  if (facts.length === 0) throw badInput('input', 'must have at least one fact to correct.');
  const changed = facts.filter(({ was, corrected }) => was !== corrected);
  const same = facts.find(({ fact, was, corrected }) => was === corrected && !(fact.startsWith('NAME') && changed.some((one) => one.fact.startsWith('NAME'))));
  if (same !== undefined) throw new Refused('ALREADY_RECORDED', same.field, 'That is what is on record.');
  return changed;
}

/** Puts on record what a project should have been recorded as; what was recorded stays beside it. */
export function correctProject(context: SubgraphContext, rule: MutationRule, input: CorrectProjectInput): Promise<SchoolProjectOutcome> {
  return changeProject(context, rule, input, async ({ em, project, note }) => {
    const reason = inputText('input.reason', input.reason, LONGEST_REASON);
    if (note.occurredOn < project.plannedSince) throw new Refused('OUT_OF_ORDER', 'input.occurredOn', 'The day must not lie before the one on which the project was planned.');
    await insertCorrections(em, project, corrections(input, project), reason, note);
  });
}
