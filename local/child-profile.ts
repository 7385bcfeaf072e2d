import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../subgraphs/shared/project.js';

/** What a caseworker says the child's profile is asked for. */
export const PROFILE_PURPOSE = 'CHILD_PROFILE';

const FILE = 'schema/operations/child-profile.graphql';

/** The child profile as frontends ask for it. */
export function childProfileDocument(): string {
  const file = path.join(projectRoot(), FILE);
  return existsSync(file) ? readFileSync(file, 'utf8') : 'query ($iin: IIN!) { child(iin: $iin) { iin } }';
}

/** The body of a request for one child's profile. */
export const profileRequest = (document: string, child: string): string => JSON.stringify({ query: document, variables: { iin: child } });
