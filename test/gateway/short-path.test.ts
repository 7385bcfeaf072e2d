import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { ShortPath } from '../../gateway/short-path.js';
import { FAMILY } from './support/family.js';
import { Federation, type Asked, type Reply } from './support/federation.js';
import { CHILD_ONE, CHILD_TWO, GUARDED } from './support/guarded.js';
import { OPERATIONS } from './support/operations.js';

const answers = vi.spyOn(ShortPath.prototype, 'answer');
afterAll(() => answers.mockRestore());

/** Whether the last request was answered by the short path. */
const short = async (): Promise<boolean> => (await answers.mock.results.at(-1)?.value) !== null;

/** A response as both paths must give it: all of it but the ids that differ for each request. */
const comparable = ({ status, headers, body }: Reply): unknown => ({
  status,
  type: headers.get('content-type'),
  cache: headers.get('cache-control'),
  order: Object.keys(body),
  body: JSON.parse(JSON.stringify(body, (key, value: unknown) => (key === 'correlationId' ? '' : value))) as unknown,
});

async function askTwice(federation: Federation, query: string, asked: Asked = {}): Promise<void> {
  const first = await federation.ask(query, asked);
  expect(await short()).toBe(false);
  const second = await federation.ask(query, asked);
  expect(await short()).toBe(first.body.data !== undefined);
  expect(comparable(second)).toEqual(comparable(first));
}

describe('a document that was let through before is answered alike', () => {
  let federation: Federation;
  beforeAll(async () => {
    federation = await Federation.start(FAMILY);
  });
  afterAll(() => federation.close());

  it.each(OPERATIONS)('%s', (_name, query, variables = {}) => askTwice(federation, query, { variables }));

  it('and one of several operations', async () => {
    const query = 'query A { lang(lang: KK) } query B { b: lang(lang: RU) }';
    await askTwice(federation, query, { operationName: 'A' });
    await askTwice(federation, query, { operationName: 'B' });
    await askTwice(federation, query, { operationName: 'C' });
    await askTwice(federation, query);
  });

  it('variables that do not fit are refused as ever', async () => {
    const query = 'query ($lang: Lang!) { lang(lang: $lang) }';
    await askTwice(federation, query, { variables: { lang: 'KK' } });
    const { status, body } = await federation.ask(query, { variables: { lang: 'nothing' } });
    expect([status, await short()]).toEqual([400, false]);
    expect(body.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });

  it.each([
    ['extensions of no kind', { extensions: 'x' }, {}],
    ['a list of requests', [{}], {}],
    ['another type of answer', {}, { accept: 'application/graphql-response+json' }],
    ['no JSON wanted', {}, { accept: 'text/html' }],
  ])('%s is for Apollo Server', async (_name, more, headers) => {
    const query = '{ lang(lang: KK) }';
    const token = { authorization: `Bearer ${await federation.token()}`, 'x-purpose': 'CHILD_PROFILE', ...(headers as Record<string, string>) };
    await federation.post(JSON.stringify({ query }), token);
    await federation.post(JSON.stringify(Array.isArray(more) ? more : { query, ...more }), token);
    expect(await short()).toBe(false);
  });
});

describe('who asks is looked at each time', () => {
  let federation: Federation;
  beforeAll(async () => {
    federation = await Federation.start(GUARDED);
  });
  afterAll(() => federation.close());

  const PROFILE = `{ child(iin: "${CHILD_ONE}") { name benefits { total } schooling } other: child(iin: "${CHILD_TWO}") { benefits { total } } }`;

  it.each<[string, Asked]>([
    ['everything open', {}],
    ['no token', { claims: null }],
    ['no purpose', { purpose: null }],
    ['some field classes', { claims: { scope: 'identity education' } }],
  ])('%s', async (_name, asked) => {
    const first = await federation.ask(PROFILE, asked);
    const second = await federation.ask(PROFILE, asked);
    expect(await short()).toBe(true);
    expect(comparable(second)).toEqual(comparable(first));
  });

  it('a closed client does not profit from what an open one was let through', async () => {
    const query = '{ __schema { queryType { name } } }';
    expect((await federation.ask(query)).status).toBe(200);
    expect((await federation.ask(query, { claims: null })).status).toBe(400);
  });
});
