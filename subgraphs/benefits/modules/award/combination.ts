import type { EntityManager } from '@mikro-orm/postgresql';
import { addDays, earliest, latest } from '../../../shared/calendar.js';
import type { CivilDate } from '../../../shared/clock.js';
import { textArray } from '../../../shared/database/text-array.js';
import { WHOLE_COUNTRY, withSettings } from '../../../shared/feeds/settings.js';
import { Refused } from '../../../shared/mutation/refusal.js';
import { barBetween, barredWith } from '../../rules/combinations.js';
import type { Combination } from '../../rules/rule.js';
import type { BenefitProgrammeCode } from '../programme/programme-code.type.js';

/** What is about to be paid, for whom, from when until when, both days included; for no day where its end lies before. */
export interface Intended {
  readonly programme: BenefitProgrammeCode;
  readonly occurredOn: CivilDate;
  readonly children: readonly string[];
  readonly since: CivilDate;
  readonly until: CivilDate | null;
}

interface Other {
  readonly programme: BenefitProgrammeCode;
  readonly occurredOn: CivilDate;
  readonly firstOn: CivilDate;
  /** When what gave the right to the intended benefit happened to the child first; null where it was never awarded. */
  readonly ownFirstOn: CivilDate | null;
  readonly until: CivilDate | null;
  /** Whether it was ended, or the child taken out of it, and has not just run its term. */
  readonly ended: boolean;
}

const FIRST = (programme: string): string => `(select min(x.occurred_on) from benefit_award_child f join benefit_award x on x.id = f.award_id where f.iin = c.iin and f.programme = ${programme} and not f.never_due)`;

const OTHERS = `
  select a.programme, a.occurred_on as "occurredOn", ${FIRST('c.programme')} as "firstOn", ${FIRST('?')} as "ownFirstOn", c.until, a.status = 'TERMINATED' or exists (select 1 from benefit_award_event e where e.award_id = a.id and e.membership_id = c.id and e.kind = 'CHILD_LEFT') as ended
    from benefit_award_child c join benefit_award a on a.id = c.award_id
   where c.iin = any (?::text[]) and c.programme = any (?::text[]) and not c.never_due and daterange(c.since, c.until, '[]') && daterange(?::date, ?::date, '[]') order by c.id`;

/** An award that stands in the way, and the rule that says so. */
type Bar = Other & { readonly bar: Combination };

/** Awards of the children, wherever in the country, that cannot be paid beside what is intended. */
async function barsOf(em: EntityManager, { programme, occurredOn, children, since, until }: Intended): Promise<Bar[]> {
  const programmes = barredWith(programme).filter((other) => !other.startsWith('CARE_')); // one right, which is awarded once
  if (programmes.length === 0 || children.length === 0 || (until !== null && until < since)) return [];
  const others = await withSettings(em, WHOLE_COUNTRY, () => em.execute<Other[]>(OTHERS, [programme, textArray(children), textArray(programmes), since, until]));
  return others.flatMap((other) => {
    const bar = barBetween({ programme, occurredOn, firstOn: earliest(occurredOn, other.ownFirstOn ?? occurredOn) }, other);
    return bar === null ? [] : [{ ...other, bar }];
  });
}

/**
 * The first day from which a benefit can be paid beside what else is awarded for its children: null where nothing stands in its way
 * from the beginning, the day after another one that was given up for it, or ended before the day of the notice (175(6), 234(7)).
 * Refuses while the other is in force, and for one child of several, whose share is a benefit of its own (235(2)).
 */
export async function firstDayBeside(em: EntityManager, intended: Intended, noticeOn: CivilDate, field: string): Promise<CivilDate | null> {
  const bars = await barsOf(em, intended);
  const ends = bars.map(({ until, ended }) => (until !== null && (ended || until < noticeOn) ? until : null));
  const [first] = bars;
  if (first === undefined) return null;
  const { bar, programme } = first;
  const choice = bar.how === 'CHOICE' ? 'one of the two by choice, so the other ends first (WITHDRAWN)' : 'one excludes the other';
  if (ends.includes(null)) throw new Refused('NO_RIGHT', field, `${programme} is awarded for a child on those days: ${choice} (Social Code, ${bar.article}).`);
  if (intended.children.length > 1) throw new Refused('NO_RIGHT', field, `${programme} was paid for one of the children on those days: that child's share is asked for by itself (Social Code, ${bar.article}).`);
  return addDays(ends.reduce<CivilDate>((last, day) => latest(last, day ?? last), intended.since), 1);
}
