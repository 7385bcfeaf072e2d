import type { Purpose } from '../../subgraphs/shared/access/purposes.js';
import type { ManifestClaims } from './manifest.js';
import { trustDocument, type TrustedDocument, type Vet } from './trusted-document.js';

/** A client's manifest whose signature and documents are right. */
export interface TrustedManifest {
  readonly client: string;
  /** Milliseconds; infinite when the client set no end. */
  readonly expires: number;
  /** Null when its requests may be for any purpose. */
  readonly purposes: readonly Purpose[] | null;
  readonly documents: readonly TrustedDocument[];
}

/**
 * Checks every document of a manifest, one after the other, since there may be hundreds. All of them are right, or it throws `ManifestError` about the first that is not.
 */
export async function trustManifest({ client_id: client, exp, purposes, manifest }: ManifestClaims, vet: Vet): Promise<TrustedManifest> {
  const documents: TrustedDocument[] = [];
  for (const operation of manifest.operations) {
    documents.push(await trustDocument(operation, vet));
  }
  return { client, expires: exp === undefined ? Infinity : exp * 1000, purposes: purposes ?? null, documents };
}

interface Entry {
  readonly document: TrustedDocument;
  readonly expires: number;
}

/** What one client may send. */
class ClientDocuments {
  readonly byId = new Map<string, Entry>();
  readonly byText = new Map<string, Entry>();

  /** A document of two manifests is trusted for as long as one of them is. */
  add(document: TrustedDocument, expires: number): void {
    if ((this.byId.get(document.id)?.expires ?? 0) >= expires) return;
    const entry = { document, expires };
    this.byId.set(document.id, entry);
    this.byText.set(document.text, entry);
  }
}

/** Everything that clients may send by its id, as it is at one moment; what changes is another one of these. */
export class TrustedDocuments {
  static readonly none = new TrustedDocuments([]);
  readonly #clients = new Map<string, ClientDocuments>();
  readonly #names = new Set<string>();

  constructor(readonly manifests: readonly TrustedManifest[]) {
    for (const { client, expires, documents } of manifests) {
      const known = this.#clients.get(client) ?? new ClientDocuments();
      this.#clients.set(client, known);
      for (const document of documents) {
        known.add(document, expires);
        this.#names.add(document.name);
      }
    }
  }

  /** The document of this id, if it is one of the client's. */
  withId(client: string, id: string, now: Date): TrustedDocument | undefined {
    return valid(this.#clients.get(client)?.byId.get(id), now);
  }

  /** The document of exactly this text, if it is one of the client's; nothing is hashed for it. */
  withText(client: string, text: string, now: Date): TrustedDocument | undefined {
    return valid(this.#clients.get(client)?.byText.get(text), now);
  }

  /** Whether a signed manifest names an operation so. */
  hasName(name: string): boolean {
    return this.#names.has(name);
  }

  /** How many documents each client has. */
  counts(): ReadonlyMap<string, number> {
    return new Map([...this.#clients].map(([client, { byId }]) => [client, byId.size]));
  }
}

const valid = (entry: Entry | undefined, now: Date): TrustedDocument | undefined => (entry !== undefined && entry.expires > now.getTime() ? entry.document : undefined);
