import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse, print } from 'graphql';
import { documentHash } from '../../gateway/document-hash.js';
import { projectRoot } from '../../subgraphs/shared/project.js';
import type { SubgraphName } from '../../subgraphs/shared/access/viewer.js';
import type { RunState } from '../../local/data/run-state.js';
import { launch, outcome, stateOf, type Command } from '../local/launcher.js';
import { preparedFolder } from '../support/prepared-folder.js';

/** Everything on one machine, in processes of their own, as `npm start` runs it. */
export interface RunningFederation {
  readonly state: RunState;
  /** Its data folder. */
  readonly folder: string;
  /** An access token of the running issuer, as `npm run token` prints it. */
  token(...args: string[]): Promise<string>;
  /** What the launcher has told the operator so far. */
  stderr(): string;
  ask(request: Request): Promise<Answer>;
  /** Asks at a ministry's own door. */
  askOwn(subgraph: SubgraphName, request: Request): Promise<Answer>;
  stop(): Promise<void>;
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

async function ready(command: Command): Promise<void> {
  await command.says('is ready');
}

/** Starts it with a few hundred people in a folder of its own. */
export async function startFederation(environment: Readonly<Record<string, string>> = {}): Promise<RunningFederation> {
  const folder = await preparedFolder();
  const command = launch('start', folder.path, [], environment);
  await ready(command);
  const state = stateOf(folder.path);
  return {
    state,
    folder: folder.path,
    token: async (...args) => {
      const { code, stdout, stderr } = await outcome(launch('token', folder.path, args));
      if (code !== 0) throw new Error(stderr);
      return stdout.trim();
    },
    stderr: () => command.stderr(),
    ask: (request) => post(state.url, request),
    askOwn: (subgraph, request) => post(state.subgraphs[subgraph] ?? '', request),
    stop: async () => {
      command.kill('SIGTERM');
      await command.ended;
      folder.remove();
    },
  };
}
