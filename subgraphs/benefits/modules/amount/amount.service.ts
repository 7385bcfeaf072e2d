import type { GraphQLError } from 'graphql';
import type { CivilDate } from '../../../shared/clock.js';
import { badInput } from '../../../shared/errors.js';
import { computeAmount } from '../../rules/amount.js';
import { FactProblem } from '../../../shared/rules/facts.js';
import type { BenefitFacts } from '../../rules/facts.js';
import { isRuled, RULES } from '../../rules/rules.js';
import { NotCovered } from '../../../shared/rules/working.js';
import type { BenefitProgrammeCode } from '../programme/programme-code.type.js';
import { LAW_BOOK } from '../rate/law.js';
import { amountOfRule, type BenefitAmount } from './amount.type.js';

/** What the rules say is wrong with a question, as clients hear it; null for a fault of ours. `facts`: the argument that has them, where it is not one of `benefitAmount`. */
export function problemOf(error: unknown, facts?: string): GraphQLError | null {
  if (error instanceof FactProblem) return badInput(`${facts ?? 'facts'}.${error.fact}`, error.message);
  if (error instanceof NotCovered) return badInput(facts ?? error.argument, `must be from ${error.from} to ${error.to}: for other days the figures of this programme are not known.`);
  return null;
}

/** The amount of a programme on some facts: no database, nobody's data. Throws `BAD_USER_INPUT`, which names what is missing or out of range. */
export function benefitAmount(programme: BenefitProgrammeCode, on: CivilDate, facts: BenefitFacts): BenefitAmount {
  if (!isRuled(programme)) {
    throw badInput('programme', `${programme} is decided and computed by guardianship bodies: ask careAmount of foster-families.`);
  }
  try {
    const { from, to } = LAW_BOOK.covered;
    if (on < from || on > to) throw new NotCovered('on', from, to);
    return amountOfRule(RULES[programme], computeAmount(programme, on, facts, LAW_BOOK));
  } catch (error) {
    throw problemOf(error) ?? error;
  }
}
