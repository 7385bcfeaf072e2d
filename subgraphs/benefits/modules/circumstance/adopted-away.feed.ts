import type { EntityManager } from '@mikro-orm/postgresql';
import { textArray } from '../../../shared/database/text-array.js';
import { addDays, latest } from '../../../shared/calendar.js';
import type { CivilDate } from '../../../shared/clock.js';
import type { Apply } from '../../../shared/feeds/consume.js';
import type { JournalNote } from '../../../shared/mutation/journal-note.js';
import { RULES } from '../../rules/rules.js';
import { holdPeople } from '../access/nation.js';
import { endMembership, lockAwards, membershipsOf } from '../award/award-state.repository.js';
import { familyOf, type Parentage } from '../award/adoption.feed.js';
import { UNTOLD } from '../due-entitlement/due-entitlement.repository.js';
import { endFrom } from '../due-entitlement/follow-entitlement.js';
import { changeAmounts } from '../job/job.js';
import { CARE_PROGRAMMES } from '../programme/programme-code.type.js';
import { applyHappening } from './apply-effect.js';
import { type Concerned, type Effect, groundOf, GROUPS, inOn } from './effect.js';

/** The Code on Marriage and Family, by which an adopted child is no longer a child of whoever was its parent. */
const ADOPTION = 'FC 100(2)';

/** What the Social Code decides on and is paid month by month: what is paid once is over, and due once for a child whoever raises it. */
const RUNNING = textArray(Object.values(RULES).filter(({ unit }) => unit === 'MONTHLY').map(({ programme }) => programme));

const SEALED = `a.programme = any (?::text[]) and a.component = 'BENEFIT' and a.status in ('ACTIVE', 'SUSPENDED')
  and exists (select 1 from benefit_award_child c where c.award_id = a.id and c.iin = ? and c.sealed_on is not null and not c.never_due and (c.until is null or c.until >= ?))`;

/** What an adoption does to an award for a recipient who is no parent since: the child leaves it, or it ends, on the day before. */
function effectOfAdoption({ award, members, child }: Concerned, event: 'RIGHTS_REMOVED' | 'GUARDIAN_REMOVED', day: CivilDate): Effect {
  const from = latest(day, award.since);
  const others = members.filter((one) => one.iin !== child?.iin && inOn(one, from));
  if (child !== null && others.length > 0 && others.length >= (GROUPS[award.programme] ?? 1)) {
    return { kind: 'CHILD_LEFT', child, before: others.length + 1, after: others.length, article: ADOPTION, from };
  }
  const article = groundOf(award.programme, event)?.article ?? ADOPTION;
  return { kind: from === award.since ? 'NEVER_DUE' : 'TERMINATED', reason: others.length > 0 ? 'TOO_FEW_CHILDREN' : event, noRightFrom: null, article, from };
}

/** A child's time in a sealed award that begins with the adoption, or goes on in one that is over, takes nobody's place either. */
const RELEASE = `
  update benefit_award_child set until = greatest(since, ?::date - 1), never_due = never_due or since >= ?
   where iin = ? and sealed_on is not null and programme = any (?::text[]) and component = 'BENEFIT' and (until is null or until >= ?)`;

/** What guardianship bodies tell of ends by what they tell, and what nobody told of by nothing else: their events do not name the child any more. */
const UNTOLD_CARE = `a.programme = any (?::text[]) and a.status in ('ACTIVE', 'SUSPENDED') and ${UNTOLD}
  and exists (select 1 from benefit_award_child c where c.award_id = a.id and c.iin = ? and not c.never_due and c.since < ? and (c.until is null or c.until >= ?))`;

const CARE = textArray(CARE_PROGRAMMES.filter((programme) => programme !== 'ADOPTION_ONCE'));

/** Ends awards of before the feed as the end of a placement would; a carer's pay goes on while there are other children. */
async function endUntold(em: EntityManager, iin: string, day: CivilDate, note: JournalNote): Promise<void> {
  for (const award of await lockAwards(em, UNTOLD_CARE, [CARE, iin, day, day])) {
    const members = await membershipsOf(em, award.id);
    if (!members.some((one) => one.iin !== iin && inOn(one, day))) await endFrom(em, award, day, note);
    else for (const { id } of members.filter((one) => one.iin === iin && one.since < day)) await endMembership(em, id, addDays(day, -1));
  }
}

async function endFor(em: EntityManager, { iin, parents: told }: Parentage, day: CivilDate, receivedOn: CivilDate): Promise<void> {
  const parents = new Set(told.map((parent) => parent.iin));
  await changeAmounts(em);
  await holdPeople(em, [iin]);
  for (const award of await lockAwards(em, SEALED, [RUNNING, iin, day])) {
    const members = await membershipsOf(em, award.id);
    const concerned: Concerned = { award, members, child: members.findLast((one) => one.iin === iin) ?? null, whose: null };
    const event = parents.has(award.recipientIin ?? '') ? 'RIGHTS_REMOVED' : 'GUARDIAN_REMOVED';
    const note = { occurredOn: day, receivedOn, source: 'registry', by: null };
    await applyHappening(em, concerned, { happening: { event, occurredOn: day, receivedOn }, note, today: receivedOn, facts: null }, effectOfAdoption(concerned, event, day));
  }
  await endUntold(em, iin, day, { occurredOn: day, receivedOn, source: 'registry', by: null });
  await em.execute(RELEASE, [day, day, iin, RUNNING, day]);
}

/**
 * Ends what an adoption has sealed, from its day on: nobody else tells of it, since the guardianship is sealed as well, and an official
 * could neither see nor end it. So the former recipient is paid no longer, and whoever adopted is neither refused nor told of it.
 */
export const endSealed: Apply<Parentage> = async (em, events) => {
  for (const { data, receivedOn } of events) {
    const { adopted } = familyOf(data);
    if (adopted !== null && adopted <= receivedOn) await endFor(em, data, adopted, receivedOn);
  }
};
