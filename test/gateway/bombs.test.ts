import { afterAll, beforeAll, expect, it } from 'vitest';
import { THREAD_SETTINGS } from '../../gateway/vetting/threads.js';
import { bodyOf, bombs } from '../../soak/support/bombs.js';
import { BOUNDED } from './support/bounded.js';
import { Federation } from './support/federation.js';

let federation: Federation;
beforeAll(async () => {
  federation = await Federation.start(BOUNDED, { threads: THREAD_SETTINGS });
});
afterAll(() => federation.close());

const KNOWN = 'query ($input: Input) { echo(input: $input) }';

/** Asks a known document again and again, as somebody else would, for as long as `while` says. */
async function somebodyElse(going: () => boolean): Promise<number> {
  let answered = 0;
  do {
    expect((await federation.ask(KNOWN)).body).toMatchObject({ data: { echo: 'echo' } });
    answered += 1;
  } while (going());
  return answered;
}

it.each([
  ['with a token', true],
  ['without', false],
])('bombs %s are refused, nothing is asked of anybody, and somebody else is answered', async (_name, signedIn) => {
  const token: Record<string, string> = signedIn ? { authorization: `Bearer ${await federation.token()}` } : {};
  await federation.ask(KNOWN);
  let going = true;
  const others = somebodyElse(() => going);
  const outcomes = await Promise.all(bombs().map(async ([name, bomb]) => {
    const { status, body } = await federation.post(bodyOf(bomb), token);
    return { name, refused: status >= 400 && status < 500, data: body.data, code: body.errors?.[0]?.extensions['code'] };
  }));
  going = false;
  expect(await others).toBeGreaterThan(0);
  const codes = new Set(['LIMIT_EXCEEDED', 'REQUEST_TOO_LARGE', 'GRAPHQL_VALIDATION_FAILED', 'GRAPHQL_PARSE_FAILED']);
  expect(outcomes.filter(({ refused, data, code }) => !refused || data !== undefined || !codes.has(String(code)))).toEqual([]);
  expect(new Set(federation.subgraph('registry').calls.map(({ body }) => body.query))).toEqual(new Set(['query($input:Input){as__echo:echo(input:$input)}']));
});

it('a list of requests is refused whatever is in it', async () => {
  const reply = await federation.post(JSON.stringify(Array.from({ length: 1_000 }, () => ({ query: '{ deep { x } }' }))));
  expect([reply.status, reply.body.errors]).toMatchObject([400, [{ extensions: { code: 'BAD_REQUEST' } }]]);
});
