import { parseArgs } from 'node:util';
import { reason, StartFailure } from '../failure.js';
import { FEWEST_CHILDREN } from '../population/facts.js';

const USAGE = 'npm run -s populate -- --children <number> [--seed <number>] [--anomalies]';

/** The nation, and a little more: the synthetic IINs are made for no more. */
export const MOST_CHILDREN = 7_000_000;

/** What kind of population is wanted. */
export interface PopulationWish {
  readonly children: number;
  /** That of `npm start` when left out. */
  readonly seed: number | undefined;
  /** Whether errors are planted. */
  readonly anomalies: boolean;
}

function wholeNumber(option: string, text: string, least: number, most: number): number {
  const number = Number(text.replaceAll('_', ''));
  if (/^[\d_]+$/.test(text) && Number.isInteger(number) && number >= least && number <= most) return number;
  throw new StartFailure(`${option} must be a whole number from ${least} to ${most}.`);
}

/** Reads the command line; `children` is what the environment says. */
export function readWish(args: string[], children: number | undefined): PopulationWish {
  try {
    const { values } = parseArgs({ args, options: { children: { type: 'string' }, seed: { type: 'string' }, anomalies: { type: 'boolean', default: false } } });
    const count = values.children === undefined ? children : wholeNumber('--children', values.children, 1, MOST_CHILDREN);
    if (count === undefined) throw new StartFailure(`--children is missing. Usage: ${USAGE}`);
    if (values.anomalies && count < FEWEST_CHILDREN) throw new StartFailure(`--anomalies plants one of each kind and more, for which it needs ${FEWEST_CHILDREN} children.`);
    return { anomalies: values.anomalies, children: count, seed: values.seed === undefined ? undefined : wholeNumber('--seed', values.seed, 0, 2 ** 31 - 1) };
  } catch (error) {
    if (error instanceof StartFailure) throw error;
    throw new StartFailure(`${reason(error)} Usage: ${USAGE}`);
  }
}
