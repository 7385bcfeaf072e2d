import type { SubgraphRequest } from '../upstream/client.js';
import type { ExecutableStep } from './executable.js';
import type { Run } from './run.js';

/** The body of a call: the planner's operation with those of the client's variables that it uses, what it asks about, and what an object further up gives. */
export function requestOf({ fetch, head }: ExecutableStep, { variables }: Pick<Run, 'variables'>, representations: string | null, context = ''): SubgraphRequest {
  const given = variablesOf(fetch.variables, { variables });
  if (context !== '') given.unshift(context);
  if (representations !== null) given.unshift(`"representations":[${representations}]`);
  return { body: `${head}${given.join(',')}}}`, readOnly: fetch.readOnly };
}

/** The members of `variables` for those of the client's that are named and given. */
export function variablesOf(names: Iterable<string>, { variables }: Pick<Run, 'variables'>): string[] {
  const given: string[] = [];
  for (const name of names) {
    const text = Object.hasOwn(variables, name) ? JSON.stringify(variables[name]) : undefined;
    if (text !== undefined) given.push(`${JSON.stringify(name)}:${text}`);
  }
  return given;
}
