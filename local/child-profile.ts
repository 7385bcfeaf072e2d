import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Manifest } from '../gateway/documents/manifest.js';
import { projectRoot } from '../subgraphs/shared/project.js';
import type { RunState } from './data/run-state.js';

/** What a caseworker says the child's profile is asked for. */
export const PROFILE_PURPOSE = 'CHILD_PROFILE';

const FILE = 'schema/operations/child-profile.graphql';

/** The child profile as frontends ask for it. */
export const childProfileDocument = (): string => readFileSync(path.join(projectRoot(), FILE), 'utf8');

/** The body of a request for one child's profile. */
export const profileRequest = (document: string, child: string): string => JSON.stringify({ query: document, variables: { iin: child } });

/** The same for a client whose manifest has it: by its id. */
export function profileById(child: string): string {
  const { operations } = JSON.parse(readFileSync(path.join(projectRoot(), 'schema/operations/manifest.json'), 'utf8')) as Manifest;
  const sha256Hash = operations.find(({ name }) => name === 'ChildProfile')?.id;
  return JSON.stringify({ extensions: { persistedQuery: { version: 1, sha256Hash } }, variables: { iin: child } });
}

/** The gateway that is asked, and about whom. */
type Asked = Pick<RunState, 'url' | 'demo'>;

/** The gateway's answer, as far as this folder looks into it. */
export interface ProfileAnswer {
  readonly data?: unknown;
  readonly extensions?: { readonly programmes?: Readonly<Record<string, string>> };
}

const ANSWER_MS = 10_000;

async function ask(state: Asked, token: string): Promise<ProfileAnswer> {
  const response = await fetch(`${state.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, 'x-purpose': PROFILE_PURPOSE },
    body: profileRequest(childProfileDocument(), state.demo.child),
    signal: AbortSignal.timeout(ANSWER_MS),
  });
  return (await response.json()) as ProfileAnswer;
}

const isPartial = ({ extensions }: ProfileAnswer): boolean => Object.values(extensions?.programmes ?? {}).includes('UNAVAILABLE');

const ATTEMPTS = 3;

/**
 * Asks the gateway for the demo child's profile. The first request after a start compiles code and opens connections
 * everywhere at once; on a small machine that can take a programme past its deadline, so such an answer is not taken.
 */
export async function askForProfile(state: Asked, token: string): Promise<ProfileAnswer> {
  let answer = await ask(state, token);
  for (let attempt = 1; attempt < ATTEMPTS && isPartial(answer); attempt += 1) answer = await ask(state, token);
  return answer;
}
