import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Kind, parse } from 'graphql';
import { projectRoot } from '../subgraphs/shared/project.js';

/** Names of the operations that the project publishes for frontends: the only ones that a log line may tell. */
export function knownOperations(folder: string = path.join(projectRoot(), 'schema/operations')): ReadonlySet<string> {
  if (!existsSync(folder)) return new Set();
  const documents = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.graphql')).map((file) => parse(readFileSync(path.join(folder, file), 'utf8')));
  const operations = documents.flatMap(({ definitions }) => definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION));
  return new Set(operations.flatMap(({ name }) => (name === undefined ? [] : [name.value])));
}
