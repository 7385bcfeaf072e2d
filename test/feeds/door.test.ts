import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SubgraphName } from '../../subgraphs/shared/access/viewer.js';
import { fixedClock, type Clock } from '../../subgraphs/shared/clock.js';
import { LIFE_EVENTS } from '../../subgraphs/shared/feeds/contracts/life-events.js';
import { RESTRICTED } from '../../subgraphs/shared/feeds/contracts/restricted.js';
import { readPage } from '../../subgraphs/shared/feeds/page.js';
import { REQUEST_HEADER, REQUEST_MAC_HEADER, signPull, type Pull } from '../../subgraphs/shared/feeds/request.js';
import { birth, iinOf } from './support/events.js';
import { CLOCK, Owner, secret } from './support/lab.js';

let registry: Owner;
let fosterFamilies: Owner;
beforeAll(async () => {
  [registry, fosterFamilies] = await Promise.all([Owner.start('registry'), Owner.start('foster-families')]);
  await registry.publish(LIFE_EVENTS, birth(iinOf(1)), birth(iinOf(2)), birth(iinOf(3)));
  await fosterFamilies.publish(RESTRICTED, { type: 'RESTRICTION', subjects: [iinOf(1)], occurredOn: '2026-01-01', data: { iin: iinOf(1), periods: [] } });
});
afterAll(() => Promise.all([registry.close(), fosterFamilies.close()]));

interface Knock {
  readonly at?: Owner;
  readonly key?: string;
  readonly clock?: Clock;
  readonly pull?: Partial<Omit<Pull, 'nonce' | 'expiresAt'>>;
  /** The URL, where it is not what was signed. */
  readonly path?: string;
  readonly headers?: (signed: Record<string, string>) => Record<string, string>;
}

const ownerOf = ({ at = registry }: Knock): Owner => at;

function signed(asked: Knock) {
  const { clock = CLOCK, pull = {} } = asked;
  const whole = { owner: ownerOf(asked).name, consumer: 'savings' as SubgraphName, feed: 'life-events', after: '0', limit: 500, parked: [], unappliedFrom: null, ...pull };
  return signPull(asked.key ?? ownerOf(asked).keys[whole.consumer], clock, whole);
}

async function knock(asked: Knock = {}): Promise<{ status: number; type: string | null; text: string; pull: Pull }> {
  const { pull, headers } = signed(asked);
  const path = asked.path ?? `/feed/${pull.feed}?after=${pull.after}&limit=${pull.limit}`;
  const response = await fetch(ownerOf(asked).url + path, { headers: asked.headers?.(headers) ?? headers });
  return { status: response.status, type: response.headers.get('content-type'), text: await response.text(), pull };
}

const forged = (change: Partial<Pull>) => (headers: Record<string, string>) => {
  const claims = JSON.parse(Buffer.from(headers[REQUEST_HEADER] ?? '', 'base64url').toString()) as Pull;
  return { ...headers, [REQUEST_HEADER]: Buffer.from(JSON.stringify({ ...claims, ...change })).toString('base64url') };
};

describe('the door of a feed', () => {
  it('opens to a consumer that the contract names, as newline-delimited JSON', async () => {
    const { status, type, text, pull } = await knock();
    expect([status, type]).toEqual([200, 'application/x-ndjson; charset=utf-8']);
    const lines = text.trimEnd().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines.map((line) => line['type'] ?? Object.keys(line)[0])).toEqual(['BIRTH', 'BIRTH', 'BIRTH', 'end', 'mac']);
    expect(readPage(registry.keys.savings, pull, text)).toMatchObject({ end: { count: 3, head: 3, oldestUnreadAt: null } });
  });

  it('gives 500 events unless told otherwise, and pages that follow each other', async () => {
    const bare = await knock({ path: '/feed/life-events' });
    expect(bare.status).toBe(200);
    const first = await knock({ pull: { limit: 2 } });
    const { events, end } = readPage(registry.keys.savings, first.pull, first.text);
    expect([events.length, end.head]).toEqual([2, 3]);
    expect(end.oldestUnreadAt).toMatch(/^20\d\d-/);
    const second = await knock({ pull: { limit: 2, after: end.cursor } });
    expect(readPage(registry.keys.savings, second.pull, second.text)).toMatchObject({ events: [{ position: 3 }], end: { head: 3, oldestUnreadAt: null } });
  });

  const late = fixedClock('2026-11-22T06:59:29Z');
  const early = fixedClock('2026-11-22T07:01:00Z');
  it.each<[string, Knock]>([
    ['without a signature', { headers: () => ({}) }],
    ['with a signature alone', { headers: (headers) => ({ [REQUEST_MAC_HEADER]: headers[REQUEST_MAC_HEADER] ?? '' }) }],
    ['an unknown consumer', { pull: { consumer: 'taxes' as SubgraphName }, key: secret() }],
    ['with a key of its own making', { key: secret() }],
    ['with another consumer\'s key', { pull: { consumer: 'schools' }, headers: (headers) => headers, key: 'other' }],
    ['as another consumer than signed', { headers: forged({ consumer: 'benefits' }) }],
    ['with another cursor than signed', { headers: forged({ after: '1-00000000-0000-4000-8000-000000000000' }) }],
    ['with another cursor in the URL', { path: '/feed/life-events?after=1-00000000-0000-4000-8000-000000000000&limit=500' }],
    ['with another limit in the URL', { path: '/feed/life-events?after=0&limit=1000' }],
    ['for another feed in the URL', { path: '/feed/restricted?after=0&limit=500' }],
    ['with the limit twice', { path: '/feed/life-events?after=0&limit=500&limit=1000' }],
    ['more than a page holds', { pull: { limit: 1001 } }],
    ['with nothing to be read', { pull: { limit: 0 } }],
    ['for another owner', { pull: { owner: 'benefits' } }],
    ['too late', { clock: late }],
    ['from the future', { clock: early }],
    ['for a feed that is not there', { pull: { feed: 'tax' } }],
    ['for a feed of somebody else', { pull: { feed: 'restricted' } }],
    ['for a feed that is not open to it', { at: fosterFamilies, pull: { feed: 'restricted' } }],
    ['with rubbish', { headers: () => ({ [REQUEST_HEADER]: 'rubbish', [REQUEST_MAC_HEADER]: 'rubbish' }) }],
  ])('refuses whoever comes %s, and says no more', async (_who, asked) => {
    const key = asked.key === 'other' ? registry.keys.savings : asked.key;
    const { status, text } = await knock(key === undefined ? asked : { ...asked, key });
    expect(status).toBe(403);
    expect(JSON.parse(text)).toMatchObject({ errors: [{ message: 'This request is not signed by a consumer of this feed.', extensions: { code: 'DOOR_REFUSED' } }] });
  });

  it('takes a request once', async () => {
    const { pull, headers } = signed({});
    const send = () => fetch(`${registry.url}/feed/${pull.feed}?after=0&limit=500`, { headers });
    expect((await send()).status).toBe(200);
    expect((await send()).status).toBe(403);
  });

  it.each([
    ['CURSOR_AHEAD', 409, `9-${randomUUID()}`],
    ['CURSOR_UNKNOWN', 409, `2-${randomUUID()}`],
    ['CURSOR_MALFORMED', 400, '2'],
    ['CURSOR_MALFORMED', 400, '0-x'],
  ])('answers %s where a cursor cannot be gone on from', async (code, status, after) => {
    const answer = await knock({ pull: { after } });
    expect(answer.status).toBe(status);
    expect(JSON.parse(answer.text)).toMatchObject({ errors: [{ extensions: { code } }] });
  });
});
