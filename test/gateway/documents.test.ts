import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { ApolloClient, ApolloLink, gql, HttpLink, InMemoryCache } from '@apollo/client/core';
import { CombinedGraphQLErrors } from '@apollo/client/errors';
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries';
import { askersFor } from '../../gateway/documents/warm.js';
import { ShortPath } from '../../gateway/short-path.js';
import { PURPOSES } from '../../subgraphs/shared/access/purposes.js';
import { createMetrics } from '../../subgraphs/shared/metrics/metrics.js';
import { readLedger } from '../ledger/read-ledger.js';
import { compose, Federation, type Reply } from './support/federation.js';
import { Frontend, hashOf, ManifestFiles, manifestOf } from './support/frontend.js';
import { CHILD_ONE, GUARDED } from './support/guarded.js';

const PROFILE = 'query Profile($iin: IIN!) { child(iin: $iin) { name benefits { total } } }';
const CARD = 'query Card($iin: IIN!) { child(iin: $iin) { name schooling } }';
const DESK = 'query Desk($iin: IIN!) { child(iin: $iin) { care { placement } } }';
const GREET = 'mutation Greet { greet(name: "you") }';

const PATIENT = { timeout: 10_000, interval: 10 };
const variables = { iin: CHILD_ONE };
const TRUSTED = { documents: 'trusted', client_id: 'portal' };

const persisted = (text: string, hash = hashOf(text)) => ({ extensions: { persistedQuery: { version: 1, sha256Hash: hash } } });
const codeOf = ({ body }: Reply): unknown => body.errors?.[0]?.extensions['code'];
const outcome = (reply: Reply): unknown[] => [reply.status, codeOf(reply) ?? 'OK'];

const files = new ManifestFiles();
let portal: Frontend;
let desk: Frontend;
let federation: Federation;

async function send(body: object, claims: Record<string, unknown> | null = TRUSTED, headers: Record<string, string> = {}): Promise<Reply> {
  const token = claims === null ? {} : { authorization: `Bearer ${await federation.token(claims)}`, 'x-purpose': 'CHILD_PROFILE' };
  return federation.post(JSON.stringify(body), { ...token, ...headers });
}

const byId = (text: string, claims: Record<string, unknown> = TRUSTED): Promise<Reply> => send({ ...persisted(text), variables }, claims);

beforeAll(async () => {
  [portal, desk] = await Promise.all([Frontend.make('portal'), Frontend.make('desk', 'EdDSA')]);
  files.trust(portal, desk);
  files.put('portal.jws', await portal.sign(manifestOf(PROFILE, GREET)));
  files.put('desk.jws', await desk.sign(manifestOf(DESK)));
  federation = await Federation.start(GUARDED, { documents: files.settings });
});
afterAll(async () => {
  await federation.close();
  files.clear();
});

describe('a client of trusted documents', () => {
  it.each([
    ['by its id', persisted(PROFILE)],
    ['by its text', { query: PROFILE }],
    ['by both', { query: PROFILE, ...persisted(PROFILE) }],
    ['by its id, with its name', { ...persisted(PROFILE), operationName: 'Profile' }],
    ['as Apollo Client sends it', { operationName: 'Profile', extensions: { clientLibrary: { name: '@apollo/client', version: '4' }, ...persisted(PROFILE).extensions } }],
  ])('sends a document of its manifest %s', async (_name, body) => {
    const reply = await send({ ...body, variables });
    expect([reply.status, reply.body]).toMatchObject([200, { data: { child: { name: 'Aru', benefits: { total: '10.00' } } }, extensions: { programmes: { benefits: 'OK' } } }]);
  });

  it('sends a mutation of its manifest', async () => {
    expect((await byId(GREET)).body).toMatchObject({ data: { greet: 'hello you' } });
  });

  it.each([
    ['an id that nobody has', persisted('{ __typename }'), 404, 'PERSISTED_QUERY_NOT_IN_LIST'],
    ['another client\'s id', persisted(DESK), 404, 'PERSISTED_QUERY_NOT_IN_LIST'],
    ['no hash at all', persisted('', ''), 404, 'PERSISTED_QUERY_NOT_IN_LIST'],
    ['an id in capitals', persisted(PROFILE, hashOf(PROFILE).toUpperCase()), 404, 'PERSISTED_QUERY_NOT_IN_LIST'],
    ['a name of every object', persisted('', '__proto__'), 404, 'PERSISTED_QUERY_NOT_IN_LIST'],
    ['text', { query: '{ __typename }' }, 403, 'QUERY_NOT_IN_SAFELIST'],
    ['no text', { query: '' }, 403, 'QUERY_NOT_IN_SAFELIST'],
    ['another client\'s text', { query: DESK }, 403, 'QUERY_NOT_IN_SAFELIST'],
    ['a text of its own with a space more', { query: `${PROFILE} ` }, 403, 'QUERY_NOT_IN_SAFELIST'],
    ['another text under an id of its own', { query: DESK, ...persisted(PROFILE) }, 403, 'QUERY_NOT_IN_SAFELIST'],
    ['a text of its own under another id', { query: PROFILE, ...persisted(DESK) }, 403, 'QUERY_NOT_IN_SAFELIST'],
    ['text with its hash, to be registered', { query: CARD, ...persisted(CARD) }, 403, 'QUERY_NOT_IN_SAFELIST'],
    ['text that is no GraphQL', { query: '{' }, 403, 'QUERY_NOT_IN_SAFELIST'],
    ['no document', { variables }, 400, 'BAD_REQUEST'],
    ['a document that is no text', { query: { kind: 'Document' } }, 400, 'BAD_REQUEST'],
    ['a list of requests', [{ query: '{ __typename }' }], 400, 'BAD_REQUEST'],
    ['an operation that its document does not have', { ...persisted(PROFILE), operationName: 'Other' }, 400, 'OPERATION_RESOLUTION_FAILURE'],
    ['variables that do not fit', { ...persisted(PROFILE), variables: { iin: 1 } }, 400, 'BAD_USER_INPUT'],
  ])('is refused with %s', async (_name, body, status, code) => {
    const calls = federation.subgraph('registry').calls.length;
    const reply = await send(Array.isArray(body) ? body : { variables, ...body });
    expect(outcome(reply)).toEqual([status, code]);
    expect(reply.body).not.toHaveProperty('data');
    expect(federation.subgraph('registry').calls.length).toBe(calls);
  });

  it('is never told to send the text', async () => {
    for (const text of [CARD, DESK, PROFILE]) {
      await send({ query: text, ...persisted(text), variables }, { client_id: 'portal' });
      expect([200, 404]).toContain((await byId(text)).status);
    }
    expect(outcome(await byId(CARD))).toEqual([404, 'PERSISTED_QUERY_NOT_IN_LIST']);
  });

  it('is one of which the token does not say', async () => {
    expect(outcome(await send({ query: CARD, variables }, { documents: undefined, client_id: 'portal' }))).toEqual([403, 'QUERY_NOT_IN_SAFELIST']);
  });

  it('is refused everything without a manifest', async () => {
    const nobody = { documents: 'trusted', client_id: 'nobody' };
    expect(outcome(await byId(PROFILE, nobody))).toEqual([404, 'PERSISTED_QUERY_NOT_IN_LIST']);
    expect(outcome(await send({ query: PROFILE, variables }, nobody))).toEqual([403, 'QUERY_NOT_IN_SAFELIST']);
  });

  it('is on record when it is refused: who, why, for what purpose', async () => {
    const reply = await byId(DESK);
    const records = (await readLedger(federation.database.adminUrl)).filter(({ correlation }) => correlation === reply.headers.get('x-correlation-id'));
    expect(records).toMatchObject([{ kind: 'DOOR', outcome: 'REFUSED', reason: 'PERSISTED_QUERY_NOT_IN_LIST', fields: [], client: 'portal', account: 'subject', purpose: 'CHILD_PROFILE', iin: null }]);
  });
});

describe('a trusted document', () => {
  const answers = vi.spyOn(ShortPath.prototype, 'answer');
  afterAll(() => answers.mockRestore());

  it('takes the short path from its first request', async () => {
    const desks = { documents: 'trusted', client_id: 'desk' };
    const reply = await byId(DESK, desks);
    expect(await answers.mock.results.at(-1)?.value).toBe(reply.text);
  });

  it('is answered alike by both ways', async () => {
    const [short, long] = [await byId(PROFILE), await send({ ...persisted(PROFILE), variables }, TRUSTED, { accept: 'application/graphql-response+json' })];
    expect(await answers.mock.results.at(-1)?.value).toBeNull();
    expect([short.headers.get('content-type'), long.headers.get('content-type')]).toEqual(['application/json; charset=utf-8', 'application/graphql-response+json; charset=utf-8']);
    expect(long.text).toBe(short.text);
  });

  it('is a document like others for a client that is free', async () => {
    expect((await byId(PROFILE, { client_id: 'portal' })).body.data).toEqual({ child: { name: 'Aru', benefits: { total: '10.00' } } });
    expect(outcome(await byId(PROFILE, { client_id: 'desk' }))).toEqual([200, 'PERSISTED_QUERY_NOT_FOUND']);
  });
});

describe('a client that is free: automatic persisted queries', () => {
  const ASKED = 'query Asked($iin: IIN!) { child(iin: $iin) { tags } }';

  it('are kept once the document is known to be valid, for the client that sent it', async () => {
    expect(outcome(await byId(ASKED, {}))).toEqual([200, 'PERSISTED_QUERY_NOT_FOUND']);
    expect(outcome(await send({ query: ASKED, ...persisted(ASKED), variables }, {}))).toEqual([200, 'OK']);
    expect((await byId(ASKED, {})).body.data).toEqual({ child: { tags: ['benefits', 'care'] } });
    expect(outcome(await byId(ASKED, { client_id: 'another' }))).toEqual([200, 'PERSISTED_QUERY_NOT_FOUND']);
    expect(outcome(await byId(ASKED))).toEqual([404, 'PERSISTED_QUERY_NOT_IN_LIST']);
  });

  it('are kept although the document was known before', async () => {
    const text = 'query Known($iin: IIN!) { child(iin: $iin) { tags iin } }';
    await send({ query: text, variables }, {});
    await send({ query: text, ...persisted(text), variables }, {});
    expect(outcome(await byId(text, {}))).toEqual([200, 'OK']);
  });

  it('under another hash than their own are refused, and poison nothing', async () => {
    const [good, bad] = ['query Good { regions { kato } }', 'query Bad { regions { name } }'];
    expect(outcome(await send({ query: bad, ...persisted(good) }, {}))).toEqual([400, 'PERSISTED_QUERY_HASH_MISMATCH']);
    expect(outcome(await send(persisted(good), {}))).toEqual([200, 'PERSISTED_QUERY_NOT_FOUND']);
    expect(outcome(await send({ query: good, ...persisted(good) }, {}))).toEqual([200, 'OK']);
    expect(outcome(await send({ query: bad, ...persisted(good) }, {}))).toEqual([400, 'PERSISTED_QUERY_HASH_MISMATCH']);
    expect((await send(persisted(good), {})).body.data).toEqual({ regions: [{ kato: '75' }] });
  });

  it.each([
    ['is no GraphQL', '{ regions {', 'GRAPHQL_PARSE_FAILED'],
    ['is not valid', '{ regions { nope } }', 'GRAPHQL_VALIDATION_FAILED'],
    ['has somebody\'s number in it', `{ child(iin: "${CHILD_ONE}") { tags } }`, 'OK'],
  ])('are not kept of a text that %s', async (_name, text, code) => {
    expect(outcome(await send({ query: text, ...persisted(text) }, {}))[1]).toBe(code);
    expect(outcome(await send(persisted(text), {}))).toEqual([200, 'PERSISTED_QUERY_NOT_FOUND']);
  });

  it('are answered to anybody, and kept of nobody who has no token', async () => {
    const text = 'query Open { regions { kato name } }';
    expect(outcome(await send(persisted(text), null))).toEqual([200, 'PERSISTED_QUERY_NOT_FOUND']);
    expect(outcome(await send({ query: text, ...persisted(text) }, null))).toEqual([200, 'OK']);
    expect(outcome(await send(persisted(text), null))).toEqual([200, 'PERSISTED_QUERY_NOT_FOUND']);
    expect(outcome(await send({ query: text, ...persisted(PROFILE) }, null))).toEqual([400, 'PERSISTED_QUERY_HASH_MISMATCH']);
    expect(outcome(await send(persisted(PROFILE), null))).toEqual([200, 'PERSISTED_QUERY_NOT_FOUND']);
  });

  it('are not answered by GET', async () => {
    const { extensions } = persisted(PROFILE);
    const response = await fetch(`${federation.url}/graphql?extensions=${encodeURIComponent(JSON.stringify(extensions))}`, { headers: { 'content-type': 'application/json' } });
    expect(response.status).toBe(405);
  });
});

describe('Apollo Client with its link for persisted queries', () => {
  const query = gql('query Apollo($iin: IIN!) { child(iin: $iin) { iin schooling } }');
  /** What Apollo Client makes of that: with type names, printed. */
  const printed = 'query Apollo($iin: IIN!) {\n  child(iin: $iin) {\n    iin\n    schooling\n    __typename\n  }\n}';

  /** A client as a page has it, and the bodies that it sends. */
  async function client(claims: Record<string, unknown>): Promise<{ ask: () => Promise<unknown>; sent: { query?: string; extensions?: object }[] }> {
    const sent: { query?: string; extensions?: object }[] = [];
    const authorization = `Bearer ${await federation.token(claims)}`;
    const http = new HttpLink({
      uri: `${federation.url}/graphql`,
      headers: { authorization, 'x-purpose': 'CHILD_PROFILE' },
      fetch: (url, init) => {
        sent.push(JSON.parse(init?.body as string) as object);
        return fetch(url, init);
      },
    });
    const apollo = new ApolloClient({ cache: new InMemoryCache(), link: ApolloLink.from([new PersistedQueryLink({ sha256: hashOf }), http]) });
    return { sent, ask: async () => (await apollo.query({ query, variables, fetchPolicy: 'no-cache' })).data };
  }

  const kinds = (sent: readonly { query?: string; extensions?: object }[]): string[] => sent.map((body) => [body.query === undefined ? '' : 'text', 'persistedQuery' in (body.extensions ?? {}) ? 'hash' : ''].filter(Boolean).join('+'));
  const answer = { child: { __typename: 'Child', iin: CHILD_ONE, schooling: 'No. 4' } };

  it('sends the text once, where it is free', async () => {
    const { ask, sent } = await client({ client_id: 'apollo' });
    expect([await ask(), await ask()]).toEqual([answer, answer]);
    expect(kinds(sent)).toEqual(['hash', 'text+hash', 'hash']);
    expect(sent[1]?.query).toBe(printed);
  });

  it('never sends it, where its manifest has the document', async () => {
    files.put('portal-apollo.jws', await portal.sign(manifestOf(printed)));
    await expect.poll(() => send({ ...persisted(printed), variables }).then(({ status }) => status), PATIENT).toBe(200);
    const { ask, sent } = await client(TRUSTED);
    expect(await ask()).toEqual(answer);
    expect(kinds(sent)).toEqual(['hash']);
    files.remove('portal-apollo.jws');
  });

  it('gives up at once, where no manifest has it', async () => {
    const { ask, sent } = await client({ documents: 'trusted', client_id: 'desk' });
    const error: unknown = await ask().catch((reason: unknown) => reason);
    expect(CombinedGraphQLErrors.is(error) ? '' : (error as { bodyText: string }).bodyText).toContain('PERSISTED_QUERY_NOT_IN_LIST');
    expect(kinds(sent)).toEqual(['hash']);
  });
});

describe('while the gateway runs', () => {
  const mine = new ManifestFiles();
  const metrics = createMetrics('gateway');
  let own: Federation;
  const ask = async (text: string): Promise<unknown> => codeOf(await own.post(JSON.stringify({ ...persisted(text), variables }), { authorization: `Bearer ${await own.token(TRUSTED)}`, 'x-purpose': 'CHILD_PROFILE' })) ?? 'OK';
  const becomes = async (text: string, code: string): Promise<void> => {
    await expect.poll(() => ask(text), PATIENT).toBe(code);
  };
  const numbers = async (name: string): Promise<Record<string, number>> =>
    Object.fromEntries((await metrics.getSingleMetric(name)?.get())?.values.map(({ labels, value }) => [Object.values(labels).join(' '), value]) ?? []);

  beforeAll(async () => {
    mine.trust(portal);
    mine.put('portal.jws', await portal.sign(manifestOf(CARD)));
    own = await Federation.start(GUARDED, { documents: mine.settings, metrics });
  });
  afterAll(async () => {
    await own.close();
    mine.clear();
  });

  it('what is trusted is planned before anybody asks', async () => {
    const plans = askersFor(PURPOSES).length;
    await expect.poll(() => numbers('balagraph_plan_cache_lookups_total'), PATIENT).toEqual({ miss: plans });
    expect(await ask(CARD)).toBe('OK');
    expect(await numbers('balagraph_plan_cache_lookups_total')).toEqual({ miss: plans, hit: 1 });
  });

  it('and so is what comes later', async () => {
    const { miss: before = 0 } = await numbers('balagraph_plan_cache_lookups_total');
    mine.put('later.jws', await portal.sign(manifestOf(GREET), { purposes: ['OWN_FAMILY', 'AUDIT_ANALYSIS'] }));
    await expect.poll(async () => (await numbers('balagraph_plan_cache_lookups_total'))['miss'], PATIENT).toBe(before + 2);
    mine.remove('later.jws');
    await becomes(GREET, 'PERSISTED_QUERY_NOT_IN_LIST');
  });

  it('a new version of a manifest adds and takes away', async () => {
    expect(await ask(PROFILE)).toBe('PERSISTED_QUERY_NOT_IN_LIST');
    mine.put('portal.jws', await portal.sign(manifestOf(PROFILE, DESK)));
    await becomes(PROFILE, 'OK');
    expect([await ask(CARD), await ask(DESK)]).toEqual(['PERSISTED_QUERY_NOT_IN_LIST', 'OK']);
    mine.put('portal.jws', await portal.sign(manifestOf(PROFILE)));
    await becomes(DESK, 'PERSISTED_QUERY_NOT_IN_LIST');
    expect(await ask(PROFILE)).toBe('OK');
  });

  it('a bad one changes nothing, and a second one is a client\'s as well', async () => {
    mine.put('portal.jws', `${await portal.sign(manifestOf(CARD))}x`);
    mine.put('portal-2.jws', await portal.sign(manifestOf(DESK)));
    await becomes(DESK, 'OK');
    expect([await ask(PROFILE), await ask(CARD)]).toEqual(['OK', 'PERSISTED_QUERY_NOT_IN_LIST']);
    mine.remove('portal.jws');
    await becomes(PROFILE, 'PERSISTED_QUERY_NOT_IN_LIST');
    expect(await ask(DESK)).toBe('OK');
  });

  it('operators see how many there are, and who sends others', async () => {
    expect(await numbers('balagraph_trusted_documents')).toEqual({ portal: 1 });
    const { 'portal PERSISTED_QUERY_NOT_IN_LIST': before = 0 } = await numbers('balagraph_document_refusals_total');
    await ask(CARD);
    await own.post(JSON.stringify({ query: CARD }), { authorization: `Bearer ${await own.token({ documents: 'trusted', client_id: 'nobody' })}` });
    expect(await numbers('balagraph_document_refusals_total')).toMatchObject({ 'portal PERSISTED_QUERY_NOT_IN_LIST': before + 1, 'others QUERY_NOT_IN_SAFELIST': 1 });
  });
});

describe('another supergraph', () => {
  const served = async (sdl: string): Promise<boolean> => {
    const hash = async (): Promise<unknown> => ((await (await fetch(`${federation.url}/health/ready`)).json()) as { supergraph: string }).supergraph;
    const before = await hash();
    writeFileSync(federation.supergraph, sdl);
    await federation.reload();
    return (await hash()) !== before;
  };

  it('is served when what is trusted fits it, and then answers that', async () => {
    expect(await served(compose(GUARDED.filter(({ name }) => name !== 'schools')))).toBe(true);
    expect(outcome(await byId(PROFILE))).toEqual([200, 'OK']);
    expect(await served(compose(GUARDED))).toBe(true);
    expect(outcome(await byId(PROFILE))).toEqual([200, 'OK']);
  });

  it('is refused when a trusted document asks for what it has not', async () => {
    expect(await served(compose(GUARDED.filter(({ name }) => name !== 'benefits')))).toBe(false);
    expect(outcome(await byId(PROFILE))).toEqual([200, 'OK']);
  });
});
