import { badInput } from '../../../shared/errors.js';
import { LIFE_EVENTS } from '../../../shared/feeds/contracts/life-events.js';
import { publish } from '../../../shared/feeds/publish.js';
import { holdsOn } from '../../../shared/dated.js';
import { Refused } from '../../../shared/mutation/refusal.js';
import { rightsIn } from '../history/event-data.js';
import { inOrder, type Fact } from '../history/fact.js';
import { readFacts, writeFacts } from '../history/fact-table.js';
import { PARENTAGE, PARENTAL_RIGHT, type RightsFact } from '../history/tables.js';
import { setFrom } from '../history/timeline.js';
import type { Change, Concerned } from '../registration/register-change.js';
import type { RegistrationKind } from '../registration/registration-kind.type.js';
import type { ChangeParentalRightsInput, ParentalRightsChange, RightsStatus } from './parental-rights-change.input.type.js';

export const KIND_OF_DECISION: Readonly<Record<ParentalRightsChange, RegistrationKind>> = {
  LIMITED: 'RIGHTS_LIMITED',
  DEPRIVED: 'RIGHTS_DEPRIVED',
  RESTORED: 'RIGHTS_RESTORED',
};

const WORDS = {
  nothingToEnd: 'On that day the parent\'s rights must be restricted in that way.',
  alreadySo: 'On that day the parent\'s rights must not be restricted in that way already.',
};

/** Which status a decision is about: its own, or of those in force the one that a restoration ends. */
function statusOf({ change, restoredFrom }: ChangeParentalRightsInput, inForce: readonly Fact<RightsFact>[]): RightsStatus {
  if (change !== 'RESTORED') return change;
  if (restoredFrom != null) return restoredFrom;
  const statuses = new Set(inForce.map(({ is }) => is.status));
  if (statuses.size > 1) throw new Refused('RIGHTS_AMBIGUOUS', 'input.restoredFrom', 'Rights are both limited and removed on that day: say which of the two ends.');
  const [status] = statuses;
  if (status === undefined) throw new Refused('NOT_ON_RECORD', 'input.occurredOn', 'On that day the parent\'s rights must be limited or removed.');
  return status;
}

/** What a court decided on one parent's rights towards one child. */
export async function changeParentalRights({ em, occurredOn, act }: Change, input: ChangeParentalRightsInput): Promise<Concerned> {
  const { childIin: iin, parentIin, change, restoredFrom } = input;
  if (restoredFrom != null && change !== 'RESTORED') throw badInput('input.restoredFrom', 'must be left out unless rights are restored.');
  const parentages = await readFacts(em, PARENTAGE, iin);
  if (!parentages.some((fact) => fact.is.parentIin === parentIin && holdsOn(fact, occurredOn))) {
    throw new Refused('NOT_ON_RECORD', 'input.parentIin', 'On that day the person must be a parent of the child.');
  }
  const all = await readFacts(em, PARENTAL_RIGHT, iin);
  const ofParent = all.filter(({ is }) => is.parentIin === parentIin);
  const status = statusOf(input, ofParent.filter((fact) => holdsOn(fact, occurredOn)));
  const is = change === 'RESTORED' ? null : { parentIin, status };
  const mine = ofParent.filter((fact) => fact.is.status === status);
  const changed = setFrom(mine, { day: occurredOn, is, act, end: null }, () => true, WORDS);
  const after = inOrder([...all.filter((fact) => !mine.includes(fact)), ...changed]);
  await writeFacts(em, PARENTAL_RIGHT, iin, all, after);
  await publish(em, LIFE_EVENTS, { type: 'PARENTAL_RIGHTS', subjects: [iin, parentIin], occurredOn, data: { iin, rights: rightsIn(after) } });
  return { subjects: [iin, parentIin] };
}
