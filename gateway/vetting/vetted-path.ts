import { AsyncLocalStorage } from 'node:async_hooks';
import type { ApolloServerPlugin } from '@apollo/server';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { getOperationAST, GraphQLError, type DocumentNode, type GraphQLFormattedError } from 'graphql';
import type { OperationObserver } from '../../subgraphs/shared/observe-operations.js';
import type { Audience } from '../audience.js';
import { variablesProblem } from '../bounds/input.js';
import { limitsOf } from '../bounds/table.js';
import { isBody } from '../documents/persisted-query.js';
import type { ClientOperation } from '../client-operation.js';
import { documentHash } from '../document-hash.js';
import type { KnownDocuments } from '../known-documents.js';
import { responseText } from '../response/response-text.js';
import type { Vetted, Vetting } from './vetting.js';

/** The vetted document of the request that the current code runs for. */
export const vettedDocument = new AsyncLocalStorage<Vetted>();

/** From where Apollo Server takes each document, instead of parsing and validating it. */
export const vettedDocuments = {
  get: (): Promise<DocumentNode | undefined> => Promise.resolve(vettedDocument.getStore()?.document),
  set: (): Promise<void> => Promise.resolve(),
  delete: (): Promise<void> => Promise.resolve(),
};

/** A document that nobody has vetted is not worked on in this thread, whatever way it found here. */
export const neverParsedHere: ApolloServerPlugin = {
  requestDidStart: () =>
    Promise.resolve({
      parsingDidStart: () => Promise.reject(new Error('A document reached Apollo Server that was not vetted.')),
    }),
};

export interface VettedPathParts {
  readonly audience: Audience;
  readonly vetting: Pick<Vetting, 'vet'>;
  /** Documents that are let through without another look. */
  readonly known: KnownDocuments;
  readonly observer: OperationObserver;
  readonly formatError: (formatted: GraphQLFormattedError, original: unknown) => GraphQLFormattedError;
}

/** The way of requests whose document is not known: it is vetted first. What is refused is told as Apollo Server would. */
export class VettedPath {
  constructor(private readonly parts: VettedPathParts) {}

  /** The answer to variables that are past a bound; null where they are not. */
  variables(request: FastifyRequest, reply: FastifyReply): string | null {
    const problem = variablesProblem(request.body, request.rawBody.length, limitsOf(this.parts.audience));
    return problem === null ? null : this.#refused(request, reply, problem);
  }

  /** Goes `onward` with what was vetted, and with requests that have no document to vet: it is Apollo Server that refuses those. */
  async answer(request: FastifyRequest, reply: FastifyReply, onward: () => unknown): Promise<unknown> {
    const text = documentIn(request.body);
    if (text === null) return onward();
    try {
      const verdict = await this.parts.vetting.vet(text, this.parts.audience);
      if (verdict.kind === 'vetted') return await vettedDocument.run(verdict, onward);
      return this.#respond(request, reply, 400, verdict.errors.map((error) => ({ ...error, extensions: { ...error.extensions, correlationId: request.id } })));
    } catch (error) {
      if (!(error instanceof GraphQLError)) throw error;
      return this.#refused(request, reply, error);
    }
  }

  /** Lets a document through, or not, and executes nothing; undefined when nobody may run it. */
  async rehearse(text: string, operationName: string | null): Promise<ClientOperation | undefined> {
    const verdict = await this.parts.vetting.vet(text, this.parts.audience);
    const operation = verdict.kind === 'vetted' ? getOperationAST(verdict.document, operationName) : null;
    if (verdict.kind !== 'vetted' || !operation) return undefined;
    const client = { document: verdict.document, operation, hash: documentHash(text), bound: verdict.boundOf(operation) };
    this.parts.known.remember(text, operationName, client);
    return client;
  }

  #refused(request: FastifyRequest, reply: FastifyReply, error: GraphQLError): string {
    const { http, ...extensions } = error.extensions as { readonly http?: { readonly status: number; readonly headers?: ReadonlyMap<string, string> } };
    for (const [name, value] of http?.headers ?? []) void reply.header(name, value);
    return this.#respond(request, reply, http?.status ?? 400, [this.parts.formatError({ ...error.toJSON(), extensions }, error)]);
  }

  #respond({ headers: { accept = '' } }: FastifyRequest, reply: FastifyReply, status: number, errors: readonly GraphQLFormattedError[]): string {
    this.parts.observer.ended({ errors });
    void reply.code(status).header('content-type', `${accept.startsWith(RESPONSE_TYPE) ? RESPONSE_TYPE : 'application/json'}; charset=utf-8`);
    return responseText({ errors });
  }
}

const RESPONSE_TYPE = 'application/graphql-response+json';

/** The document of a body that Apollo Server would take for one; persisted queries have been turned into texts by then (documents/). */
function documentIn(body: unknown): string | null {
  const query = isBody(body) ? body['query'] : undefined;
  return typeof query === 'string' && query !== '' ? query : null;
}
