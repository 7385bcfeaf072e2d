import { randomUUID } from 'node:crypto';
import type { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { withClient } from '../../local/bootstrap/connection.js';
import { seal } from '../../subgraphs/shared/doors/envelope.js';
import { envelopeFor, post, viewerAs, type GatewayRequest } from '../support/gateway-call.js';
import { startTestSubgraph, type TestSubgraph } from '../support/subgraph.js';
import { readLedger, type ReadRecord } from './read-ledger.js';
import { waitsForLock } from '../support/waits-for-lock.js';

let registry: TestSubgraph;
beforeAll(async () => {
  registry = await startTestSubgraph('registry', { households: 20 });
});
afterAll(() => registry.close());

const admin = <T>(work: (client: Client) => Promise<T>): Promise<T> => withClient(registry.database.adminUrl, work);
const child = (): string => registry.households.flatMap(({ persons }) => persons).find(({ isChild }) => isChild)?.iin ?? '';
const recordsOf = (correlationId: string): Promise<ReadRecord[]> => readLedger(registry.database.adminUrl, correlationId);

const QUERY = 'query ($iin: IIN!) { child(iin: $iin) { birthDate citizenships { country } } }';
const request = (correlationId: string): GatewayRequest => ({ query: QUERY, variables: { iin: child() }, viewer: viewerAs('caseworker'), purpose: 'CHILD_PROFILE', envelope: { correlationId } });

/** Sends a request as the gateway does, and leaves when told to. */
async function leave(correlationId: string, signal: AbortSignal): Promise<void> {
  const { query, variables } = request(correlationId);
  const body = JSON.stringify({ query, variables });
  const headers = { 'content-type': 'application/json', ...seal(registry.key, envelopeFor(registry, request(correlationId)), body) };
  await expect(fetch(`${registry.url}/graphql`, { method: 'POST', headers, body, signal })).rejects.toThrow(/abort/i);
}

describe('an answer that nobody waits for any more', () => {
  it('is recorded when it is ready: the subgraph does not know what of it arrived', async () => {
    const correlationId = randomUUID();
    await admin(async (holder) => {
      await holder.query('begin');
      await holder.query('lock table citizenship in access exclusive mode');
      const gone = new AbortController();
      const left = leave(correlationId, gone.signal);
      const waits = async (): Promise<boolean> => ((await holder.query(`${waitsForLock('relation')} and relation = 'citizenship'::regclass`)).rowCount ?? 0) > 0;
      await vi.waitUntil(waits, { timeout: 10_000, interval: 20 });
      gone.abort();
      await left;
      expect(await recordsOf(correlationId)).toEqual([]);
      await holder.query('rollback');
    });
    await vi.waitUntil(async () => (await recordsOf(correlationId)).length > 0, { timeout: 10_000, interval: 20 });
    expect(await recordsOf(correlationId)).toMatchObject([{ outcome: 'RELEASED', iin: child(), fields: ['Child.birthDate', 'Child.citizenships', 'Citizenship.country', 'Query.child'] }]);
  });
});

describe('an answer of which a part fails', () => {
  it('is recorded with what it has', async () => {
    await admin((client) => client.query('revoke select on citizenship from registry_app'));
    const correlationId = randomUUID();
    const { data, errors } = await registry.call(request(correlationId));
    await admin((client) => client.query('grant select on citizenship to registry_app'));
    expect(data).toMatchObject({ child: { birthDate: expect.any(String) as string, citizenships: null } });
    expect(errors).toMatchObject([{ path: ['child', 'citizenships'], extensions: { code: 'INTERNAL_SERVER_ERROR' } }]);
    expect(await recordsOf(correlationId)).toMatchObject([{ outcome: 'RELEASED', fields: ['Child.birthDate', 'Query.child'] }]);
  });

  it('has a record of each person for what was released of them and for what was refused', async () => {
    const correlationId = randomUUID();
    const query = 'query ($iin: IIN!) { child(iin: $iin) { birthDate parents { role } } other: child(iin: "150101900017") { birthDate } }';
    await registry.call({ ...request(correlationId), query, viewer: viewerAs('caseworker', { scopes: ['identity'] }) });
    expect((await recordsOf(correlationId)).map(({ iin, outcome, reason, fields }) => [iin, outcome, reason, fields])).toEqual(expect.arrayContaining([
      [child(), 'RELEASED', null, ['Child.birthDate', 'Query.child']],
      [child(), 'REFUSED', 'SCOPE_MISSING', ['Child.parents']],
      ['150101900017', 'REFUSED', 'UNKNOWN_PERSON', ['Query.child']],
    ]));
  });
});

describe('at the doors', () => {
  const total = async (): Promise<number> => (await readLedger(registry.database.adminUrl)).length;
  const signed = (change: Partial<GatewayRequest['envelope'] & object>, key = registry.key) => {
    const body = JSON.stringify({ query: '{ regions { kato } }' });
    return { body, headers: seal(key, envelopeFor(registry, { query: '', envelope: change }), body) };
  };

  it.each([
    ['MAC', () => signed({}, 'ab'.repeat(32))],
    ['MALFORMED', () => signed({ language: 'LA' as never })],
    ['SUBGRAPH', () => signed({ subgraph: 'savings' })],
    ['EXPIRED', () => signed({ expiresAt: 1 })],
    ['TOO_LONG', () => signed({ expiresAt: Number.MAX_SAFE_INTEGER })],
  ] as const)('a call that the gateway did not sign is recorded with what was wrong with it: %s', async (refusal, make) => {
    const { body, headers } = make();
    const { status } = await post(registry.url, body, headers);
    expect(status).toBe(403);
    expect((await readLedger(registry.database.adminUrl)).at(-1)).toMatchObject({ door: 'GATEWAY', outcome: 'REFUSED', reason: `DOOR_${refusal}`, account: null, iin: null, fields: [] });
  });

  it('so is one that comes a second time', async () => {
    const { body, headers } = signed({});
    expect([(await post(registry.url, body, headers)).status, (await post(registry.url, body, headers)).status]).toEqual([200, 403]);
    expect((await readLedger(registry.database.adminUrl)).at(-1)).toMatchObject({ reason: 'DOOR_REPLAYED' });
  });

  it('what is no request, or asks nothing, leaves none', async () => {
    const before = await total();
    const token = await registry.issuer.token('ministry:registry');
    const headers = { authorization: `Bearer ${token}`, 'x-purpose': 'CIVIL_REGISTRATION' };
    const statuses = [
      await post(registry.url, '{', headers),
      await registry.own('{ nothing }', token, headers),
      await registry.own('{ child(iin: "1") { iin } }', token, headers),
      await registry.own('{ regions { kato } }', token, headers),
    ].map(({ status }) => status);
    expect(statuses).toEqual([400, 400, 400, 200]);
    expect((await fetch(`${registry.url}/graphql`)).status).toBe(405);
    expect((await fetch(`${registry.url}/nowhere`)).status).toBe(404);
    expect(await total()).toBe(before);
  });
});
