import { caseFrom } from '../../../../subgraphs/benefits/seed/award-draft.js';
import { dateOf, type Day } from '../../calendar.js';
import type { Anomaly, WrongRow } from '../kind.js';
import type { Scene } from '../scene.js';
import type { AwardRows } from './award-rows.js';
import { BenefitRows } from './benefit-rows.js';
import { openAward } from './drafts.js';

/** DIS_CARER as it should be, paid until today, in which something then goes wrong; of a child who is disabled until a day, or for good. */
export function carersAward(scene: Scene, what: string, dates: Anomaly['dates'], spoil: (award: AwardRows) => readonly WrongRow[], disabledUntil: Day | null = null): Anomaly {
  const [child, recipient] = [scene.child(), scene.mother.iin];
  const since = dateOf(scene.disabled(child, disabledUntil).from);
  const draft = openAward({ programme: 'DIS_CARER', since, recipient, children: [child.iin], cases: [caseFrom(since, { programme: 'DIS_CARER', facts: {} })] });
  return { child: child.iin, others: [recipient], what, dates, plant: { benefits: (rows, context) => spoil(new BenefitRows(rows, context).replace(draft)) } };
}
