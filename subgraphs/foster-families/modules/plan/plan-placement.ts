import type { EntityManager } from '@mikro-orm/postgresql';
import type { Viewer } from '../../../shared/access/viewer.js';
import { addMonths } from '../../../shared/calendar.js';
import type { CivilDate } from '../../../shared/clock.js';
import type { SubgraphContext } from '../../../shared/context.js';
import { badInput } from '../../../shared/errors.js';
import { noteOf } from '../../../shared/mutation/journal-note.js';
import type { MutationRule } from '../../../shared/mutation/mutate.js';
import { Refused } from '../../../shared/mutation/refusal.js';
import { nationwide } from '../../../shared/access/nationwide.js';
import type { PlacementFormCode } from '../form/placement-form.type.js';
import { readForms } from '../form/placement-form.repository.js';
import { requireRoom } from '../placement/carer-rules.js';
import { requireNoSecondTerm } from '../placement/contract-rules.js';
import { requireHome } from '../placement/placement-home.js';
import { requireDistrict, requireForm, requireLivingChild } from '../placement/placement-rules.js';
import { planLapsesOn } from '../../reference/life-terms.js';
import { regionOfDistrict } from '../../reference/districts.js';
import { lapsePlans } from './follow-plans.js';
import { asPlacement, requireFitCarers } from './plan-carers.js';
import { insertPlan } from './placement-plan-state.repository.js';
import { answerWithPlan, type PlacementPlanOutcome } from './placement-plan-outcome.type.js';
import type { PlanPlacementInput } from './plan.input.type.js';

/** Who has custody by them; a stay with guests is none, and nobody reserves a place in an institution. */
const PLANNED_FORMS: ReadonlySet<PlacementFormCode> = new Set<PlacementFormCode>(['GUARDIANSHIP', 'TRUSTEESHIP', 'PATRONAGE', 'FOSTER_FAMILY', 'PROFESSIONAL_FOSTER']);

const MONTHS_AHEAD = 12;

function requireDays({ form, occurredOn, plannedFrom }: PlanPlacementInput, today: CivilDate): void {
  if (!PLANNED_FORMS.has(form)) throw new Refused('DOES_NOT_FIT_FORM', 'input.form', `A placement is planned as ${[...PLANNED_FORMS].join(', ')}.`);
  if (plannedFrom < occurredOn || plannedFrom > addMonths(occurredOn, MONTHS_AHEAD)) throw badInput('input.plannedFrom', 'must not be before `occurredOn`, and within a year of it.');
  if (planLapsesOn(plannedFrom) <= today) throw badInput('input.plannedFrom', 'must not be so long ago that the plan would have lapsed by today.');
}

async function requireNoPlan(em: EntityManager, iin: string): Promise<void> {
  const rows = await nationwide(em, () => em.execute<unknown[]>('select 1 from placement_plan where iin = ? and closed_on is null', [iin]));
  if (rows.length > 0) throw new Refused('ALREADY_RECORDED', 'input.iin', 'A placement of the child is planned already: carry it out, or withdraw it first.');
}

async function plan(em: EntityManager, viewer: Viewer, context: SubgraphContext, input: PlanPlacementInput): Promise<{ id: string; carers: readonly string[] }> {
  const { today } = context;
  const { iin, form, district, plannedFrom, occurredOn } = input;
  const note = noteOf(input, context, viewer);
  requireDistrict(viewer, district);
  const child = await requireLivingChild(em, iin, occurredOn);
  const terms = requireForm(await readForms(em), form, child, plannedFrom);
  const { familyId, carers } = await requireHome(em, viewer, asPlacement(input, occurredOn));
  if (familyId === null) throw new Error('A home of a planned form is a family.');
  await lapsePlans(em, familyId, iin, today);
  await requireNoPlan(em, iin);
  await requireRoom(em, familyId, iin, terms, { day: plannedFrom, today });
  await requireFitCarers(em, child, { form, familyId, carers, day: occurredOn, today });
  await requireNoSecondTerm(em, familyId, asPlacement(input, plannedFrom));
  const id = await insertPlan(em, { iin, form, familyId, bodyBin: input.body, reason: input.reason, regionKato: regionOfDistrict(district), districtKato: district, plannedFrom, lapsesOn: planLapsesOn(plannedFrom) }, note);
  return { id, carers };
}

/** Plans a placement: it holds room in the family, and nothing else follows from it. */
export function planPlacement(context: SubgraphContext, rule: MutationRule, input: PlanPlacementInput): Promise<PlacementPlanOutcome> {
  return answerWithPlan(context, rule, input, async (em, viewer) => {
    requireDays(input, context.today);
    const { id, carers } = await plan(em, viewer, context, input);
    return { reference: { id }, subjects: [input.iin, ...carers] };
  });
}
