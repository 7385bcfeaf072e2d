import type { SubgraphRequest } from '../upstream/client.js';
import type { ExecutableStep } from './executable.js';
import type { Run } from './run.js';

/** The body of a call: the planner's operation with those of the client's variables that it uses, what it asks about, and what an object further up gives. */
export function requestOf({ fetch, head }: ExecutableStep, { variables }: Pick<Run, 'variables'>, representations: string | null, context = ''): SubgraphRequest {
  let given = representations === null ? '' : `"representations":[${representations}]`;
  if (context !== '') given += `,${context}`;
  for (const name of fetch.variables) {
    const text = Object.hasOwn(variables, name) ? JSON.stringify(variables[name]) : undefined;
    if (text !== undefined) given += `${given === '' ? '' : ','}${JSON.stringify(name)}:${text}`;
  }
  return { body: `${head}${given}}}`, readOnly: fetch.readOnly };
}
