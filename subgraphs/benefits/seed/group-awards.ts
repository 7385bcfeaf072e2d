import { addDays, latest } from '../../shared/calendar.js';
import type { CivilDate } from '../../shared/clock.js';
import type { AwardComponent } from '../modules/award/award-codes.type.js';
import type { AmountCase } from '../modules/rate/amount.js';
import type { BenefitProgrammeCode } from '../modules/programme/programme-code.type.js';
import { type AwardDraft, type Case, caseFrom, decided, delay, type Ending, type Membership, outcomeOf, type SeedScope } from './award-draft.js';
import { dayBefore, FAR } from './household-view.js';
import type { Payee } from './homes.js';

/** A child's time in a group: from a day until the first day on which it is not counted any more. */
export interface Member {
  readonly iin: string;
  readonly from: CivilDate;
  readonly to: CivilDate;
  /** What takes the child out of the group, on the day it happens. */
  readonly ending: Ending;
}

/** A time in which a group was large enough without a break. */
interface Run {
  readonly from: CivilDate;
  readonly to: CivilDate;
  readonly members: readonly Member[];
}

const countOn = (members: readonly Member[], day: CivilDate): number => members.filter(({ from, to }) => from <= day && day < to).length;

const turningPoints = (members: readonly Member[]): CivilDate[] => [...new Set(members.flatMap(({ from, to }) => [from, to]))].sort();

function runsOf(members: readonly Member[], least: number): Run[] {
  const runs: { from: CivilDate; to: CivilDate }[] = [];
  const days = turningPoints(members);
  days.forEach((day, i) => {
    if (countOn(members, day) < least) return;
    const last = runs.at(-1);
    const to = days[i + 1] ?? FAR;
    if (last?.to === day) last.to = to;
    else runs.push({ from: day, to });
  });
  return runs.map(({ from, to }) => ({ from, to, members: members.filter((one) => one.from < to && one.to > from) }));
}

export interface GroupRules {
  readonly programme: BenefitProgrammeCode;
  readonly component?: AwardComponent;
  readonly payee: Payee;
  readonly district?: string | null;
  readonly body?: string | null;
  /** Fewest children it is paid for. */
  readonly least: number;
  /** Days from the event to the application. */
  readonly applies: readonly [least: number, most: number];
  /** Whether it is due from the event or from the application. */
  readonly since: 'EVENT' | 'APPLICATION';
  readonly caseOf: (children: number) => AmountCase;
}

/** Awards for several children together: one for each time in which there were enough of them. */
export function groupAwards(scope: SeedScope, members: readonly Member[], rules: GroupRules): AwardDraft[] {
  return runsOf(members, rules.least).flatMap((run) => groupAward(scope, run, rules));
}

function groupAward({ facts }: SeedScope, run: Run, rules: GroupRules): AwardDraft[] {
  const key = [rules.programme, rules.payee.iin ?? rules.payee.bin, run.members[0]?.iin ?? '', run.from];
  const receivedOn = addDays(run.from, delay(facts, ...rules.applies, 'received', ...key));
  const decidedOn = decided(facts, receivedOn, ...key);
  const since = rules.since === 'EVENT' ? run.from : receivedOn;
  if (decidedOn > facts.asOf || since >= run.to) return [];
  const outcome = outcomeOf(endingOf(run, rules.least), null, facts.asOf);
  return [{
    ...outcome,
    programme: rules.programme,
    component: rules.component ?? 'BENEFIT',
    payee: rules.payee,
    district: rules.district ?? null,
    body: rules.body ?? null,
    occurredOn: run.from,
    receivedOn,
    decidedOn,
    since,
    children: memberships(run, since, outcome.until, facts.asOf),
    cases: casesOf(run, since, rules),
  }];
}

/** What ended a run: whatever took out the child without whom there were too few. */
function endingOf({ members, to }: Run, least: number): Ending {
  const last = members.find((member) => member.to === to)?.ending;
  if (to === FAR || last === undefined) return { on: FAR, reason: 'TERM_ENDED' };
  const shrinks = least > 1 && (last.reason === 'CHILD_DIED' || last.reason === 'MAJORITY');
  const lapses = members.filter((member) => member.to === to).map(({ ending }) => ending.lapsesOn ?? FAR).sort();
  return { ...last, reason: shrinks ? 'TOO_FEW_CHILDREN' : last.reason, until: dayBefore(to), lapsesOn: lapses.at(-least) ?? to };
}

function memberships({ members }: Run, since: CivilDate, until: CivilDate | null, asOf: CivilDate): Membership[] {
  return members.flatMap((member): Membership[] => {
    const from = latest(since, member.from);
    const left = member.ending.on <= asOf && !member.ending.suspends ? dayBefore(member.to) : null;
    const last = left === null || (until !== null && until < left) ? until : left;
    return last !== null && last < from ? [] : [{ iin: member.iin, since: from, until: last }];
  });
}

/** The case changes on every day on which the number of children does. */
function casesOf({ members, from, to }: Run, since: CivilDate, { caseOf }: GroupRules): Case[] {
  const days = turningPoints(members).filter((day) => day > since && day >= from && day < to);
  return [since, ...days].map((day) => caseFrom(day, caseOf(countOn(members, day))));
}
