import type { GraphQLError } from 'graphql';
import { civilDay, type CivilDate } from '../../../shared/clock.js';
import type { SubgraphContext } from '../../../shared/context.js';
import { badInput, clientError } from '../../../shared/errors.js';
import { FactProblem } from '../../../shared/rules/facts.js';
import { text } from '../../../shared/rules/text.js';
import { NotCovered, type Step } from '../../../shared/rules/working.js';
import { computeCare } from '../../rules/amount.js';
import type { CareFacts } from '../../rules/facts.js';
import type { CareProgramme } from '../../rules/programme.js';
import { RULES } from '../../rules/rules.js';
import { type KnownFigures, knownFigures } from '../index-parameter/parameter.repository.js';
import { type CareAmount, toCareAmount } from './care-amount.type.js';

/** What the rules say is wrong with a question, as clients hear it; null for a fault of ours. */
function problemOf(error: unknown): GraphQLError | null {
  if (error instanceof FactProblem) return badInput(error.fact, error.message);
  if (error instanceof NotCovered) return badInput('on', `must be from ${error.from} to ${error.to}: for other days the figures of this programme are not known, or have not been told by the ministry of benefits yet.`);
  return null;
}

const figuresOf = async ({ database }: SubgraphContext): Promise<KnownFigures> => {
  const figures = await knownFigures(database.relation);
  if (figures === null) throw clientError('UNAVAILABLE', 'The ministry of benefits has not told of any index yet: ask again later.');
  return figures;
};

const asOfStep = (asOf: Date): Step => {
  const day = civilDay(asOf);
  return {
    text: text(`Индекстер ${day} күнгі жағдай бойынша.`, `Индексы по состоянию на ${day}.`, `Indices as of ${day}.`),
    expression: null,
    value: null,
    article: null,
  };
};

/** The money of a form of care on some facts: nobody's data. Throws `BAD_USER_INPUT`, which names what is missing or out of range. */
export async function careAmount(programme: CareProgramme, on: CivilDate, facts: CareFacts, context: SubgraphContext): Promise<CareAmount> {
  const { book, asOf } = await figuresOf(context);
  try {
    const { from, to } = book.covered;
    if (on < from || on > to) throw new NotCovered('on', from, to);
    const computed = computeCare(programme, on, facts, book);
    return toCareAmount(RULES[programme], { ...computed, steps: [...computed.steps, asOfStep(asOf)] });
  } catch (error) {
    throw problemOf(error) ?? error;
  }
}
