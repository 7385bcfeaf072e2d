import { badInput } from '../../../shared/errors.js';
import type { SubgraphContext } from '../../../shared/context.js';
import { inputText } from '../../../shared/mutation/event-dates.js';
import { noteOf } from '../../../shared/mutation/journal-note.js';
import { Refused } from '../../../shared/mutation/refusal.js';
import { requireRegion } from '../access/region.js';
import { ruleOf } from '../access/rule.js';
import { lockSchool } from '../school/found-school.js';
import { answerWithSchool, type SchoolOutcome } from '../school/school-outcome.js';
import type { SetCatchmentInput } from './catchment.input.type.js';
import { catchmentSince, replaceCatchment, type Microdistrict } from './catchment.repository.js';

const SET = ruleOf('setCatchment');

const [MOST, LONGEST] = [100, 200] as const;

function partsOf({ microdistricts }: SetCatchmentInput): Microdistrict[] {
  if (microdistricts.length > MOST) throw badInput('input.microdistricts', `must be at most ${MOST}.`);
  if (new Set(microdistricts.map(({ code }) => code)).size < microdistricts.length) throw badInput('input.microdistricts', 'must name each code once.');
  return microdistricts.map(({ code, name }, n) => {
    if (!/^[\p{L}\d-]{1,20}$/u.test(code)) throw badInput(`input.microdistricts[${n}].code`, 'must be 1 to 20 letters, digits and hyphens.');
    return { code: inputText(`input.microdistricts[${n}].code`, code, LONGEST), name: inputText(`input.microdistricts[${n}].name`, name, LONGEST) };
  });
}

/** Says which part of its district a school serves. Applications that are under way keep the standing that they came with. */
export function setCatchment(context: SubgraphContext, input: SetCatchmentInput): Promise<SchoolOutcome> {
  return answerWithSchool(context, SET, input, async (em, viewer) => {
    const { occurredOn, source } = noteOf(input, context, viewer);
    const school = await lockSchool(em, input.school, 'input.school');
    requireRegion(viewer, school.regionKato, 'input.school');
    const since = await catchmentSince(em, school);
    if (since !== null && occurredOn < since) throw new Refused('OUT_OF_ORDER', 'input.occurredOn', `The catchment was last changed from ${since} on: what it was before is kept as it was.`);
    await replaceCatchment(em, school, partsOf(input), occurredOn, source);
    return school.id;
  });
}
