import type { GraphQLFormattedError } from 'graphql';
import { JsonText } from '../plan/json-text.js';

/** A response in the parts that a client gets; its data may have been written already. */
interface Response {
  readonly data?: unknown;
  readonly errors?: readonly GraphQLFormattedError[];
  readonly extensions?: Readonly<Record<string, unknown>>;
}

/** The body of a response: errors first, so that nobody who reads a part of it misses them. */
export function responseText({ data, errors, extensions }: Response): string {
  const parts: string[] = [];
  if (errors !== undefined) parts.push(`"errors":${JSON.stringify(errors)}`);
  if (data !== undefined) parts.push(`"data":${data instanceof JsonText ? data.text : JSON.stringify(data)}`);
  if (extensions !== undefined) parts.push(`"extensions":${JSON.stringify(extensions)}`);
  return `{${parts.join(',')}}\n`;
}

const LARGE_CHARACTERS = 16 * 1024;

/** What is handed to Node for a body. It would measure a text, put it behind the head and encode it, each time as a whole; which for a small one is less than a second write. */
export const sendable = (text: string): string | Buffer => (text.length < LARGE_CHARACTERS ? text : Buffer.from(text));
