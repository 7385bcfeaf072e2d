import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parse, print } from 'graphql';
import { documentHash } from '../../gateway/document-hash.js';
import { demoToken } from '../../local/issuer/demo-token.js';
import { wishFrom } from '../../local/issuer/wish.js';
import { projectRoot } from '../../subgraphs/shared/project.js';
import type { SubgraphName } from '../../subgraphs/shared/access/viewer.js';
import type { RunState } from '../../local/data/run-state.js';
import { launch, stateOf, type Command } from '../local/launcher.js';

/** Everything on one machine, in processes of their own, as `npm start` runs it. */
export interface RunningFederation {
  readonly state: RunState;
  /** Its data folder. */
  readonly folder: string;
  /** An access token of the running issuer, for the arguments of `npm run token`. */
  token(...args: string[]): Promise<string>;
  /** `npm start` itself. */
  readonly launcher: Command;
  ask(request: Request): Promise<Answer>;
  /** Asks at a ministry's own door. */
  askOwn(subgraph: SubgraphName, request: Request): Promise<Answer>;
}

export interface Request {
  /** A file of schema/operations, or a document. */
  readonly operation: string;
  /** Sent is the id that it has in the manifest of published operations, and no text. */
  readonly byId?: true;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly token?: string;
  readonly purpose?: string;
}

export interface Answer {
  readonly status: number;
  readonly milliseconds: number;
  readonly text: string;
  readonly data: Readonly<Record<string, unknown>> | null;
  readonly errors: readonly { readonly message: string; readonly path?: readonly (string | number)[]; readonly extensions: Readonly<Record<string, unknown>> }[];
  readonly programmes: Readonly<Record<string, string>>;
}

const documentOf = (operation: string): string =>
  operation.endsWith('.graphql') ? readFileSync(path.join(projectRoot(), 'schema/operations', operation), 'utf8') : operation;

/** As a client works it out that has parsed the document. */
const idOf = (operation: string): string => documentHash(print(parse(documentOf(operation))));

async function post(url: string, { operation, byId, variables = {}, token, purpose }: Request): Promise<Answer> {
  const began = performance.now();
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(purpose === undefined ? {} : { 'x-purpose': purpose }),
    },
    body: JSON.stringify({ ...(byId === true ? { extensions: { persistedQuery: { version: 1, sha256Hash: idOf(operation) } } } : { query: documentOf(operation) }), variables }),
  });
  const text = await response.text();
  const { data = null, errors = [], extensions } = JSON.parse(text) as {
    data?: Answer['data'];
    errors?: Answer['errors'];
    extensions?: { programmes?: Record<string, string> };
  };
  return { status: response.status, milliseconds: performance.now() - began, text, data, errors, programmes: extensions?.programmes ?? {} };
}

const PATIENCE_MS = 20_000;

/** A gateway that has just started on a busy machine may be too slow for a document that it does not know: it says so, and its client asks again. */
async function postAgain(url: string, request: Request): Promise<Answer> {
  const late = Date.now() + PATIENCE_MS;
  let answer = await post(url, request);
  while (answer.text.includes('"Too many new documents at the moment."') && Date.now() < late) {
    await delay(200);
    answer = await post(url, request);
  }
  return answer;
}

/** Starts it on a data folder, and waits until it tells the operator all it has to tell. */
export async function runFederation(folder: string, environment: Readonly<Record<string, string>> = {}): Promise<RunningFederation> {
  const launcher = launch('start', folder, [], environment);
  await launcher.says('Stop with Ctrl-C');
  const state = stateOf(folder);
  return {
    state,
    folder,
    launcher,
    token: (...args) => demoToken(folder, stateOf(folder), wishFrom(args)),
    ask: (request) => postAgain(state.url, request),
    askOwn: (subgraph, request) => post(state.subgraphs[subgraph] ?? '', request),
  };
}
