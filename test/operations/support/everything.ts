import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import path from 'node:path';
import { buildSchema, type GraphQLField } from 'graphql';
import { projectRoot } from '../../../subgraphs/shared/project.js';

/** A request to a GraphQL endpoint, right or wrong in any way. */
export interface Sent {
  readonly url: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Sends it, and takes what came as text; nothing where the connection was cut, as it may be for a body that is too large. */
export async function send({ url, method = 'POST', headers = {}, body }: Sent): Promise<string> {
  const init = { method, headers: { 'content-type': 'application/json', ...headers }, ...(body === undefined ? {} : { body }) };
  return fetch(url, init).then((response) => response.text(), () => '');
}

/** What a client reads of a failure: everything but the data, which is whom it is allowed to see. */
export function withoutData(text: string): string {
  try {
    const { data: _data, ...rest } = JSON.parse(text) as { data?: unknown };
    return JSON.stringify(rest);
  } catch {
    return text;
  }
}

/** Bytes over a bare connection, for what no HTTP client would send. */
export const sendRaw = (url: string, text: string): Promise<string> =>
  new Promise((resolve) => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1', () => void socket.write(text));
    let answer = '';
    socket.on('data', (chunk) => (answer += chunk.toString()));
    socket.on('close', () => resolve(answer));
    socket.on('error', () => resolve(answer));
    socket.setTimeout(500, () => socket.destroy());
  });

/** One operation for each argument of each root field of a schema, with a text of ours as its value. */
export function wrongArguments(file: string, value: string): { query: string; variables: Record<string, unknown> }[] {
  const schema = buildSchema(readFileSync(path.join(projectRoot(), 'schema', file), 'utf8'), { assumeValidSDL: true });
  const roots = [['query', schema.getQueryType()], ['mutation', schema.getMutationType()]] as const;
  const ofField = (kind: string, { name, args, type }: GraphQLField<unknown, unknown>) =>
    args.map(({ name: argument, type: wanted }) => {
      const selection = /^[[\]!]*(String|Int|Float|Boolean|ID|Date|Decimal|IIN|BIN|KATO)[[\]!]*$/.test(String(type)) ? '' : '{ __typename }';
      return { query: `${kind}($v: ${String(wanted)}) { ${name}(${argument}: $v) ${selection} }`, variables: { v: String(wanted).includes('Input') || String(wanted).includes('Filter') ? { name: value, iin: value, [value]: value } : value } };
    });
  return roots.flatMap(([kind, type]) => Object.values(type?.getFields() ?? {}).flatMap((field) => ofField(kind, field)));
}
