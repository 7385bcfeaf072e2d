import type { Viewer } from '../../../shared/access/viewer.js';
import type { CivilDate } from '../../../shared/clock.js';
import type { SubgraphContext } from '../../../shared/context.js';
import { holdsOn } from '../../../shared/dated.js';
import { clientError } from '../../../shared/errors.js';
import { Money } from '../../../shared/money.js';
import { stepOf } from '../amount/amount.type.js';
import { amountsOfAward } from '../award/award.repository.js';
import { netOf } from '../award/award-amount.type.js';
import type { OpenedAward } from '../award/award.type.js';
import { type ChildBenefits, openedSection } from '../child/child-benefits.type.js';
import { revealsCare } from '../programme/programme-code.type.js';
import { allProgrammes } from '../programme/programme.repository.js';
import { LAW_BOOK } from '../rate/law.js';
import type { AwardOnRecord, ChildCase } from './child-case.js';
import { CONDITION_TEXTS } from './condition-texts.js';
import { BenefitEntitlement, EntitlementChange, EntitlementCondition, MissingEvidence } from './entitlement.type.js';
import { caseOf } from './evidence.service.js';
import { judgeAll, type Judged, type JudgedCondition, type Missing } from './judge.js';

/** What of the answer a viewer may see beside the child's own. */
export interface Sight {
  /** Whether the grant opens the child's family. */
  readonly family: boolean;
  readonly viewer: Viewer | null;
}

/** Conditions whose value is about the family, and about somebody's income. */
const OF_FAMILY: ReadonlySet<string> = new Set(['RIGHTS_NOT_REMOVED', 'FOUR_CHILDREN', 'AWARDED', 'BREADWINNER_LOST', 'BREADWINNER_INSURED', 'RAISES_THE_CHILD']);
const OF_INCOME: ReadonlySet<string> = new Set(['CARER_INSURED', 'CARER_NOT_INSURED', 'INSURED', 'BREADWINNER_INSURED', 'NOT_ABOVE_POVERTY_LINE']);

/** A citizen sees their own income, officials whom the grant opens the record anybody's. */
const seesIncome = ({ viewer }: Sight, { incomeOf }: Judged): boolean => viewer?.role !== 'citizen' || incomeOf === null || viewer.iin === incomeOf;

function conditionOf({ code, met, value, source, article, text }: JudgedCondition, sight: Sight, income: boolean): EntitlementCondition {
  const hidden = (OF_FAMILY.has(code) && !sight.family) || (OF_INCOME.has(code) && !income);
  return Object.assign(new EntitlementCondition(), { code, met, value: hidden ? null : value, source, article, said: text });
}

const changeOf = ({ code, change, article }: JudgedCondition): EntitlementChange => Object.assign(new EntitlementChange(), { code, said: change, article });

const missingOf = ({ what, where, article }: Missing): MissingEvidence => Object.assign(new MissingEvidence(), { missing: what, where, article });

/** What is computed with somebody's income shows it: to others only where an award shows it already, and never how. */
function amountsOf(judged: Judged, income: boolean, awards: readonly AwardOnRecord[]): Pick<BenefitEntitlement, 'amount' | 'net' | 'steps'> {
  const { amount, programme } = judged;
  if (amount === null || (!income && !awards.some((award) => award.programme === programme))) return { amount: null, net: null, steps: [] };
  return { amount: new Money(amount.gross, 'KZT'), net: new Money(amount.net, 'KZT'), steps: income ? amount.steps.map(stepOf) : [] };
}

function entitlementOf(judged: Judged, awards: readonly AwardOnRecord[], sight: Sight): BenefitEntitlement {
  const { programme, rule, eligible, since, until, applyBy, conditions, missing } = judged;
  const income = seesIncome(sight, judged);
  return Object.assign(new BenefitEntitlement(), {
    code: programme,
    eligible,
    since,
    until,
    applyBy,
    ...amountsOf(judged, income, awards),
    unit: rule.unit,
    conditions: conditions.map((one) => conditionOf(one, sight, income)),
    wouldChange: conditions.filter(({ met }) => met === false).map(changeOf),
    missingEvidence: missing.map(missingOf),
  });
}

/** A child's rights on a day as somebody sees them, of every programme of the Social Code. Nothing is fetched. */
export const answerFor = (child: ChildCase, day: CivilDate, sight: Sight): BenefitEntitlement[] =>
  judgeAll(child, day, LAW_BOOK).map((judged) => entitlementOf(judged, child.awards, sight));

/** What a guardianship body has made due: shown as it was decided. */
async function dueEntitlement({ row, path }: OpenedAward, day: CivilDate, context: SubgraphContext): Promise<BenefitEntitlement> {
  const amount = (await amountsOfAward(context, path).load(row.id)).find((one) => holdsOn(one, day));
  const programme = (await allProgrammes(context)).find(({ code }) => code === row.programme);
  const said = CONDITION_TEXTS['DECIDED'];
  if (programme === undefined || said === undefined) throw new RangeError(`no programme ${row.programme}`);
  return Object.assign(new BenefitEntitlement(), {
    code: row.programme,
    eligible: true,
    since: row.since,
    until: row.until ?? null,
    applyBy: null,
    amount: amount === undefined ? null : new Money(amount.gross, 'KZT'),
    net: amount === undefined ? null : netOf(amount),
    unit: programme.unit,
    conditions: [Object.assign(new EntitlementCondition(), { code: 'DECIDED', met: true, value: row.decidedOn, source: said.source, article: programme.legalBasis, said: said.text })],
    wouldChange: [],
    missingEvidence: [],
    steps: [],
  });
}

/**
 * A child's rights on a day: every programme of the Social Code, and what guardianship bodies have made due. Nothing of a child whom
 * registry does not know. Throws `UNAVAILABLE` at the ministry's own door, where nobody brings registry's facts.
 */
export async function entitlementsOf(section: ChildBenefits, day: CivilDate, context: SubgraphContext): Promise<BenefitEntitlement[]> {
  const record = openedSection(section);
  const { facts, grant } = section;
  if (facts === null && record.path === 'register') throw clientError('UNAVAILABLE', 'This field is computed with facts of the civil registry: ask it through the gateway.');
  if (facts === null) return [];
  const { child, inForce } = await caseOf(record, facts, day, context);
  const sight: Sight = { family: grant?.classes.includes('family') === true && context.scopes.has('family'), viewer: context.viewer };
  const due = await Promise.all(inForce.filter(({ row }) => revealsCare(row.programme)).map((award) => dueEntitlement(award, day, context)));
  return [...answerFor(child, day, sight), ...due];
}
