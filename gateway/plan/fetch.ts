import { fetchEntities } from './entities.js';
import { fits } from './fits.js';
import { mark, merge } from './merge.js';
import type { Data, FetchNode } from './nodes.js';
import { settle } from './place-errors.js';
import { unavailable } from './plan-error.js';
import { requestOf } from './request.js';
import type { Run } from './run.js';

/** One call: for root fields, or for the entities that all targets stand for. */
export async function runFetch(fetch: FetchNode, targets: readonly Data[], run: Run): Promise<void> {
  if (fetch.requires === null) await fetchRoot(fetch, targets, run);
  else await fetchEntities(fetch, targets, run);
}

async function fetchRoot(fetch: FetchNode, targets: readonly Data[], run: Run): Promise<void> {
  const answer = await run.ask(fetch.programme, requestOf(fetch, run));
  const answered = answer !== null && fits(answer.data, fetch.shape, undefined);
  run.called(fetch.programme, answered);
  const missing = answered ? settle(answer.data, answer.errors, fetch.programme) : unavailable(fetch.programme);
  let explained = missing === null;
  for (const target of targets) {
    if (answered && answer.data !== null) merge(target, answer.data, fetch.shape, run.possibleTypes);
    if (missing !== null && mark(target, fetch.shape, missing)) explained = true;
  }
  if (!explained && missing !== null) run.stray(missing);
}
