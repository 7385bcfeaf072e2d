import type { SubgraphContext } from '../../../shared/context.js';
import { holdsOn } from '../../../shared/dated.js';
import { badInput } from '../../../shared/errors.js';
import type { MutationRule } from '../../../shared/mutation/mutate.js';
import { Refused } from '../../../shared/mutation/refusal.js';
import { readForms } from '../form/placement-form.repository.js';
import { lastingPeriod, termsOn } from '../form/form-terms.js';
import { readStay } from '../life/stay.repository.js';
import { changePlacement, type PlacementChange } from '../placement/placement-change.js';
import type { PlacementOutcome } from '../placement/placement-outcome.type.js';
import { reportDays } from './due.js';
import type { RecordReportInput, RecordVisitInput } from './supervision.input.type.js';

/** Nobody visits a placement, reports on it or reviews it that never took effect. */
export function requireInEffect({ placement }: Pick<PlacementChange, 'placement'>): void {
  if (placement.awaitedEvent !== null) throw new Refused('NOT_ON_RECORD', 'input.placement', 'The placement must be in effect.');
}

/** A visit is to a placement that lasts that day; it may be written down once that has ended. */
export function requireWithin({ placement: { validFrom, validTo }, occurredOn }: Pick<PlacementChange, 'placement' | 'occurredOn'>): void {
  if (!holdsOn({ validFrom, validTo }, occurredOn)) throw new Refused('NOT_ON_RECORD', 'input.occurredOn', 'The day must lie within the placement.');
}

/** Records a visit of the guardianship body. */
export function recordVisit(context: SubgraphContext, rule: MutationRule, input: RecordVisitInput): Promise<PlacementOutcome> {
  if (input.seenAlone && !input.childSeen) throw badInput('input.seenAlone', 'must be false where the child was not seen.');
  return changePlacement(context, rule, input, 'VISITED', async (change) => {
    requireInEffect(change);
    requireWithin(change);
    const { em, placement, occurredOn, receivedOn, source } = change;
    await em.execute('insert into placement_visit (placement_id, announced, visited_on, received_on, child_seen, seen_alone, finding, source) values (?, ?, ?, ?, ?, ?, ?, ?)',
      [placement.id, input.announced, occurredOn, receivedOn, input.childSeen, input.seenAlone, input.finding, source]);
  });
}

/** Records that a report came, also after the placement has ended; at most the one that is due next. */
export function recordReport(context: SubgraphContext, rule: MutationRule, input: RecordReportInput): Promise<PlacementOutcome> {
  return changePlacement(context, rule, input, 'REPORTED', async (change) => {
    requireInEffect(change);
    const { em, child, placement, receivedOn, source } = change;
    const forms = await readForms(em);
    const interval = termsOn(forms, placement.form, placement.validFrom)?.reportIntervalMonths ?? null;
    if (interval === null || !reportDays({ ...lastingPeriod(forms, placement, child.birthDate), since: (await readStay(em, placement.id)).since }, interval, context.today).includes(input.dueOn)) {
      throw new Refused('NOT_ON_RECORD', 'input.dueOn', 'No report on the placement falls due on that day; Placement.reports lists them.');
    }
    const known = await em.execute<unknown[]>('select 1 from placement_report where placement_id = ? and due_on = ?', [placement.id, input.dueOn]);
    if (known.length > 0) throw new Refused('ALREADY_RECORDED', 'input.dueOn', 'That report is on record already.');
    await em.execute('insert into placement_report (placement_id, due_on, received_on, health_passport, source) values (?, ?, ?, ?, ?)', [placement.id, input.dueOn, receivedOn, input.healthPassport, source]);
  });
}
