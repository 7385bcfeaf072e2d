import { withheld, badInput } from '../../../shared/errors.js';
import type { SubgraphContext } from '../../../shared/context.js';
import { noteOf } from '../../../shared/mutation/journal-note.js';
import { mutate } from '../../../shared/mutation/mutate.js';
import { Refused } from '../../../shared/mutation/refusal.js';
import { outcomeType, Refusal } from '../../../shared/mutation/refusal.type.js';
import { requireRegion } from '../access/region.js';
import { ruleOf } from '../access/rule.js';
import { admissionRules } from '../admission/admission-rule.repository.js';
import { figureOn } from '../admission/admission-rules.js';
import { offerPlaces } from '../admission/waiting-list.js';
import { normOn } from '../norm/norm.repository.js';
import { schoolYearIn } from '../norm/school-year.js';
import { lockSchool, type FoundSchool } from '../school/found-school.js';
import { lastClassOf } from '../school/last-class.js';
import type { SetIntakeInput } from './intake.input.type.js';
import { intakeById, intakeNamed, lockIntake, storeIntake } from './intake.repository.js';
import { intakeOf, SchoolIntake } from './intake.type.js';
import { spokenFor } from './room.js';

const SET = ruleOf('setIntake');

export const SchoolIntakeOutcome = outcomeType('SchoolIntakeOutcome', SchoolIntake);
export type SchoolIntakeOutcome = typeof SchoolIntakeOutcome;

/** What a building has, in the shifts that are counted or, where that is more, in those that it works in. */
const ceilingOf = ({ designCapacity, shifts }: FoundSchool, counted: number): number => designCapacity * Math.max(counted, shifts);

async function check({ places, classNumber, language }: SetIntakeInput, school: FoundSchool, context: SubgraphContext): Promise<void> {
  if (places < 0 || places > 10_000) throw badInput('input.places', 'must be from 0 to 10000.');
  const last = await lastClassOf(school.type, context.today, context);
  if (classNumber < 0 || classNumber > last) throw badInput('input.classNumber', `must be from 0 to ${last}: the last class that the school teaches.`);
  if (!school.languages.includes(language)) throw badInput('input.language', `must be one that the school teaches in: ${school.languages.join(', ')}.`);
}

/** Plans an intake. The school is held, so that two of its intakes do not share a place; what is free by then goes to who waits. */
export async function setIntake(context: SubgraphContext, input: SetIntakeInput): Promise<SchoolIntakeOutcome> {
  const done = await mutate(context, SET, input, async (em, viewer) => {
    const note = noteOf(input, context, viewer);
    const school = await lockSchool(em, input.school, 'input.school');
    requireRegion(viewer, school.regionKato, 'input.school');
    await check(input, school, context);
    const { year: schoolYear, next } = await schoolYearIn(input.schoolYear, context.today, context, 'input.schoolYear');
    const key = { schoolId: school.id, schoolYear, classNumber: input.classNumber, language: input.language };
    const [counted, setAside] = [await normOn('SHIFTS_COUNTED', context.today, context), figureOn(await admissionRules(context), 'PLACES_SET_ASIDE', context.today)];
    const ceiling = ceilingOf(school, counted);
    const named = await intakeNamed(em, key);
    const before = named && (await lockIntake(em, named.id));
    const own = before === null ? -setAside : before.places;
    const { stay, planned } = await spokenFor(em, key, next, context);
    if (stay + planned - own + input.places > ceiling) throw new Refused('OVER_DESIGN_CAPACITY', 'input.places', `The school has ${ceiling} places in its shifts; pupils who stay, its other intakes and places set aside leave fewer than these.`);
    if (before !== null && before.taken > input.places) throw new Refused('CONTRADICTORY', 'input.places', 'More places are taken already.');
    const id = await storeIntake(em, key, { places: input.places, setAside, ceiling, source: note.source });
    await offerPlaces(em, id, context.today);
    return { reference: { intake: id }, subjects: [] };
  });
  if (done instanceof Refusal) return done;
  const row = await intakeById(context).load(done.intake);
  if (row === null) throw withheld('OUT_OF_VIEW');
  return intakeOf(row, await normOn('SMALLEST_COUNT', context.today, context));
}
