import { GraphQLError, Kind } from 'graphql';
import { redact } from '../../subgraphs/shared/errors.js';
import { documentHash } from '../document-hash.js';
import type { ClientOperation } from '../client-operation.js';
import type { Verdict, Vetting } from '../vetting/vetting.js';
import type { ManifestOperation } from './manifest.js';
import { ManifestError } from './manifest-error.js';

/** A document that a client may send by its id, parsed and validated. */
export interface TrustedDocument {
  /** SHA-256 of its text, in hexadecimal. */
  readonly id: string;
  /** Of its only operation. */
  readonly name: string;
  readonly text: string;
  readonly operation: ClientOperation;
}

/** What judges documents, as anybody's are judged. */
export type Vet = Vetting['vet'];

/** Checks one operation of a manifest: it keeps to what everybody's documents keep to. Throws `ManifestError`. */
export async function trustDocument(entry: ManifestOperation, vet: Vet): Promise<TrustedDocument> {
  if (documentHash(entry.body) !== entry.id) throw problem(entry, 'its id is not the SHA-256 of its body');
  return trusted(entry, await judged(entry, vet));
}

/** What a document that was judged is by its entry in a manifest. Throws `ManifestError`. */
export function trusted(entry: ManifestOperation, verdict: Verdict): TrustedDocument {
  if (verdict.kind === 'refused') throw problem(entry, verdict.errors[0]?.message ?? 'it is not valid');
  const { id, name, type, body } = entry;
  const { document } = verdict;
  const [operation, ...others] = document.definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  if (operation === undefined || others.length > 0) throw problem(entry, 'its body is not one operation');
  if (`${operation.operation} ${operation.name?.value}` !== `${type} ${name}`) throw problem(entry, 'its body is another operation than it says');
  return { id, name, text: body, operation: { document, operation, hash: id, bound: verdict.boundOf(operation), trusted: true } };
}

/** As of a client that is told nothing about the schema; what is wrong, as of one that is. */
async function judged(entry: ManifestOperation, vet: Vet): Promise<Verdict> {
  try {
    const verdict = await vet(entry.body, 'closed');
    if (verdict.kind === 'vetted') return verdict;
    const told = await vet(entry.body, 'open');
    if (told.kind === 'refused') return told;
  } catch (error) {
    throw error instanceof GraphQLError ? problem(entry, error.message) : error;
  }
  throw problem(entry, 'it asks about the schema (introspection)');
}

const problem = ({ name }: ManifestOperation, reason: string): ManifestError => new ManifestError(`${name}: ${redact(reason)}`);
