import { isDeepStrictEqual } from 'node:util';
import type { GraphQLSchema } from 'graphql';
import { StartFailure } from '../../local/failure.js';
import type { HttpMessage } from './http-reader.js';
import { rightAnswer, type BenchmarkQuery } from './queries.js';

/** How many differently worded right answers of one contender to one request are remembered. */
const REMEMBERED = 8;
const SHOWN = 300;
const OK = 'HTTP/1.1 200';

/** Whether a contender's answers to one query are right. */
export class AnswerCheck {
  /** Answers that were found right, as they were written; by which of the query's variables they are about. */
  readonly #known: Buffer[][];

  constructor(
    private readonly query: BenchmarkQuery,
    private readonly schema: GraphQLSchema,
  ) {
    this.#known = Array.from({ length: Math.max(1, query.variables.length) }, () => []);
  }

  /** Reads the answer to the request of that number, unless the very same was found right before; throws `StartFailure` when it is wrong. */
  thoroughly({ head, body }: HttpMessage, i: number): void {
    const known = this.#known[i % this.#known.length] ?? [];
    if (head.startsWith(OK) && known.some((one) => one.equals(body))) return;
    if (!head.startsWith(OK) || !this.#isRight(body, i)) throw new StartFailure(`it answers wrongly: ${head.split('\r\n', 1)[0]} ${body.toString('utf8', 0, SHOWN)}`);
    if (known.length < REMEMBERED) known.push(Buffer.from(body));
  }

  /** For a measurement: where every answer is another one, of those only the length is looked at. */
  quickly(message: HttpMessage, i: number): void {
    const known = this.#known[i % this.#known.length] ?? [];
    if (this.query.alwaysNew && message.head.startsWith(OK) && known.some(({ length }) => length === message.body.length)) return;
    this.thoroughly(message, i);
  }

  #isRight(body: Buffer, i: number): boolean {
    try {
      const { data, errors } = JSON.parse(body.toString()) as { data?: unknown; errors?: unknown };
      return errors === undefined && isDeepStrictEqual(data, rightAnswer(this.query, this.schema, i));
    } catch {
      return false;
    }
  }
}
