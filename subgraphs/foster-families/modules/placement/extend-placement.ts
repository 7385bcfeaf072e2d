import type { SubgraphContext } from '../../../shared/context.js';
import { addMonths } from '../../../shared/calendar.js';
import type { CivilDate } from '../../../shared/clock.js';
import type { MutationRule } from '../../../shared/mutation/mutate.js';
import { Refused } from '../../../shared/mutation/refusal.js';
import type { PlacementFormCode } from '../form/placement-form.type.js';
import { readForms } from '../form/placement-form.repository.js';
import { termsOn } from '../form/form-terms.js';
import { requireStep, stageOf } from '../life/placement-stages.js';
import { requireSuitable } from './carer-rules.js';
import { requireOpen } from './end-placement.js';
import { changePlacement, type PlacementChange } from './placement-change.js';
import type { ExtendPlacementInput } from './placement.input.type.js';
import { requireMinor } from './placement-rules.js';
import type { PlacementOutcome } from './placement-outcome.type.js';

interface Contract {
  readonly plannedUntil: string | null;
  readonly extensions: number;
  readonly carers: readonly string[];
}

/** The contract, with the family's carers on the day. */
async function contractOf({ em, placement, occurredOn }: PlacementChange): Promise<Contract> {
  const [row] = await em.execute<Contract[]>(
    `select p.planned_until as "plannedUntil", p.extensions,
            to_json(array(select c.iin from carer c where c.family_id = p.family_id and c.valid_from <= ? and (c.valid_to is null or c.valid_to > ?) order by c.iin)) as carers
       from placement p where p.id = ?`, [occurredOn, occurredOn, placement.id]);
  if (row === undefined) throw new Error('A placement that is held has gone.');
  return row;
}

/** What follows a contract that is not extended: a professional foster family's none with the same carers, any other a new one. */
const followsOn = (form: PlacementFormCode): string => (form === 'PROFESSIONAL_FOSTER' ? 'another form or another family follows' : 'a new one continues it');

/** Goes on with a contract for the term of the form, as often as the law allows. */
export async function extend(change: PlacementChange, today: CivilDate): Promise<void> {
  const { em, child, placement, occurredOn } = change;
  requireOpen(change);
  requireMinor(child, occurredOn);
  const terms = termsOn(await readForms(em), placement.form, placement.validFrom);
  const { plannedUntil, extensions, carers } = await contractOf(change);
  if (terms?.contractMonths == null || plannedUntil === null || extensions >= (terms.extensions ?? 0)) {
    throw new Refused('NOT_EXTENDABLE', 'input.placement', `The contract is not extended, or not once more: ${followsOn(placement.form)} (${terms?.legalBasis ?? 'Code on Marriage and Family'}).`);
  }
  // The first day after the term: who agrees on it agrees too late.
  if (occurredOn >= plannedUntil) throw new Refused('TERM_IS_OVER', 'input.occurredOn', `The contract ended before ${plannedUntil}: ${followsOn(placement.form)}.`);
  await requireSuitable(em, carers, { form: placement.form, kind: 'EXTENDED', day: occurredOn, today, child });
  await em.execute('update placement set planned_until = ?, extensions = extensions + 1 where id = ?', [addMonths(plannedUntil, terms.contractMonths), placement.id]);
}

export const extendPlacement = (context: SubgraphContext, rule: MutationRule, input: ExtendPlacementInput): Promise<PlacementOutcome> =>
  changePlacement(context, rule, input, 'EXTENDED', async (change) => {
    const { placement } = change;
    // What has ended is refused with a word of its own.
    if (placement.validTo === null) requireStep(stageOf(placement, placement.reviewId !== null), 'EXTEND', 'input.placement');
    await extend(change, context.today);
  });
