import type { Calls } from './calls.js';
import type { ExecutableStep } from './executable.js';
import { mark } from './merge.js';
import type { Data } from './nodes.js';
import { settle } from './place-errors.js';
import { unavailable } from './plan-error.js';
import type { Run } from './run.js';

/** Fetches root fields into the response. */
export async function fetchRoot(step: ExecutableStep, target: Data, run: Run, calls: Calls): Promise<void> {
  const { fetch: { programme, shape } } = step;
  const answer = await calls.root(step);
  calls.came(answer);
  const answered = answer !== null && step.fits(answer.data, undefined);
  run.called(programme, answered);
  const missing = answered ? settle(answer.data, answer.errors, (error) => run.reasonOf(error, programme)) : unavailable(programme);
  if (answered && answer.data !== null) step.take(target, answer.data);
  if (missing !== null && !mark(target, shape, missing)) run.stray(missing);
}
