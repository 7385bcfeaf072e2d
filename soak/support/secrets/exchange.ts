import type { Document } from './probe.js';

/** What no secret decides: the moment and the id of a request. */
const ITS_OWN = new Set(['date', 'x-correlation-id', 'connection', 'keep-alive', 'traceparent']);
const CORRELATION = /"correlationId":"[^"]*"/g;

interface Body {
  readonly data?: unknown;
  readonly errors?: readonly object[];
  readonly extensions?: { readonly programmes?: Readonly<Record<string, string>> };
}

/** Errors and programmes stand in the order in which subgraphs happened to answer: that is a matter of time, which is not looked at. */
function inOneOrder(text: string): string {
  const { data, errors = [], extensions: { programmes = {}, ...extensions } = {}, ...rest } = JSON.parse(text) as Body;
  const said = errors.map((error) => JSON.stringify(error)).sort();
  const states = Object.entries(programmes).map(([name, state]) => `${name} ${state}`).sort();
  return JSON.stringify({ ...rest, data, errors: said, programmes: states, extensions }, null, 1);
}

/** The headers of whoever asks; the case is named always, for the purposes that ask for one. */
export const headersOf = (token: string | null, purpose: string | null): Record<string, string> => ({
  'content-type': 'application/json',
  'accept-encoding': 'identity',
  ...(token === null ? {} : { authorization: `Bearer ${token}` }),
  ...(purpose === null ? {} : { 'x-purpose': purpose, 'x-case-number': 'TEST-1' }),
});

interface Said {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** Asks at a door. */
export async function say(url: string, headers: Readonly<Record<string, string>>, document: Document): Promise<Said> {
  const response = await fetch(`${url}/graphql`, { method: 'POST', headers, body: JSON.stringify(document) });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

/** The same, and all that came: status, headers with the length, and the text, without the id of the request. */
export async function sayAll(url: string, asked: Readonly<Record<string, string>>, document: Document): Promise<string> {
  const { status, headers, text } = await say(url, asked, document);
  const told = [...headers].filter(([name]) => !ITS_OWN.has(name)).map(([name, value]) => `${name}: ${value}`);
  return [String(status), ...told, inOneOrder(text.replaceAll(CORRELATION, '"correlationId":""'))].join('\n');
}
