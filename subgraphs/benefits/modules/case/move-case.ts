import { addDays, earliest } from '../../../shared/calendar.js';
import type { SubgraphContext } from '../../../shared/context.js';
import { noteOf, type JournalNote } from '../../../shared/mutation/journal-note.js';
import type { MutationRule } from '../../../shared/mutation/mutate.js';
import { Refused, requireVersion } from '../../../shared/mutation/refusal.js';
import { addWorkingDays } from '../../../shared/working-days/working-days.js';
import { serviceDays } from '../../rules/service-terms.js';
import { answerWithCase, type BenefitCaseOutcome } from './case-outcome.type.js';
import { changeCase, lockCase, readChildren, type CaseChange } from './case-state.repository.js';
import { nextState, stateOn } from './case-transitions.js';
import type { MoveBenefitCaseInput } from './case.input.type.js';
import type { CaseRow } from './case.repository.js';

type Terms = Pick<CaseChange, 'documentsBy' | 'decideBy'>;

/** Missing papers put the decision off by as many calendar days as they may take. */
function askedFor({ programme, decideBy, documentsBy }: CaseRow, { occurredOn }: JournalNote): Terms {
  if (documentsBy !== null) return {}; // once for all
  const days = serviceDays('EXTENSION', programme, occurredOn);
  return { documentsBy: addDays(occurredOn, days), ...(decideBy === null ? {} : { decideBy: addDays(decideBy, days) }) };
}

/** From the papers on the decision has its usual term, and no more than was put off. */
function cameIn({ programme, decideBy }: CaseRow, { receivedOn }: JournalNote): Terms {
  const usual = addWorkingDays(receivedOn, serviceDays('DECISION', programme, receivedOn));
  return { decideBy: decideBy === null ? usual : earliest(decideBy, usual) };
}

const TERMS: Readonly<Record<MoveBenefitCaseInput['move'], (found: CaseRow, note: JournalNote) => Terms>> = {
  CHECK: () => ({}),
  REQUEST_DOCUMENTS: askedFor,
  RECEIVE_DOCUMENTS: cameIn,
  APPEAL: () => ({}),
};

/** The day of a step must not lie before the application. */
export function requireAfterApplication({ appliedOn }: CaseRow, { occurredOn }: JournalNote): void {
  if (appliedOn !== null && occurredOn < appliedOn) throw new Refused('OUT_OF_ORDER', 'input.occurredOn', 'The step must not lie before the application.');
}

/** Takes a step that decides nothing yet. */
export function moveCase(context: SubgraphContext, rule: MutationRule, input: MoveBenefitCaseInput): Promise<BenefitCaseOutcome> {
  return answerWithCase(context, rule, input, async (em, viewer) => {
    const note = noteOf(input, context, viewer);
    const found = await lockCase(em, input.case);
    requireVersion(input.expectedVersion, found.version);
    const to = nextState(stateOn(found, context.today), input.move, 'input.move');
    requireAfterApplication(found, note);
    await changeCase(em, found, { action: input.move, to, ...TERMS[input.move](found, note) }, note);
    const children = await readChildren(em, found.id);
    return { reference: { case: found.id }, subjects: [...children.map(({ iin }) => iin), found.recipientIin] };
  });
}
