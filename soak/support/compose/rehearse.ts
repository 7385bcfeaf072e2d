import path from 'node:path';
import { keepComposeDocuments } from '../../../local/compose/documents.js';
import { keepSecretFiles } from '../../../local/compose/secret-files.js';
import { formatTable } from '../../../local/table.js';
import { temporaryFolder } from '../../../local/temporary-run.js';
import { stopOnSignals } from '../../../local/stop-signals.js';
import { SUBGRAPHS } from '../../../subgraphs/shared/access/viewer.js';
import { DATABASE_NAMES } from '../../../subgraphs/shared/database/roles.js';
import type { Environment } from '../../../subgraphs/shared/environment.js';
import type { SoakResult } from '../../scenario.js';
import { UNHURRIED } from '../twins.js';
import { readEnvFile } from './compose-file.js';
import type { ImageFolder } from './container.js';
import { documentProblems, doorProblems, feedProblems, metricsProblems, profileProblems } from './look.js';
import { Stack } from './stack.js';

const CHILDREN = '100';

const variablesWith = (secrets: string, documents: string): Environment => ({
  ...readEnvFile('docker-compose.demo.env'),
  ...UNHURRIED,
  BALAGRAPH_SECRETS: secrets,
  BALAGRAPH_DOCUMENTS: documents,
  BALAGRAPH_CHILDREN: CHILDREN,
});

/** Everything that a person would try, and an upgrade's first step: its migrations, while everybody serves. */
async function look(stack: Stack, report: (line: string) => void): Promise<string[]> {
  report('asking');
  const first = await Promise.all([
    profileProblems(stack),
    documentProblems(stack),
    feedProblems(stack),
    ...SUBGRAPHS.map((name) => doorProblems(stack, name)),
    ...['issuer', ...DATABASE_NAMES].map((name) => metricsProblems(stack, name)),
  ]);
  report('setting up and migrating again');
  for (const name of ['set-up', ...DATABASE_NAMES.map((database) => `migrate-${database}`), 'seed']) await stack.runAgain(name);
  return [...first.flat(), ...(await profileProblems(stack))];
}

/** Brings everything up as docker-compose.yml says, uses it, and takes it down again; `atEnd` is called then, or after a signal. */
export async function rehearse(image: ImageFolder, report: (line: string) => void, atEnd: () => void = () => undefined): Promise<SoakResult> {
  const folder = temporaryFolder('compose');
  const [secrets, documents] = [path.join(folder.path, 'secrets'), path.join(folder.path, 'documents')];
  keepSecretFiles(secrets);
  await keepComposeDocuments(documents);
  const stack = await Stack.prepare({ variables: variablesWith(secrets, documents), image, folder: folder.path, report });
  const end = async (): Promise<string[]> => {
    const failures = await stack.down();
    folder.remove();
    atEnd();
    return failures;
  };
  stopOnSignals(() => end().then(() => undefined));
  const began = performance.now();
  const failures: string[] = [];
  let upMs = Number.NaN;
  try {
    await stack.up();
    upMs = Math.round(performance.now() - began);
    failures.push(...(await look(stack, report)));
  } finally {
    report('stopping');
    failures.push(...(await end()));
  }
  const figures = { upMs, allMs: Math.round(performance.now() - began), failures: failures.length };
  return { table: formatTable([['services of docker-compose.yml', 'up ms', 'all ms', 'failures'], ['', ...Object.values(figures).map(String)]]), figures, failures };
}
