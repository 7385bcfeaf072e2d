import type { EntityManager } from '@mikro-orm/postgresql';
import { addDays } from '../../../shared/calendar.js';
import { civilDay, type CivilDate } from '../../../shared/clock.js';
import { birthdayAt } from '../../../shared/dated.js';
import { holdPeople } from '../access/nation.js';
import { recordAwardEvent } from '../award/award-event.repository.js';
import { lockAwards, membershipsOf } from '../award/award-state.repository.js';
import { applyHappening, isRecorded } from '../circumstance/apply-effect.js';
import { type Concerned, stayingWithout } from '../circumstance/effect.js';
import { changeAmounts, inBatch, insistently, type Job, type JobSurroundings, ofJob } from '../job/job.js';
import { type Birthday, comeOfAge, departed, type Departure, turnedSeven } from './birthdays.repository.js';

const JOB: Job = { name: 'birthdays', fields: ['AwardAmount.exact', 'AwardAmount.gross', 'AwardAmount.validTo', 'AwardAmount.withheld', 'BenefitAwardEvent.kind', 'BenefitAward.status', 'BenefitAward.suspendedFrom'] };
const SOURCE = 'birth date of the case';
const [OF_AGE, SCHOOL_AGE] = [18, 7];

/** The award with the child it is about, held; null where it is not there any more. */
async function concernedIn(em: EntityManager, { awardId, membershipId, iin }: Departure): Promise<(Concerned & { readonly child: NonNullable<Concerned['child']> }) | null> {
  await changeAmounts(em);
  await holdPeople(em, [iin]);
  const [award] = await lockAwards(em, 'a.id = ?', [awardId]);
  const members = award === undefined ? [] : await membershipsOf(em, awardId);
  const child = members.find(({ id }) => id === membershipId);
  return award === undefined || child === undefined ? null : { award, members, child, whose: 'CHILD' };
}

const noteOf = (occurredOn: CivilDate, receivedOn: CivilDate): { occurredOn: CivilDate; receivedOn: CivilDate; source: string; by: null } => ({ occurredOn, receivedOn, source: SOURCE, by: null });

/** Reports that a child of a large family has come of age: it leaves, or the benefit waits for word of its studies (91(2), 92(1)5). */
async function ofAge(em: EntityManager, birthday: Birthday, today: CivilDate): Promise<boolean> {
  const concerned = await concernedIn(em, birthday);
  const occurredOn = birthdayAt(birthday.birthDate, OF_AGE);
  const happening = { event: 'TURNED_18', occurredOn, receivedOn: today } as const;
  if (concerned === null || occurredOn > today || (await isRecorded(em, concerned, happening))) return false;
  return applyHappening(em, concerned, { happening, note: noteOf(occurredOn, today), today, facts: null });
}

/** From seven years on the group decides, which does not stand with the award: an official says it (177(2)). */
async function ofSchoolAge(em: EntityManager, birthday: Birthday, today: CivilDate): Promise<boolean> {
  const concerned = await concernedIn(em, birthday);
  const effectiveFrom = birthdayAt(birthday.birthDate, SCHOOL_AGE);
  if (concerned === null || effectiveFrom > today) return false;
  await recordAwardEvent(em, birthday.awardId, { kind: 'RECALCULATION_DUE', effectiveFrom, article: '177(2)', membershipId: birthday.membershipId }, noteOf(effectiveFrom, today));
  return true;
}

/** Takes out whose own time in the benefit is over, for the others (235(4), 239(6)). */
async function gone(em: EntityManager, departure: Departure, today: CivilDate): Promise<boolean> {
  const concerned = await concernedIn(em, departure);
  const until = concerned?.child.until ?? null;
  if (concerned === null || until === null) return false;
  const from = addDays(until, 1);
  const article = concerned.award.programme === 'SURVIVOR' ? '234(2), (3), 235(4)' : '239(2), (6)';
  const effect = { kind: 'CHILD_LEFT', child: concerned.child, ...stayingWithout(concerned, concerned.child, from), article, from } as const;
  const happening = { event: 'MEMBERS_CHANGED', occurredOn: from, receivedOn: today } as const;
  return applyHappening(em, concerned, { happening, note: noteOf(from, today), today, facts: null }, effect);
}

/** How many awards were changed, and what went wrong with others. */
export interface Aged {
  readonly changed: number;
  readonly failures: readonly unknown[];
}

/** Does to awards what the ages of their children do, each in a transaction of its own: one that fails stops no other, and is tried again next time. */
export async function attendBirthdays(surroundings: JobSurroundings, signal?: AbortSignal): Promise<Aged> {
  const today = civilDay(surroundings.clock.now());
  const failures: unknown[] = [];
  let changed = 0;
  const each = async <T extends Departure>(found: readonly T[], work: (em: EntityManager, one: T, today: CivilDate) => Promise<boolean>): Promise<void> => {
    for (const one of found) {
      if (signal?.aborted === true) return;
      try {
        const done = await insistently(() => inBatch(surroundings, JOB, '', async (em) => {
          const result = await work(em, one, today);
          return { result, changed: result };
        }));
        if (done) changed += 1;
      } catch (error) {
        failures.push(error);
      }
    }
  };
  await each(await ofJob(surroundings, (em) => comeOfAge(em, today)), ofAge);
  await each(await ofJob(surroundings, (em) => departed(em, today)), gone);
  await each(await ofJob(surroundings, (em) => turnedSeven(em, today)), ofSchoolAge);
  return { changed, failures };
}
