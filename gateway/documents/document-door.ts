import type { Viewer } from '../../subgraphs/shared/access/viewer.js';
import type { Clock } from '../../subgraphs/shared/clock.js';
import { clientError } from '../../subgraphs/shared/errors.js';
import { documentHash } from '../document-hash.js';
import { bodyOf, isBody, namedIn, type Body, type Named } from './persisted-query.js';
import { RegisteredDocuments } from './registered-documents.js';
import type { TrustedDocument } from './trusted-document.js';
import type { TrustedDocuments } from './trusted-documents.js';

/** A request whose document the client may send. */
export interface Received {
  /** What Apollo Server is to see: a body with the text. */
  readonly body: unknown;
  /** The document of the client's manifest that it is; null for any other. */
  readonly trusted: TrustedDocument | null;
  /** To be called once the document has turned out to be valid; null where nothing comes of that. */
  readonly valid: (() => void) | null;
}

/** A request for a text of the client's own. */
const free = (body: Body, text: string | null = null, valid: Received['valid'] = null): Received => ({ body: bodyOf(body, text), trusted: null, valid });

const known = (body: Body, document: TrustedDocument): Received => ({ body: bodyOf(body, document.text), trusted: document, valid: null });

/**
 * Decides who may send which document. A client whose tokens say `documents: trusted` sends those of its signed manifest, by
 * id or by text, and no others. Whoever is free sends texts, ids of a manifest of its own, or hashes of texts that it has
 * sent before; so do anonymous requests, but none of theirs is kept. What is not about documents is Apollo Server's to refuse.
 */
export class DocumentDoor {
  readonly #registered = new RegisteredDocuments();

  constructor(
    private readonly trusted: () => TrustedDocuments,
    private readonly clock: Clock,
  ) {}

  /** Throws the codes of Apollo's protocol, and of its safelists, which no client of Apollo's answers by asking again. */
  receive(body: unknown, viewer: Viewer | null): Received {
    if (!isBody(body)) return { body, trusted: null, valid: null };
    const named = namedIn(body);
    if (named.hash === null && named.text === null) return free(body);
    return viewer?.documents === 'trusted' ? this.#ofManifest(body, named, viewer.client) : this.#free(body, named, viewer?.client ?? null);
  }

  #ofManifest(body: Body, { hash, text }: Named, client: string): Received {
    const [documents, now] = [this.trusted(), this.clock.now()];
    const found = hash === null ? documents.withText(client, text ?? '', now) : documents.withId(client, hash, now);
    if (text !== null && found?.text !== text) throw clientError('QUERY_NOT_IN_SAFELIST', 'This client may send the documents of its manifest only, and this is none of them.');
    if (found === undefined) throw clientError('PERSISTED_QUERY_NOT_IN_LIST', 'The manifest of this client has no document of this id.');
    return known(body, found);
  }

  #free(body: Body, { hash, text }: Named, client: string | null): Received {
    if (hash === null) return free(body);
    if (text === null) return this.#byHash(body, hash, client);
    if (documentHash(text) !== hash) throw clientError('PERSISTED_QUERY_HASH_MISMATCH', 'provided sha does not match query');
    return free(body, text, client === null ? null : () => this.#registered.register(client, hash, text));
  }

  #byHash(body: Body, hash: string, client: string | null): Received {
    const document = client === null ? undefined : this.trusted().withId(client, hash, this.clock.now());
    if (document !== undefined) return known(body, document);
    const text = client === null ? undefined : this.#registered.find(client, hash);
    // These words make every client of Apollo's send the text as well.
    if (text === undefined) throw clientError('PERSISTED_QUERY_NOT_FOUND', 'PersistedQueryNotFound');
    return free(body, text);
  }
}
