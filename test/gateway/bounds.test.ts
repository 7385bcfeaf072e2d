import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Lexer, Source, TokenKind } from 'graphql';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { BOUNDS, limitsOf, type BoundName } from '../../gateway/bounds/table.js';
import { MAX_PAGE } from '../../subgraphs/shared/pagination.js';
import { projectRoot } from '../../subgraphs/shared/project.js';
import { BOUNDED, POINT } from './support/bounded.js';
import { Federation, type Reply } from './support/federation.js';
import { Frontend, ManifestFiles, manifestOf } from './support/frontend.js';

const PAGES = 'query Pages($first: Int) { pages(first: $first) { total } }';

const files = new ManifestFiles();
let federation: Federation;
beforeAll(async () => {
  const portal = await Frontend.make('portal');
  files.trust(portal);
  files.put('portal.jws', await portal.sign(manifestOf(PAGES)));
  federation = await Federation.start(BOUNDED, { documents: files.settings });
});
afterAll(async () => {
  await federation.close();
  files.clear();
});
beforeEach(() => {
  federation.subgraph('registry').calls.length = 0;
});

interface Body {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
}

const times = (count: number, of: (index: number) => string): string => Array.from({ length: count }, (_, index) => of(index)).join(' ');
const nested = (levels: number): unknown => (levels === 0 ? 1 : [nested(levels - 1)]);

function tokensOf(text: string): number {
  const lexer = new Lexer(new Source(text));
  let count = 0;
  while (lexer.advance().kind !== TokenKind.EOF) count += 1;
  return count;
}

/** A document of so many tokens, most of them in lists of lists. */
function ofTokens(count: number): string {
  const around = (rows: string): string => `{ echo(input: { matrix: [${rows}] }) }`;
  const row = (tokens: number): string => `[${'1 '.repeat(tokens - 2)}]`;
  const left = count - tokensOf(around(''));
  const rows = Math.ceil(left / 90);
  const each = Math.floor(left / rows);
  return around(times(rows, (index) => row(each + (index < left % rows ? 1 : 0))));
}

/** A document of exactly that cost: the page that costs most for anonymous requests, as often as it takes, and a level or not. */
function ofCost(cost: number): string {
  const page = limitsOf('anonymous').listSize * POINT;
  return `{ ${times(Math.floor(cost / page), (index) => `p${index}: points(first: ${page / POINT}) { x }`)} ${cost % page === 0 ? '' : 'deep { x }'} }`;
}

/** For each bound a request with exactly so much of what it counts, and within all others. */
const REQUESTS: Readonly<Record<BoundName, (count: number) => Body | string>> = {
  body: (bytes) => JSON.stringify({ query: '{ __typename }' }).padEnd(bytes),
  tokens: (count) => ({ query: ofTokens(count) }),
  depth: (levels) => ({ query: `{ deep { ${'next { '.repeat(levels - 2)} x ${'} '.repeat(levels - 2)} } }` }),
  recursion: (turns) => ({ query: `{ ${'loop { '.repeat(turns)} x ${'} '.repeat(turns)} }` }),
  selections: (count) => ({ query: `{ deep { ${'... { x } '.repeat(Math.floor((count - 1) / 2))} ${count % 2 === 0 ? 'x' : ''} } }` }),
  rootFields: (count) => ({ query: `{ ${times(count, (index) => `a${index}: __typename`)} }` }),
  aliases: (count) => ({ query: `{ deep { ${times(count, (index) => `a${index}: x`)} } }` }),
  directives: (count) => ({ query: `{ deep { ${'... @include(if: true) { x } '.repeat(count)} } }` }),
  duplicates: (count) => ({ query: `{ deep { x ${'x '.repeat(count)} } }` }),
  cost: (cost) => ({ query: ofCost(cost) }),
  listSize: (first) => ({ query: 'query ($first: Int) { pages(first: $first) { total } }', variables: { first } }),
  variables: (count) => ({ query: '{ __typename }', variables: Object.fromEntries(Array.from({ length: count }, (_, index) => [`v${index}`, index])) }),
  variableBytes: (bytes) => ({ query: '{ __typename }', variables: { v: 'ұ'.repeat(1) + 'x'.repeat(bytes - '{"v":"ұ"}'.length - 1) } }),
  inputDepth: (levels) => ({ query: '{ __typename }', variables: { v: nested(levels) } }),
  inputItems: (count) => ({ query: 'query ($input: Input) { echo(input: $input) }', variables: { input: { list: Array.from({ length: count }, () => 1) } } }),
};

async function send(body: Body | string, signedIn: boolean): Promise<Reply> {
  const token = signedIn ? { authorization: `Bearer ${await federation.token()}` } : {};
  return federation.post(typeof body === 'string' ? body : JSON.stringify(body), token);
}

describe.each(['signedIn', 'anonymous'] as const)('%s', (column) => {
  const signedIn = column === 'signedIn';

  it.each(Object.keys(BOUNDS) as BoundName[])('%s, at the limit and one past it', async (bound) => {
    const limit = BOUNDS[bound][column];
    const within = await send(REQUESTS[bound](limit), signedIn);
    expect(within.body.errors).toBeUndefined();
    expect(within.status).toBe(200);
    federation.subgraph('registry').calls.length = 0;
    for (const again of [false, true]) {
      const past = await send(REQUESTS[bound](limit + 1), signedIn);
      const code = bound === 'body' ? 'REQUEST_TOO_LARGE' : 'LIMIT_EXCEEDED';
      expect({ again, status: past.status, errors: past.body.errors }).toMatchObject({ again, status: bound === 'body' ? 413 : 400, errors: [{ extensions: { code, bound, limit, correlationId: past.headers.get('x-correlation-id') } }] });
      expect(past.body.data).toBeUndefined();
    }
    expect(federation.subgraph('registry').calls).toEqual([]);
  });
});

it('a client of trusted documents has the bounds of those with a token, and is told which', async () => {
  const ask = async (variables: object): Promise<Reply> =>
    federation.post(JSON.stringify({ query: PAGES, variables }), { authorization: `Bearer ${await federation.token({ documents: 'trusted', client_id: 'portal' })}` });
  expect((await ask({ first: BOUNDS.listSize.signedIn })).body.errors).toBeUndefined();
  expect((await ask({ first: BOUNDS.listSize.signedIn + 1 })).body.errors).toMatchObject([{ extensions: { bound: 'listSize', limit: BOUNDS.listSize.signedIn } }]);
  const many = Object.fromEntries(Array.from({ length: BOUNDS.variables.signedIn }, (_, index) => [`v${index}`, index]));
  expect((await ask({ ...many, first: 1 })).body.errors).toMatchObject([{ extensions: { bound: 'variables' } }]);
});

describe('a bound is the same however one comes to it', () => {
  const bounds = async (query: string, variables: Record<string, unknown> = {}): Promise<unknown[]> =>
    (await federation.ask(query, { variables })).body.errors?.map(({ extensions: { bound } }) => bound) ?? [];

  it('variables of a document that was answered before', async () => {
    const query = 'query ($first: Int) { points(first: $first) { x } }';
    expect(await bounds(query, { first: 100 })).toEqual([]);
    expect(await bounds(query, { first: 101 })).toEqual(['listSize']);
    expect(await bounds(query, { first: 1_000_000 })).toEqual(['listSize', 'cost']);
    expect(await bounds(query, { first: 100 })).toEqual([]);
  });

  it('and of a list it says which argument asks for it, by whatever name the answer has it', async () => {
    const query = 'query ($first: Int) { points(first: 3) { x } many: pages(first: $first) { total } }';
    const { body } = await federation.ask(query, { variables: { first: 101 } });
    expect(body.errors).toMatchObject([{ message: 'The request has more than 100 items asked for in one list: Query.pages(first:).', extensions: { code: 'LIMIT_EXCEEDED', bound: 'listSize', limit: 100, argument: 'Query.pages(first:)' } }]);
    expect((await federation.ask('{ points(first: 102) { x } }')).body.errors).toMatchObject([{ extensions: { bound: 'listSize', argument: 'Query.points(first:)' } }]);
  });

  it('the default of a variable, and of an argument', async () => {
    expect(await bounds('query ($first: Int = 101) { points(first: $first) { x } }')).toEqual(['listSize']);
    expect(await bounds('query ($first: Int) { points(first: $first) { x } }', { first: null })).toEqual([]);
    expect(await bounds('{ points(first: 1000000) { x } }')).toEqual(['listSize', 'cost']);
  });

  it('literals as deep and long as variables', async () => {
    const deep = (levels: number): string => `{ echo(input: ${'{ inner: '.repeat(levels - 1)} {} ${'} '.repeat(levels - 1)}) }`;
    expect(await bounds(deep(BOUNDS.inputDepth.signedIn))).toEqual([]);
    expect(await bounds(deep(BOUNDS.inputDepth.signedIn + 1))).toEqual(['inputDepth']);
    expect(await bounds(`{ echo(input: { list: [${'1 '.repeat(BOUNDS.inputItems.signedIn + 1)}] }) }`)).toEqual(['inputItems']);
  });

  it('fragments, wherever they are spread', async () => {
    const half = BOUNDS.depth.signedIn / 2;
    const down = (levels: number, end: string): string => `${'next { '.repeat(levels)} ${end} ${'} '.repeat(levels)}`;
    const query = (levels: number): string => `{ deep { ${down(half - 2, '...F')} } } fragment F on L${half - 2} { ${down(levels, 'x')} }`;
    expect(await bounds(query(half))).toEqual([]);
    expect(await bounds(query(half + 1))).toEqual(['depth']);
  });

  it('a body that does not say how long it is', async () => {
    const body = new Blob([JSON.stringify({ query: '{ __typename }' }).padEnd(BOUNDS.body.anonymous + 1)]).stream();
    const response = await fetch(`${federation.url}/graphql`, { method: 'POST', body, headers: { 'content-type': 'application/json' }, duplex: 'half' });
    expect([response.status, await response.json()]).toMatchObject([413, { errors: [{ extensions: { code: 'REQUEST_TOO_LARGE', bound: 'body', limit: BOUNDS.body.anonymous } }] }]);
  });

  it('a page of ours', () => expect(BOUNDS.listSize.signedIn).toBe(MAX_PAGE));
});

it('is written down as it is', () => {
  const readme = readFileSync(path.join(projectRoot(), 'gateway/README.md'), 'utf8');
  const rows = Object.entries(BOUNDS).map(([name, { of, signedIn, anonymous }]) => `| \`${name}\` | ${of} | ${signedIn.toLocaleString('en')} | ${anonymous.toLocaleString('en')} |`);
  expect(rows.filter((row) => !readme.includes(row))).toEqual([]);
});
