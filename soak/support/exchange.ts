/** How a request ended: with all that was asked for; with what there was and the word that the rest is not to be had now; in any other way. */
export type Ending = 'WHOLE' | 'UNAVAILABLE' | 'OTHERWISE';

/** One request and what came of it. */
export interface Exchange {
  readonly ending: Ending;
  /** When it was sent, by `performance.now()`. */
  readonly began: number;
  readonly milliseconds: number;
  readonly data: Readonly<Record<string, unknown>> | null;
  /** What was said instead of the answer, or why nothing was; without ids, so that equal ones are equal. */
  readonly what: string;
}

/** A GraphQL request. */
export interface Question {
  readonly url: string;
  readonly token: string;
  readonly purpose: string;
  /** `{ query, variables }` as JSON. */
  readonly body: string;
}

interface Body {
  readonly data?: Exchange['data'];
  readonly errors?: readonly { readonly extensions?: { readonly code?: string; readonly programme?: string } }[];
}

/** Nobody is kept waiting longer: the deadlines of all calls behind one request, and what a busy machine adds. */
const LIMIT_MS = 12_000;

/** Sends a request and judges what comes. Programmes that do not run on purpose are not missed. Never rejects. */
export async function exchange({ url, token, purpose, body }: Question, absent: ReadonlySet<string> = new Set()): Promise<Exchange> {
  const began = performance.now();
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}`, 'x-purpose': purpose };
  try {
    const response = await fetch(`${url}/graphql`, { method: 'POST', headers, body, signal: AbortSignal.timeout(LIMIT_MS) });
    const answer = JSON.parse(await response.text()) as Body;
    return { ...judge(response.status, answer, absent), began, milliseconds: performance.now() - began, data: answer.data ?? null };
  } catch (error) {
    return { ending: 'OTHERWISE', began, milliseconds: performance.now() - began, data: null, what: `no answer: ${reasonOf(error)}` };
  }
}

function judge(status: number, { data, errors = [] }: Body, absent: ReadonlySet<string>): Pick<Exchange, 'ending' | 'what'> {
  const told = errors.filter(({ extensions }) => !absent.has(extensions?.programme ?? ''));
  const what = told.length === 0 && status === 200 ? '' : `status ${status}: ${JSON.stringify(told, (key, value: unknown) => (key === 'correlationId' ? undefined : value))}`;
  if (told.length === 0) return { ending: status === 200 && data != null ? 'WHOLE' : 'OTHERWISE', what };
  const honest = [200, 503].includes(status) && told.every(({ extensions }) => extensions?.code === 'UNAVAILABLE');
  return { ending: honest ? 'UNAVAILABLE' : 'OTHERWISE', what };
}

function reasonOf(error: unknown): string {
  const { name, cause } = error as Error & { cause?: { code?: string } };
  return cause?.code ?? name;
}
