import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Kind, NoSchemaIntrospectionCustomRule, parse, print, specifiedRules, validate, type DocumentNode, type GraphQLSchema } from 'graphql';
import { sizeOf } from '../gateway/bounds/document.js';
import { limitsOf, pastBounds } from '../gateway/bounds/table.js';
import type { Manifest, ManifestOperation } from '../gateway/documents/manifest.js';
import { documentHash } from '../gateway/document-hash.js';
import { trusted } from '../gateway/documents/trusted-document.js';
import { DOCUMENT_RULES } from '../gateway/schema/document-rules.js';
import type { Verdict } from '../gateway/vetting/vetting.js';
import { projectRoot } from '../subgraphs/shared/project.js';

/** Where the manifest of the published operations is, under schema/. */
export const PUBLISHED = 'operations/manifest.json';

/** File name → text of every operation that the project publishes for frontends. */
export type OperationFiles = ReadonlyMap<string, string>;

export function operationFiles(folder: string = path.join(projectRoot(), 'schema/operations')): OperationFiles {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.graphql')).sort();
  return new Map(names.map((name) => [name, readFileSync(path.join(folder, name), 'utf8')]));
}

/**
 * As graphql-js prints it, without comments: so it is what a client sends, and hashes, that has parsed the file
 * (`PersistedQueryLink` of Apollo Client), and a reworded comment is no other document.
 */
function entryOf(document: DocumentNode): ManifestOperation {
  const body = print(document);
  const operation = document.definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  return { id: documentHash(body), name: operation?.name?.value ?? '', type: operation?.operation ?? 'query', body };
}

/** As the gateway's threads judge it, of somebody without a token: who has lost it is to hear of that. */
function verdictOn(document: DocumentNode, apiSchema: GraphQLSchema): Verdict {
  const errors = [...pastBounds(sizeOf(document), limitsOf('anonymous')), ...validate(apiSchema, document, [...specifiedRules, NoSchemaIntrospectionCustomRule, ...DOCUMENT_RULES])];
  return errors.length > 0 ? { kind: 'refused', errors: errors.map((error) => error.toJSON()) } : { kind: 'vetted', document, boundOf: () => null };
}

/** The manifest of the published operations, for frontends that send them by id; and what is wrong with them, one line each. */
export function publishedOperations(apiSchema: GraphQLSchema, files: OperationFiles = operationFiles()): { readonly manifest: Manifest; readonly problems: readonly string[] } {
  const problems: string[] = [];
  const operations: ManifestOperation[] = [];
  for (const [file, text] of files) {
    try {
      const document = parse(text);
      const entry = entryOf(document);
      trusted(entry, verdictOn(document, apiSchema));
      if (operations.some(({ name }) => name === entry.name)) throw new Error(`there is another operation ${entry.name}`);
      operations.push(entry);
    } catch (error) {
      problems.push(`schema/operations/${file}: ${(error as Error).message}`);
    }
  }
  return { manifest: { format: 'apollo-persisted-query-manifest', version: 1, operations }, problems };
}
