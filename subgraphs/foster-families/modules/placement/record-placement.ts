import type { EntityManager } from '@mikro-orm/postgresql';
import type { SubgraphContext } from '../../../shared/context.js';
import { inputText } from '../../../shared/mutation/event-dates.js';
import type { MutationRule } from '../../../shared/mutation/mutate.js';
import { unionOf } from '../../../shared/periods.js';
import { showConfidential } from '../access/register.service.js';
import { tellChanges, tellShielded, toldOf, type Told, type ToldChange } from '../feeds/told.js';
import { readForms } from '../form/placement-form.repository.js';
import { regionOfDistrict } from '../../reference/districts.js';
import { plannedUntilOf } from './contract-term.js';
import { answer, decisionOf } from './placement-change.js';
import { recordFirst } from './placement-event.repository.js';
import { requireHome } from './placement-home.js';
import type { RecordPlacementInput } from './placement.input.type.js';
import type { PlacementOutcome } from './placement-outcome.type.js';
import { requireDistrict, requireForm, requireFree, requireLivingChild } from './placement-rules.js';
import { beginShielding, insertPlacement } from './placement-state.repository.js';
import { takeOver } from './take-over.js';

const LONGEST_ACT = 200;

/** Before there is a placement to be hidden; the event that it waits for. */
async function shieldFirst(em: EntityManager, change: ToldChange, before: Told): Promise<{ awaitedEvent: string; told: Told }> {
  const shielded = unionOf([...before.shielded, { from: change.occurredOn, to: null }]);
  return { awaitedEvent: await tellShielded(em, change, shielded), told: { ...before, shielded } };
}

/**
 * Records a placement. One that is not shielded takes effect at once. Of a shielded one others are told that the child is shielded
 * and nothing else; it waits until they have applied that (activation.ts).
 */
export function recordPlacement(context: SubgraphContext, rule: MutationRule, input: RecordPlacementInput): Promise<PlacementOutcome> {
  return answer(context, rule, input, async (em, viewer) => {
    const decision = decisionOf(input, context);
    const act = inputText('input.act', input.act, LONGEST_ACT);
    const { iin, form, body, reason, district } = input;
    const { occurredOn, source } = decision;
    await showConfidential(em);
    requireDistrict(viewer, district);
    const child = await requireLivingChild(em, iin, occurredOn);
    const { contractMonths } = requireForm(await readForms(em), form, child, occurredOn);
    const { carers, ...home } = await requireHome(em, input);
    await requireFree(em, input);
    const change = { child, occurredOn, today: context.today };
    const before = await toldOf(em, child);
    const { awaitedEvent, told } = input.shielded ? await shieldFirst(em, change, before) : { awaitedEvent: null, told: before };
    const plannedUntil = plannedUntilOf(input, contractMonths);
    const place = { regionKato: regionOfDistrict(district), districtKato: district };
    const id = await insertPlacement(em, { iin, form, ...home, bodyBin: body, act, reason, ...place, validFrom: occurredOn, plannedUntil, awaitedEvent, source });
    if (input.shielded) await beginShielding(em, { id, iin }, occurredOn, source);
    else await takeOver(em, { iin, validFrom: occurredOn }, decision);
    await recordFirst(em, id, { ...decision, kind: 'RECORDED' });
    await tellChanges(em, change, told);
    return { reference: { placement: id }, subjects: [iin, ...carers] };
  });
}
