import type { EntityManager } from '@mikro-orm/postgresql';
import { addDays } from '../../../shared/calendar.js';
import { textArray } from '../../../shared/database/text-array.js';
import type { Apply, ReceivedEvent } from '../../../shared/feeds/consume.js';
import type { DataFor } from '../../../shared/feeds/contract.js';
import type { LIFE_EVENTS } from '../../../shared/feeds/contracts/life-events.js';
import { RULES } from '../../rules/rules.js';
import { serviceDays } from '../../rules/service-terms.js';
import { holdPeople } from '../access/nation.js';
import { LAW_BOOK } from '../rate/law.js';
import { insertCase } from './case-state.repository.js';
import { sameRight } from './same-right.js';

type Birth = DataFor<typeof LIFE_EVENTS, 'benefits', 'BIRTH'>;

/** What is offered when a child is born. Which of the two childcare benefits it will be is seen at the decision: they are one right. */
const OFFERED = ['BIRTH', 'CARE_STATE'] as const;

/** Whom the message goes to: the mother, or the father where there is none on record. */
function recipientOf({ parents }: Birth): string | null {
  const now = parents.filter(({ to }) => to === null);
  return (now.find(({ role }) => role === 'MOTHER') ?? now[0])?.iin ?? null;
}

const isCitizen = ({ citizenships }: Birth): boolean => citizenships.some(({ country, to }) => country === 'KZ' && to === null);

/** A child has been offered it, or somebody has asked for it, or it is awarded: whatever became of that. */
const KNOWN = `
  select 1 where exists (select 1 from benefit_case_child where iin = ? and programme = any (?::text[]))
              or exists (select 1 from benefit_award_child where iin = ? and programme = any (?::text[]) and not never_due)`;

async function isKnown(em: EntityManager, iin: string, programme: (typeof OFFERED)[number]): Promise<boolean> {
  const right = textArray(sameRight(programme));
  return (await em.execute<unknown[]>(KNOWN, [iin, right, iin, right])).length > 0;
}

async function offer(em: EntityManager, { data, receivedOn }: ReceivedEvent<Birth>, recipientIin: string, regionKato: string): Promise<void> {
  const { iin, birthDate } = data;
  await holdPeople(em, [iin, recipientIin]);
  for (const programme of OFFERED) {
    const { applyBy } = RULES[programme].entitlement({ birthDate }, receivedOn, LAW_BOOK);
    if ((applyBy !== null && receivedOn > applyBy) || (await isKnown(em, iin, programme))) continue;
    const expiresOn = addDays(receivedOn, serviceDays('OFFER', programme, receivedOn));
    await insertCase(em, {
      programme, proactive: true, recipientIin, regionKato, state: 'OFFERED', occurredOn: birthDate, receivedOn, appliedOn: null, expiresOn,
      noticeBy: null, decideBy: null, children: [{ iin, birthDate, fullTimeStudent: false }],
    }, { occurredOn: birthDate, receivedOn, source: 'registry', by: null });
  }
}

/**
 * Offers the benefits of a birth: once for each child, told of as often as may be. A child without citizenship, residence or parents on
 * record is offered nothing, because it cannot be seen from here that there is a right, or whose; an application is always possible.
 */
export const offerOnBirth: Apply<Birth> = async (em, events) => {
  for (const event of events) {
    const [recipient, region] = [recipientOf(event.data), event.data.residence?.regionKato ?? null];
    if (recipient !== null && region !== null && isCitizen(event.data)) await offer(em, event, recipient, region);
  }
};
