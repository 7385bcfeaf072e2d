import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage, type OutgoingHttpHeaders } from 'node:http';
import { text } from 'node:stream/consumers';

/** A request as it goes over the wire: a header with several values is sent several times. */
export interface RawRequest {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: OutgoingHttpHeaders;
  readonly body?: string;
}

export interface RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
  /** Codes of the errors in the body; empty when it is no JSON. */
  readonly codes: readonly unknown[];
  readonly data: unknown;
}

interface Body {
  readonly data?: unknown;
  readonly errors?: readonly { readonly extensions?: { readonly code?: unknown } }[];
}

function parse(body: string): Body {
  try {
    return JSON.parse(body) as Body;
  } catch {
    return {};
  }
}

/** Sends a request without what `fetch` would put right. */
export async function rawRequest(url: string, { method = 'POST', path = '/graphql', headers = {}, body = '' }: RawRequest): Promise<RawAnswer> {
  const outgoing = httpRequest(`${url}${path}`, { method, agent: false, headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), ...headers } });
  // A server that refuses a body before its end closes the connection after its answer.
  outgoing.on('error', () => undefined);
  outgoing.end(body);
  const [response] = (await once(outgoing, 'response')) as [IncomingMessage];
  const received = await text(response);
  const { data, errors = [] } = parse(received);
  return { status: response.statusCode ?? 0, headers: response.headers, text: received, codes: errors.map(({ extensions }) => extensions?.code), data };
}
