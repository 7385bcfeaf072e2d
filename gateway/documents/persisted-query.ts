import { clientError } from '../../subgraphs/shared/errors.js';

/** A body of a request, as far as JSON says. */
export type Body = Readonly<Record<string, unknown>>;

export const isBody = (body: unknown): body is Body => typeof body === 'object' && body !== null && !Array.isArray(body);

/** A document that a request names, by Apollo's protocol of persisted queries. */
export interface Named {
  /** SHA-256 of its text, in hexadecimal; null without the protocol. */
  readonly hash: string | null;
  /** Null where the client sends the hash alone. */
  readonly text: string | null;
}

/** Which document a body asks for; throws `BAD_REQUEST` for what is not the protocol's. */
export function namedIn({ query, extensions }: Body): Named {
  const text = typeof query === 'string' ? query : null;
  const persisted = isBody(extensions) ? extensions['persistedQuery'] : undefined;
  if (persisted === undefined || persisted === null) return { hash: null, text };
  const { version, sha256Hash: hash } = isBody(persisted) ? persisted : ({} as Body);
  if (version !== 1) throw clientError('BAD_REQUEST', 'extensions.persistedQuery: the version must be 1.');
  if (typeof hash !== 'string') throw clientError('BAD_REQUEST', 'extensions.persistedQuery: sha256Hash must be a text.');
  return { hash, text };
}

/** The body with this document, and without what a client says of itself or of the protocol: nothing here reads other extensions. */
export function bodyOf(body: Body, text: string | null): Body {
  const { extensions, ...rest } = body;
  const passed = extensions === undefined || extensions === null || isBody(extensions) ? rest : body;
  return text === null ? passed : { ...passed, query: text };
}
