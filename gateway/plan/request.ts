import type { SubgraphRequest } from '../upstream/client.js';
import { newData, type FetchNode } from './nodes.js';
import type { Run } from './run.js';

/** The body of a call: the planner's operation with those of the client's variables that it uses. */
export function requestOf(fetch: FetchNode, run: Run): SubgraphRequest {
  const variables = newData();
  for (const name of fetch.variables) {
    if (Object.hasOwn(run.variables, name)) variables[name] = run.variables[name];
  }
  return { query: fetch.operation, operationName: fetch.operationName, variables, readOnly: fetch.readOnly };
}
