import { AsyncLocalStorage } from 'node:async_hooks';
import type { Purpose } from './access/purposes.js';
import type { Role, Viewer } from './access/viewer.js';

/**
 * How an operation ended. `refused`: only refusals of access are missing; `partial`: something failed and the rest is there;
 * `gone`: its client had left before it was answered.
 */
export type OperationOutcome = 'ok' | 'refused' | 'partial' | 'rejected' | 'failed' | 'gone';

/** Which operation a request was about. */
export interface OperationFacts {
  readonly type: 'query' | 'mutation' | 'subscription';
  /** See operation-hash.ts. */
  readonly hash: string;
  /** The name, where it is one that this project gave (`schema/operations/`); a client's own may say anything. */
  readonly name: string | null;
}

/** What log lines, metrics and traces tell of a request: nothing that names a person, and nothing that a client wrote. */
export interface RequestFacts {
  /** Stands in every line and every error of a client's request; behind the gateway it is the gateway's. */
  correlationId: string;
  /** Role and OAuth client, never the account or the person. Null is an anonymous request; undefined, that no door opened. */
  viewer?: Pick<Viewer, 'role' | 'client'> | null;
  purpose?: Purpose | null;
  operation?: OperationFacts;
  outcome?: OperationOutcome;
  /** Of the request's span, where it is traced. */
  traceId?: string | undefined;
  /** The gateway's: how each programme came out. */
  programmes?: Readonly<Record<string, string>>;
}

/** The facts of the request that the current code runs for. */
export const requestFacts = new AsyncLocalStorage<RequestFacts>();

/** The role as metrics have it: `none` is a request that no door let in. */
export const roleOf = ({ viewer }: RequestFacts): Role | 'anonymous' | 'none' => (viewer === undefined ? 'none' : (viewer?.role ?? 'anonymous'));

/** The facts as a log line has them; what is not known is left out. */
export function loggedFacts({ correlationId, traceId, viewer, purpose, operation, outcome, programmes }: RequestFacts): Record<string, unknown> {
  return {
    correlationId,
    traceId,
    ...(viewer === undefined ? {} : { role: viewer?.role ?? 'anonymous', client: viewer?.client }),
    purpose: purpose ?? undefined,
    ...(operation === undefined ? {} : { operation: operation.name ?? operation.hash, type: operation.type }),
    outcome,
    programmes,
  };
}
