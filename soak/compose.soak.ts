import { projectRoot } from '../subgraphs/shared/project.js';
import type { SoakResult } from './scenario.js';
import { rehearse } from './support/compose/rehearse.js';

/** It takes as long as it takes. */
export const usualSeconds = 60;

/**
 * docker-compose.yml without an engine: a PostgreSQL that `local/` did not start, the set-up, migrations, seed, issuer,
 * subgraphs and gateway, each with the command, the environment, the secrets and the order that the file says; used, and
 * stopped in order. What is in the containers are the files of this checkout; `image` builds them first.
 */
export const run = (_seconds: number, report: (line: string) => void): Promise<SoakResult> => rehearse({ path: projectRoot(), node: process.execPath, user: null }, report);
