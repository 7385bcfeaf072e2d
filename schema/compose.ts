import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { composeServices } from '@apollo/composition';
import { parse, printSchema } from 'graphql';
import { PROGRAMMES, type SubgraphName } from '../subgraphs/shared/access/viewer.js';
import { projectRoot } from '../subgraphs/shared/project.js';
import { breakingChanges } from './checks/breaking.js';
import { descriptionProblems } from './checks/descriptions.js';
import { exportLosses } from './checks/export-breaking.js';
import { feedLosses } from './checks/feed-breaking.js';
import { listSizeProblems } from './checks/list-sizes.js';
import { ownershipProblems } from './checks/ownership.js';
import { editedMigrations } from './checks/released-migrations.js';
import { ruleProblems } from './checks/rules.js';
import { DATABASES } from './databases.js';
import { exportFiles, type ExportFile } from './export-files.js';
import { feedFiles, type FeedFile } from './feed-files.js';
import { PUBLISHED, publishedOperations } from './published-operations.js';
import { SCHEMAS } from './subgraphs.js';

/** Where a subgraph listens on one machine unless `SUBGRAPH_<NAME>_URL` says otherwise: 4001, 4002, …, and behind the issuer and PostgreSQL audit. */
export const routingUrl = (name: SubgraphName): string => `http://127.0.0.1:${name === 'audit' ? 4008 : 4001 + PROGRAMMES.indexOf(name)}/graphql`;

/** Composition hints that mean that one subgraph took another's field. */
const FORBIDDEN_HINTS = /^(OVERRIDDEN|FROM_SUBGRAPH_DOES_NOT_EXIST|OVERRIDE_)/;

export interface Composition {
  /** File name under schema/ → text. */
  readonly files: ReadonlyMap<string, string>;
  /** What breaks the rules, one line each; empty when all is well. */
  readonly problems: readonly string[];
}

/** Composes the subgraphs from code and checks the result against the federation's rules. */
export function compose(schemas: Readonly<Record<string, { readonly sdl: string }>> = SCHEMAS): Composition {
  const services = Object.entries(schemas).map(([name, { sdl }]) => ({ name, url: routingUrl(name as SubgraphName), typeDefs: parse(sdl) }));
  const files = new Map([...Object.entries(schemas).map(([name, { sdl }]) => [`${name}.graphql`, `${sdl}\n`] as const), ...feedFiles(), ...exportFiles()]);
  const { supergraphSdl, errors, hints, schema } = composeServices(services);
  if (errors || !supergraphSdl || !schema) {
    return { files, problems: (errors ?? []).map(({ message }) => `composition: ${message}`) };
  }
  const apiSchema = schema.toAPISchema().toGraphQLJSSchema();
  const published = publishedOperations(apiSchema);
  files.set('supergraph.graphql', `${supergraphSdl}\n`);
  files.set('api.graphql', `${printSchema(apiSchema)}\n`);
  files.set(PUBLISHED, `${JSON.stringify(published.manifest, null, 2)}\n`);
  const taken = hints.filter(({ definition }) => FORBIDDEN_HINTS.test(definition.code)).map(({ message }) => `composition: ${message}`);
  return { files, problems: [...taken, ...ownershipProblems(supergraphSdl), ...ruleProblems(supergraphSdl), ...listSizeProblems(supergraphSdl), ...descriptionProblems(schemas), ...published.problems] };
}

const folder = (): string => path.join(projectRoot(), 'schema');

const committed = (file: string): string => {
  try {
    return readFileSync(path.join(folder(), file), 'utf8');
  } catch {
    return '';
  }
};

/** Files that differ from what is committed. */
export const drift = ({ files }: Composition): string[] =>
  [...files].filter(([file, text]) => committed(file) !== text).map(([file]) => `schema/${file} is not what the code makes: run npm run schema.`);

const committedIn = (kind: 'feeds' | 'exports'): string[] => readdirSync(path.join(folder(), kind)).map((file) => `${kind}/${file}`);

const parsed = (text: string | undefined): unknown => (text === undefined ? null : JSON.parse(text));

/** What readers of the committed contracts of one kind would lose. */
function lostContracts<T>(files: Composition['files'], kind: 'feeds' | 'exports', losses: (before: T, after: T | null) => string[]): string[] {
  return committedIn(kind).flatMap((file) => {
    const before = parsed(committed(file)) as T | null;
    return before === null ? [] : losses(before, parsed(files.get(file)) as T | null);
  });
}

/** What clients of the committed graph, consumers of the committed feeds, and auditors would lose. */
export const lost = ({ files }: Composition): string[] => [
  ...breakingChanges(committed('api.graphql'), files.get('api.graphql') ?? ''),
  ...lostContracts<FeedFile>(files, 'feeds', feedLosses),
  ...lostContracts<ExportFile>(files, 'exports', exportLosses),
];

function write({ files }: Composition): void {
  for (const [file, text] of files) writeFileSync(path.join(folder(), file), text);
  for (const file of [...committedIn('feeds'), ...committedIn('exports')].filter((one) => !files.has(one))) rmSync(path.join(folder(), file));
}

async function main(argv: readonly string[]): Promise<void> {
  const composition = compose();
  const breaking = argv.includes('--accept-breaking') ? [] : lost(composition).map((change) => `breaking change: ${change} (npm run schema -- --accept-breaking)`);
  const edited = await editedMigrations(DATABASES);
  const problems = [...composition.problems, ...breaking, ...edited, ...(argv.includes('--check') ? drift(composition) : [])];
  for (const problem of problems) process.stderr.write(`${problem}\n`);
  if (problems.length > 0) process.exit(1);
  if (!argv.includes('--check')) write(composition);
}

if (process.argv[1] === import.meta.filename) await main(process.argv.slice(2));
