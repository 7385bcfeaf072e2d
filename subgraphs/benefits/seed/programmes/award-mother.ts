import { addDays } from '../../../shared/calendar.js';
import type { SyntheticMotherAward, SyntheticPerson } from '../../../shared/synthetic/household.js';
import { type AwardDraft, caseFrom, deathEnding, decided, delay, firstEnding, outcomeOf, type SeedScope } from '../award-draft.js';
import { endOf, FAR } from '../household-view.js';

/**
 * AWARD_MOTHER (Social Code, 93–95): for life, from the application. It is the mother's own and names no child. A higher
 * award takes the place of a lower one.
 */
export function awardedMotherAwards(scope: SeedScope): AwardDraft[] {
  return scope.view.household.motherAwards.flatMap((award) => {
    const mother = scope.view.person(award.person);
    return mother === undefined ? [] : motherAward(scope, mother, award);
  });
}

function motherAward({ facts, view }: SeedScope, mother: SyntheticPerson, award: SyntheticMotherAward): AwardDraft[] {
  const key = ['AWARD_MOTHER', mother.iin, award.from];
  const receivedOn = addDays(award.from, delay(facts, 10, 60, 'received', ...key));
  const decidedOn = decided(facts, receivedOn, ...key);
  const stay = view.stays(mother).find(({ from, to }) => from <= receivedOn && receivedOn < to);
  const replaced = endOf(award) === mother.death?.on ? FAR : endOf(award);
  const ending = stay && firstEnding([
    deathEnding(mother.death, 'RECIPIENT_DIED'),
    { on: replaced, reason: 'AWARD_REPLACED' },
    { on: stay.to, reason: stay.endReason, suspends: stay.endReason === 'MOVED_ABROAD' },
  ]);
  if (ending === undefined || decidedOn > facts.asOf || receivedOn >= ending.on) return [];
  return [{
    ...outcomeOf(ending, null, facts.asOf),
    programme: 'AWARD_MOTHER',
    component: 'BENEFIT',
    payee: { iin: mother.iin, bin: null },
    district: null,
    body: null,
    occurredOn: award.from,
    receivedOn,
    decidedOn,
    since: receivedOn,
    children: [],
    cases: [caseFrom(receivedOn, { programme: 'AWARD_MOTHER', facts: { motherAward: award.award } })],
  }];
}
