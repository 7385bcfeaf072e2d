import type { CivilDate } from '../../../shared/clock.js';
import type { LocalizedText } from '../../../shared/language.js';
import { type BenefitAmount, computeAmount } from '../../rules/amount.js';
import type { Condition, Entitlement } from '../../rules/entitlement.js';
import { FactProblem } from '../../../shared/rules/facts.js';
import type { FactName } from '../../rules/facts.js';
import type { Rule, RuledProgramme } from '../../rules/rule.js';
import { RULES } from '../../rules/rules.js';
import { NotCovered } from '../../../shared/rules/working.js';
import type { RateBook } from '../rate/rate-book.js';
import type { ChildCase } from './child-case.js';
import { claimsOf } from './claims.js';
import type { Claim } from './claims/claim.js';
import { FACT_TEXTS, NOT_TOLD, textsOf } from './condition-texts.js';
import type { EvidenceRegister } from './evidence-register.type.js';

/** One condition with what was found. */
export interface JudgedCondition {
  readonly code: string;
  readonly met: boolean | null;
  readonly value: string | null;
  readonly source: EvidenceRegister;
  readonly article: string;
  readonly text: LocalizedText;
  readonly change: LocalizedText;
}

/** Evidence that nobody has yet. */
export interface Missing {
  readonly what: LocalizedText;
  readonly where: LocalizedText;
  readonly article: string;
}

/** A child's right to one programme on a day. */
export interface Judged {
  readonly programme: RuledProgramme;
  readonly rule: Rule;
  readonly eligible: boolean | null;
  readonly since: CivilDate | null;
  readonly until: CivilDate | null;
  readonly applyBy: CivilDate | null;
  /** What it comes to; null without a right, and while a fact or a figure of the day is not known. */
  readonly amount: BenefitAmount | null;
  readonly conditions: readonly JudgedCondition[];
  readonly missing: readonly Missing[];
  /** Whose income it rests on. */
  readonly incomeOf: string | null;
}

/** Conditions that rest on those with whom a child lives: of a shielded one nothing was computed with them. */
const OF_THE_HOME: ReadonlySet<string> = new Set([
  'CARER_INSURED', 'CARER_NOT_INSURED', 'RIGHTS_NOT_REMOVED', 'CONTRIBUTIONS_NOT_DECLINED', 'NO_CONTRIBUTIONS_ARRIVE', 'FOUR_CHILDREN', 'RAISES_THE_CHILD',
  'NOT_ABOVE_POVERTY_LINE', 'NOT_BARRED', 'ONE_CARER', 'SAME_SETTLEMENT', 'RECEIVES_CARE_GFSS', 'RECEIVES_ASP',
]);

/** Facts likewise. */
const FACTS_OF_THE_HOME: ReadonlySet<FactName> = new Set<FactName>(['averageMonthlyIncome', 'childrenCount', 'perCapitaIncome', 'familyMembers']);

/** Conditions that say only when: a right that was, or will be, still has its days. */
const OF_TIME: ReadonlySet<string> = new Set(['WITHIN_TERM', 'APPLIED_IN_TIME', 'BORN']);

/** Days of the answer in a sentence; an open one is a dash. */
const filled = (said: LocalizedText, { from, until, applyBy }: Entitlement): LocalizedText => {
  const days: Readonly<Record<string, CivilDate | null>> = { '{from}': from, '{until}': until, '{applyBy}': applyBy };
  const fill = (one: string): string => (one.includes('{') ? one.replaceAll(/\{\w+\}/g, (name) => days[name] ?? '—') : one);
  return { kk: fill(said.kk), ru: fill(said.ru), en: fill(said.en) };
};

function judgedCondition({ code, met, article }: Condition, found: Entitlement, { values }: Claim): JudgedCondition {
  const { source, text, change } = textsOf(code);
  const value = code === 'WITHIN_TERM' ? `${found.from ?? '..'}/${found.until ?? '..'}` : code === 'APPLIED_IN_TIME' ? found.applyBy : (values[code] ?? null);
  return { code, met, value, source, article, text: filled(text, found), change: filled(change, found) };
}

/** What it comes to, or the fact that nobody knows. */
function amountFor(programme: RuledProgramme, on: CivilDate, { amount }: Claim, book: RateBook): BenefitAmount | FactProblem<FactName> | null {
  try {
    const computed = computeAmount(programme, on, amount, book);
    return computed.tier === null ? null : computed;
  } catch (error) {
    if (error instanceof FactProblem) return error as FactProblem<FactName>;
    if (error instanceof NotCovered) return null;
    throw error;
  }
}

/** Open conditions beside which an amount may lack something else: the others lack the very fact. */
const APART: ReadonlySet<string> = new Set(['RESIDENT']);

function missingOf({ conditions }: Entitlement, problem: FactProblem<FactName> | null, { articles }: Rule, restricted: boolean): Missing[] {
  const unknown = conditions.filter(({ met }) => met === null);
  const open = unknown.map(({ code, article }): Missing => {
    const { missing, where } = restricted && OF_THE_HOME.has(code) ? NOT_TOLD : textsOf(code);
    return { what: missing, where, article };
  });
  if (problem === null || unknown.some(({ code }) => !APART.has(code))) return open;
  const { missing, where } = restricted && FACTS_OF_THE_HOME.has(problem.fact) ? NOT_TOLD : (FACT_TEXTS[problem.fact] ?? textsOf('WITHIN_TERM'));
  return [...open, { what: missing, where, article: articles }];
}

function judge(programme: RuledProgramme, claim: Claim, { restricted }: ChildCase, on: CivilDate, book: RateBook): Judged {
  const rule = RULES[programme];
  const found = rule.entitlement(claim.facts, on, book);
  const refused = found.conditions.some(({ code, met }) => met === false && !OF_TIME.has(code));
  const amount = found.eligible === false ? null : amountFor(programme, on, claim, book);
  const problem = amount instanceof FactProblem ? amount : null;
  return {
    programme,
    rule,
    eligible: found.eligible,
    since: refused ? null : found.from,
    until: refused ? null : found.until,
    applyBy: refused ? null : found.applyBy,
    amount: amount instanceof FactProblem ? null : amount,
    conditions: found.conditions.map((one) => judgedCondition(one, found, claim)),
    missing: found.eligible === false ? [] : missingOf(found, problem, rule, restricted),
    incomeOf: claim.incomeOf,
  };
}

/** A child's rights on a day, of every programme of the Social Code. Nothing is fetched; it never throws for what a family may be. */
export const judgeAll = (child: ChildCase, on: CivilDate, book: RateBook): Judged[] =>
  claimsOf(child, on, book).map(({ programme, claim }) => judge(programme, claim, child, on, book));
