import { addDays, addMonths, earliest, latest } from '../../shared/calendar.js';
import type { CivilDate } from '../../shared/clock.js';
import type { SyntheticPerson } from '../../shared/synthetic/household.js';
import type { AwardEndReason } from '../modules/award/award-codes.type.js';
import type { BenefitProgrammeCode } from '../modules/programme/programme-code.type.js';
import { type AwardDraft, type Case, deathEnding, decided, delay, type Ending, firstEnding, outcomeOf, type SeedScope } from './award-draft.js';
import { type Home, homesOf } from './homes.js';

/** A right of one child to a monthly benefit, whoever receives it. */
export interface ChildRight {
  readonly child: SyntheticPerson;
  readonly from: CivilDate;
  /** First day without the right, and why it ends. */
  readonly to: CivilDate;
  readonly endReason: AwardEndReason;
  /** Last day for which is paid, when it is not the day before `to`. */
  readonly until?: CivilDate;
  /** Whether the end is known from the first day. */
  readonly planned?: boolean;
}

/** How a programme takes what happens: the event × programme table of law-settled.md, as far as the population goes. */
export interface ChildRules {
  /** In which homes somebody can be paid. */
  readonly homes: (home: Home) => boolean;
  /** Whether leaving the country, or losing its citizenship, suspends the award instead of ending it. */
  readonly suspendedBy: readonly ('MOVED_ABROAD' | 'CITIZENSHIP_LOST')[];
  /** Days from the event to the application. */
  readonly applies: readonly [least: number, most: number];
  /** The last day on which one may apply. */
  readonly deadline?: CivilDate;
  /** For how many months before the application it is due at most; without a limit when left out. */
  readonly backdated?: number;
}

/** A stretch of a right in one home, until the first thing that ends it. */
interface Stretch {
  readonly home: Home;
  readonly from: CivilDate;
  readonly ending: Ending;
}

function stretches(scope: SeedScope, right: ChildRight, rules: ChildRules): Stretch[] {
  const homes = homesOf(scope.view, right.child).filter(rules.homes);
  return scope.view.stays(right.child).flatMap((stay) => homes.flatMap((home): Stretch[] => {
    const from = latest(home.from, stay.from, right.from);
    const ending = firstEnding([
      deathEnding(right.child.death, 'CHILD_DIED'),
      { on: right.to, reason: right.endReason, ...(right.until === undefined ? {} : { until: right.until }) },
      { on: stay.to, reason: stay.endReason, suspends: rules.suspendedBy.includes(stay.endReason), lapsesOn: earliest(right.to, stay.nextFrom) },
      { on: home.to, reason: home.endReason },
    ]);
    return from < ending.on ? [{ home, from, ending }] : [];
  }));
}

/** What differs between the awards of one right: programme and cases follow from the home and the day it began. */
export type Pricing = (home: Home, from: CivilDate) => { readonly programme: BenefitProgrammeCode; readonly cases: readonly Case[] };

/** The awards that a right led to: one for each home in which somebody applied in time. */
export function childAwards(scope: SeedScope, right: ChildRight, rules: ChildRules, pricing: Pricing): AwardDraft[] {
  const { facts } = scope;
  return stretches(scope, right, rules).flatMap(({ home, from, ending }): AwardDraft[] => {
    const { programme, cases } = pricing(home, from);
    const key = [programme, right.child.iin, from];
    const receivedOn = addDays(latest(from, right.child.registeredOn), delay(facts, ...rules.applies, 'received', ...key));
    const decidedOn = decided(facts, receivedOn, ...key);
    const since = rules.backdated === undefined ? from : latest(from, addMonths(receivedOn, -rules.backdated));
    if (decidedOn > facts.asOf || since >= ending.on || (rules.deadline !== undefined && receivedOn > rules.deadline)) return [];
    const planned = right.planned ? (right.until ?? addDays(right.to, -1)) : null;
    const outcome = outcomeOf(ending, planned, facts.asOf);
    return [{
      ...outcome,
      programme,
      component: 'BENEFIT',
      payee: home.payee,
      district: home.care?.district ?? null,
      body: null,
      occurredOn: from,
      receivedOn,
      decidedOn,
      since,
      children: [{ iin: right.child.iin, since, until: outcome.until }],
      cases,
    }];
  });
}
