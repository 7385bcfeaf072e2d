import { randomBytes, randomUUID } from 'node:crypto';
import type { OutgoingHttpHeaders } from 'node:http';
import { describe, expect, it } from 'vitest';
import { ENVELOPE_HEADER, MAC_HEADER, seal, sealText, type Envelope } from '../../../subgraphs/shared/doors/envelope.js';
import { staffRole, type SubgraphName, type Viewer } from '../../../subgraphs/shared/access/viewer.js';
import { envelopeFor, viewerAs } from '../../support/gateway-call.js';
import { rawRequest, type RawAnswer } from '../../support/raw-request.js';
import type { TestSubgraph } from '../../support/subgraph.js';
import { ONE_BY_ONE, onEverySubgraph, REGISTERS } from './every-subgraph.js';

const bodyFor = ({ subgraph }: TestSubgraph): string => JSON.stringify({ query: REGISTERS[subgraph].query });

/** An envelope that opens the register: the ministry's own, by way of the gateway. */
const good = (at: TestSubgraph, change: Partial<Envelope> = {}): Envelope =>
  envelopeFor(at, { query: '', viewer: viewerAs(staffRole(at.subgraph)), purpose: REGISTERS[at.subgraph].purpose, envelope: change });

interface Sealed {
  readonly envelope: string;
  readonly mac: string;
}

const sealed = (at: TestSubgraph, change: Partial<Envelope> = {}, key = at.key, body = bodyFor(at)): Sealed => {
  const headers = seal(key, good(at, change), body);
  return { envelope: headers[ENVELOPE_HEADER] ?? '', mac: headers[MAC_HEADER] ?? '' };
};

const send = (at: TestSubgraph, headers: OutgoingHttpHeaders, body = bodyFor(at), url = at.url): Promise<RawAnswer> => rawRequest(url, { headers, body });

const knock = (at: TestSubgraph, { envelope, mac }: Sealed, body?: string): Promise<RawAnswer> => send(at, { [ENVELOPE_HEADER]: envelope, [MAC_HEADER]: mac }, body);

/** A good token, at the other door good for everything that is asked here. */
const bearer = async (at: TestSubgraph): Promise<OutgoingHttpHeaders> => ({
  authorization: `Bearer ${await at.issuer.token(staffRole(at.subgraph))}`,
  'x-purpose': REGISTERS[at.subgraph].purpose,
});

const REFUSED = { status: 403, codes: ['DOOR_REFUSED'], data: undefined };
const LET_IN = { status: 200, codes: [], data: expect.anything() as unknown };

/** The envelope as sent, with other content than was signed. */
function altered(at: TestSubgraph, change: (envelope: Envelope) => unknown): Sealed {
  const envelope = good(at);
  const { mac } = sealed(at, envelope);
  return { envelope: Buffer.from(JSON.stringify(change(envelope))).toString('base64url'), mac };
}

const viewerWith = (change: Partial<Viewer>) => (envelope: Envelope) => ({ ...envelope, viewer: { ...envelope.viewer, ...change } });

type Knock = (at: TestSubgraph) => OutgoingHttpHeaders;
const both = ({ envelope, mac }: Sealed): OutgoingHttpHeaders => ({ [ENVELOPE_HEADER]: envelope, [MAC_HEADER]: mac });
const other = (at: TestSubgraph) => (at.subgraph === 'savings' ? 'schools' : 'savings');

/** Whatever is wrong with the headers of the gateway. */
const FORGERIES: readonly (readonly [string, Knock])[] = [
  ['no MAC', (at) => ({ [ENVELOPE_HEADER]: sealed(at).envelope })],
  ['no envelope', (at) => ({ [MAC_HEADER]: sealed(at).mac })],
  ['an empty MAC', (at) => ({ ...both(sealed(at)), [MAC_HEADER]: '' })],
  ['an empty envelope', (at) => ({ ...both(sealed(at)), [ENVELOPE_HEADER]: '' })],
  ['both empty', () => ({ [ENVELOPE_HEADER]: '', [MAC_HEADER]: '' })],
  ['an empty MAC alone', () => ({ [MAC_HEADER]: '' })],
  ['a garbled MAC', (at) => ({ ...both(sealed(at)), [MAC_HEADER]: 'garbled' })],
  ['a MAC of zeros', (at) => ({ ...both(sealed(at)), [MAC_HEADER]: Buffer.alloc(32).toString('base64url') })],
  ['a MAC with one bit flipped', (at) => flipped(sealed(at))],
  ['a MAC cut short', (at) => ({ ...both(sealed(at)), [MAC_HEADER]: sealed(at).mac.slice(0, -1) })],
  ['a MAC in other spelling', (at) => padded(sealed(at))],
  ['the MAC of another envelope', (at) => ({ ...both(sealed(at)), [MAC_HEADER]: sealed(at).mac })],
  ['an envelope that is no Base64', (at) => ({ ...both(sealed(at)), [ENVELOPE_HEADER]: '{"subgraph":"benefits"}' })],
  ['another subgraph\'s key', (at) => both(sealed(at, {}, randomBytes(32).toString('hex')))],
  ['an empty key', (at) => both(sealed(at, {}, ''))],
  ['another subgraph\'s envelope with this key', (at) => both(sealed(at, { subgraph: other(at) }))],
  ['another body', (at) => both(sealed(at, {}, at.key, '{"query":"{ __typename }"}'))],
  ['another viewer', (at) => both(altered(at, viewerWith({ subject: 'somebody' })))],
  ['another person', (at) => both(altered(at, viewerWith({ iin: '880617900004' })))],
  ['another role', (at) => both(altered(at, viewerWith({ role: 'caseworker' })))],
  ['other regions', (at) => both(altered(at, viewerWith({ regions: ['750000000'] })))],
  ['other scopes', (at) => both(altered(at, viewerWith({ scopes: ['audit'] })))],
  ['no viewer', (at) => both(altered(at, (envelope) => ({ ...envelope, viewer: null })))],
  ['another purpose', (at) => both(altered(at, (envelope) => ({ ...envelope, purpose: 'CHILD_PROFILE' })))],
  ['another day', (at) => both(altered(at, (envelope) => ({ ...envelope, today: '2020-01-01' })))],
  ['another language', (at) => both(altered(at, (envelope) => ({ ...envelope, language: 'RU' })))],
  ['another expiry', (at) => both(altered(at, (envelope) => ({ ...envelope, expiresAt: envelope.expiresAt + 1 })))],
  ['another nonce', (at) => both(altered(at, (envelope) => ({ ...envelope, nonce: randomUUID() })))],
  ['an expired envelope', (at) => both(sealed(at, { expiresAt: at.clock.now().getTime() }))],
  ['an envelope that expired long ago', (at) => both(sealed(at, { expiresAt: 1 }))],
  ['an envelope good for a minute', (at) => both(sealed(at, { expiresAt: at.clock.now().getTime() + 60_000 }))],
  ['an envelope good for ever', (at) => both(sealed(at, { expiresAt: Number.MAX_SAFE_INTEGER }))],
  ['the envelope twice', (at) => repeated(ENVELOPE_HEADER, sealed(at))],
  ['the MAC twice', (at) => repeated(MAC_HEADER, sealed(at))],
  ['the MAC and an empty one', (at) => ({ ...both(sealed(at)), [MAC_HEADER]: [sealed(at).mac, ''] })],
];

function flipped(one: Sealed): OutgoingHttpHeaders {
  const bytes = Buffer.from(one.mac, 'base64url');
  bytes[0] = (bytes[0] ?? 0) ^ 1;
  return { ...both(one), [MAC_HEADER]: bytes.toString('base64url') };
}

/** The same bytes to a decoder of Base64. */
const padded = (one: Sealed): OutgoingHttpHeaders => ({ ...both(one), [MAC_HEADER]: `${one.mac}=` });

function repeated(name: string, one: Sealed): OutgoingHttpHeaders {
  const headers = both(one);
  return { ...headers, [name]: [String(headers[name]), String(headers[name])] };
}

/** For each part of an envelope values that are not of its kind; `undefined` leaves it out. */
const WRONG: Readonly<Record<string, readonly unknown[]>> = {
  subgraph: [undefined, null, 1, '', 'Benefits', 'gateway', ['benefits'], {}],
  viewer: [undefined, 'nobody', 1, true, [], {}],
  purpose: [undefined, 1, '', 'CURIOSITY', ['CHILD_PROFILE'], {}, 'toString'],
  language: [undefined, null, 'en', 'FR', 1, {}],
  today: [undefined, null, 1, '', '2026-02-30', '22.11.2026', '2026-11-22T00:00:00Z', ['2026-11-22'], '9999-01-01'],
  expiresAt: [undefined, null, '', 'never', true, [1], {}, 1.5, '99999999999999'],
  nonce: [undefined, null, '', 1, 'x', 'not-a-uuid', [randomUUID()], {}, `${randomUUID()}'`],
  correlationId: [undefined, null, '', 1, 'two\nlines', 'x'.repeat(65), '<script>', {}],
};

const WRONG_VIEWER: Readonly<Record<string, readonly unknown[]>> = {
  subject: [undefined, null, '', 1, {}],
  role: [undefined, null, '', 'king', ['citizen'], 1, 'constructor'],
  client: [undefined, null, '', 1],
  iin: [undefined, '', '1', 880617900004, '88061790000x', ['880617900004'], {}],
  organisation: [undefined, '', 1, 'x'],
  regions: [undefined, null, '*', [1], ['7'], ['*\n'], [null], {}],
  scopes: [undefined, null, 'identity', ['everything'], [1], {}],
  documents: [undefined, null, '', 'all', true],
};

const cases = (table: Readonly<Record<string, readonly unknown[]>>) => Object.entries(table).flatMap(([part, values]) => values.map((value) => [part, value] as const));

/** Every wrong value at one subgraph; at the others each part left out. */
const casesAt = (name: SubgraphName, table: typeof WRONG) =>
  cases(table).filter(([part], i, all) => name === ONE_BY_ONE || all.findIndex(([same]) => same === part) === i);

const signedWith = (at: TestSubgraph, content: unknown): OutgoingHttpHeaders => sealText(at.key, JSON.stringify(content), bodyFor(at));

onEverySubgraph((subgraph, name) => {
  it('opens for what the gateway signed', async () => {
    const at = subgraph();
    expect(await knock(at, sealed(at))).toMatchObject(LET_IN);
    // A gateway whose clock is a little ahead of ours.
    expect(await knock(at, sealed(at, { expiresAt: at.clock.now().getTime() + 32_000 }))).toMatchObject(LET_IN);
  });

  it.each(FORGERIES)('refuses %s', async (_name, headers) => {
    expect(await send(subgraph(), headers(subgraph()))).toMatchObject(REFUSED);
  });

  it.each(FORGERIES)('does not fall back to a good token: %s', async (_name, headers) => {
    const at = subgraph();
    expect(await send(at, { ...(await bearer(at)), ...headers(at) })).toMatchObject(REFUSED);
  });

  it.each(casesAt(name, WRONG))('refuses a signed envelope whose %s is %j', async (part, value) => {
    const at = subgraph();
    expect(await send(at, signedWith(at, { ...good(at), [part]: value }))).toMatchObject(REFUSED);
  });

  it.each(casesAt(name, WRONG_VIEWER))('refuses a signed envelope whose viewer has the %s %j', async (part, value) => {
    const at = subgraph();
    const envelope = good(at);
    expect(await send(at, signedWith(at, { ...envelope, viewer: { ...envelope.viewer, [part]: value } }))).toMatchObject(REFUSED);
  });

  it.each(['', 'x', 'null', '[]', '"x"', '{"a":', '{}', '{"__proto__":{}}'])('refuses a signed %j', async (content) => {
    const at = subgraph();
    expect(await send(at, sealText(at.key, content, bodyFor(at)))).toMatchObject(REFUSED);
  });

  it('says the same whatever the reason', async () => {
    const at = subgraph();
    const answers = await Promise.all(FORGERIES.map(([, headers]) => send(at, headers(at))));
    const said = answers.map(({ text }) => text.replace(/"correlationId":"[^"]+"/, ''));
    expect(new Set(said).size).toBe(1);
  });

  describe('a repeated nonce', () => {
    it('is refused, with another body and envelope too', async () => {
      const at = subgraph();
      const nonce = randomUUID();
      expect(await knock(at, sealed(at, { nonce }))).toMatchObject(LET_IN);
      expect(await knock(at, sealed(at, { nonce }))).toMatchObject(REFUSED);
      expect(await knock(at, sealed(at, { nonce, today: '2020-01-01' }))).toMatchObject(REFUSED);
    });

    it('is let in once of twenty at once', async () => {
      const at = subgraph();
      const one = sealed(at);
      const answers = await Promise.all(Array.from({ length: 20 }, () => knock(at, one)));
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
      expect(answers.filter(({ status }) => status === 403)).toHaveLength(19);
    });

    it('is refused by another instance, and by one that was started again', async () => {
      const at = subgraph();
      const one = sealed(at);
      expect(await knock(at, one)).toMatchObject(LET_IN);
      for (let start = 0; start < 2; start += 1) {
        const another = await at.another();
        expect(await send(at, both(one), bodyFor(at), another.url)).toMatchObject(REFUSED);
        expect(await send(at, both(sealed(at)), bodyFor(at), another.url)).toMatchObject(LET_IN);
        await another.close();
      }
    });

    it('is not used up by a call that is refused', async () => {
      const at = subgraph();
      const nonce = randomUUID();
      expect(await knock(at, sealed(at, { nonce }, 'a'.repeat(64)))).toMatchObject(REFUSED);
      expect(await knock(at, sealed(at, { nonce }))).toMatchObject(LET_IN);
    });
  });

  describe('who asks', () => {
    const asked = (at: TestSubgraph, change: Partial<Envelope>, headers: OutgoingHttpHeaders) => send(at, { ...headers, ...both(sealed(at, change)) });

    it('is in the envelope, and the token is not looked at', async () => {
      const at = subgraph();
      const nobody = { viewer: null, purpose: null };
      const anonymous = await asked(at, nobody, await bearer(at));
      expect(anonymous.codes).toEqual(['UNAUTHENTICATED']);
      for (const authorization of ['Bearer garbage', 'Basic eDp5', `Bearer ${await at.issuer.token('citizen')}`]) {
        expect(await asked(at, {}, { authorization, 'x-purpose': 'CURIOSITY' })).toMatchObject(LET_IN);
      }
    });

    it('has the field classes of the role under the purpose, and no others', async () => {
      const at = subgraph();
      expect((await asked(at, { purpose: null }, {})).codes).toEqual(['PURPOSE_MISSING']);
      expect((await asked(at, { purpose: 'OPERATIONS' }, {})).codes).toEqual(['SCOPE_MISSING']);
      expect((await asked(at, { viewer: viewerAs(staffRole(at.subgraph), { scopes: [] }) }, {})).codes).toEqual(['SCOPE_MISSING']);
    });
  });
});
