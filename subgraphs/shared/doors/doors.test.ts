import { randomUUID } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { describe, expect, it, vi } from 'vitest';
import type { TokenVerifier } from '../access/token.js';
import { SCOPES } from '../access/scopes.js';
import type { Viewer } from '../access/viewer.js';
import { fixedClock } from '../clock.js';
import { Doors, isForGatewayDoor } from './doors.js';
import { ENVELOPE_HEADER, MAC_HEADER, seal, type Envelope } from './envelope.js';
import { GatewayDoor } from './gateway-door.js';

const KEY = 'a1'.repeat(32);
const BODY = '{"query":"{ me { iin } }"}';
/** In Almaty the next day has begun. */
const CLOCK = fixedClock('2026-11-22T20:00:00Z');

const viewerOf = (role: Viewer['role']): Viewer => ({ subject: 's', role, client: 'c', iin: null, organisation: null, regions: [], scopes: SCOPES, documents: 'free' });
const refused = (code: string, message: string) => expect.objectContaining({ message, extensions: { code } }) as Error;

const warn = vi.fn<(facts: object, message: string) => void>();

/** A request with these headers, each as often as it has values. */
const request = (headers: Readonly<Record<string, readonly string[]>>): FastifyRequest =>
  ({ id: 'request-id', rawBody: BODY, log: { warn }, headers: { 'accept-language': headers['accept-language']?.join(', ') }, raw: { headersDistinct: headers } }) as unknown as FastifyRequest;

const gatewayDoor = new GatewayDoor('savings', KEY, CLOCK, { take: () => Promise.resolve(true) });

/** Doors at which every token is one of this viewer. */
const doorsFor = (viewer: Viewer | null): Doors => new Doors({ subgraph: 'savings', gatewayDoor, clock: CLOCK, tokens: { viewerOf: (token: string | undefined) => Promise.resolve(token === undefined ? null : viewer) } as TokenVerifier });

describe('whatever has a header of the gateway', () => {
  it('goes to the gateway\'s door, be it empty or repeated', () => {
    for (const headers of [{ [ENVELOPE_HEADER]: ['e'] }, { [MAC_HEADER]: ['m'] }, { [ENVELOPE_HEADER]: [''] }, { [MAC_HEADER]: ['', 'm'] }, { [ENVELOPE_HEADER]: ['e'], [MAC_HEADER]: ['m'] }]) expect(isForGatewayDoor(request(headers))).toBe(true);
    for (const headers of [{}, { authorization: ['Bearer t'] }]) expect(isForGatewayDoor(request(headers))).toBe(false);
  });
});

describe('the gateway\'s door', () => {
  const envelope = (change: Partial<Envelope> = {}): Envelope => ({
    subgraph: 'savings', viewer: viewerOf('citizen'), purpose: 'OWN_FAMILY', caseNumber: 'GA-7', language: 'RU', today: '2026-11-21', expiresAt: CLOCK.now().getTime() + 30_000, nonce: randomUUID(), correlationId: 'c-1', ...change,
  });
  const headersOf = (sent: Envelope): Record<string, string[]> => Object.fromEntries(Object.entries(seal(KEY, sent, BODY)).map(([name, value]) => [name, [value]]));
  const knock = (headers: Record<string, string[]>) => doorsFor(viewerOf('ministry:savings')).fromGateway(request(headers));

  it('lets in whom the gateway says, whatever the other headers say', async () => {
    const said = { viewer: viewerOf('citizen'), purpose: 'OWN_FAMILY', caseNumber: 'GA-7', language: 'RU', today: '2026-11-21', correlationId: 'c-1' };
    const scopes = new Set(['identity', 'family', 'contacts', 'benefits', 'savings', 'care', 'education']);
    expect(await knock({ ...headersOf(envelope()), authorization: ['Bearer t'], 'x-purpose': ['AUDIT_CASE'], 'x-case-number': ['GA-8'] })).toEqual({ ...said, scopes });
    expect(await knock(headersOf(envelope({ viewer: { ...viewerOf('citizen'), scopes: ['care', 'audit'] } })))).toMatchObject({ scopes: new Set(['care']) });
  });

  it('opens no classes to nobody, without a purpose, and for a purpose that is not the role\'s', async () => {
    for (const change of [{ viewer: null }, { purpose: null }, { viewer: null, purpose: null }, { purpose: 'CHILD_PROFILE' }] as const) expect(await knock(headersOf(envelope(change)))).toMatchObject({ ...change, scopes: new Set() });
  });

  it('asks for a case where the purpose does, also of a gateway that knows of none', async () => {
    const auditor = { viewer: viewerOf('auditor'), purpose: 'AUDIT_CASE' } as const;
    expect(await knock(headersOf(envelope(auditor)))).toMatchObject(auditor);
    const { caseNumber: _none, ...earlier } = envelope();
    expect(await knock(headersOf(earlier))).toMatchObject({ caseNumber: null });
    await expect(knock(headersOf({ ...earlier, ...auditor }))).rejects.toMatchObject({ extensions: { code: 'CASE_NUMBER_MISSING' } });
  });

  it('stays closed to what is not signed, with the reason in the log and the ledger alone', async () => {
    const { [ENVELOPE_HEADER]: [sent = ''] = [], [MAC_HEADER]: [mac = ''] = [] } = headersOf(envelope());
    const wrong = [{}, { [ENVELOPE_HEADER]: [sent] }, { [MAC_HEADER]: [mac] }, { [ENVELOPE_HEADER]: [sent, sent], [MAC_HEADER]: [mac] }, { [ENVELOPE_HEADER]: [sent], [MAC_HEADER]: [mac, ''] }, { [ENVELOPE_HEADER]: [sent], [MAC_HEADER]: ['', mac] }];
    for (const headers of wrong) await expect(knock(headers)).rejects.toEqual(expect.objectContaining({ message: 'This call is not signed by the gateway.', extensions: { code: 'DOOR_REFUSED' }, reason: 'DOOR_MAC' }));
    await expect(knock(headersOf(envelope({ subgraph: 'schools' })))).rejects.toMatchObject({ reason: 'DOOR_SUBGRAPH' });
    expect(warn).toHaveBeenLastCalledWith({ refusal: 'SUBGRAPH' }, 'gateway door refused');
  });
});

describe('the ministry\'s own door', () => {
  const STAFF = { authorization: ['Bearer t'], 'x-purpose': ['SAVINGS_ADMINISTRATION'] };
  const knock = async (viewer: Viewer | null, headers: Record<string, string[]>) => {
    const known: Viewer[] = [];
    const outcome = await doorsFor(viewer).fromMinistry(request(headers), (one) => void known.push(one)).catch((error: unknown) => error);
    return { outcome, known };
  };
  const staff = viewerOf('ministry:savings');

  it('lets in its staff under a purpose of theirs', async () => {
    const admission = { viewer: staff, purpose: 'SAVINGS_ADMINISTRATION', caseNumber: null, language: 'KK', today: '2026-11-23', correlationId: 'request-id', scopes: new Set(['identity', 'savings']) };
    expect(await knock(staff, STAFF)).toEqual({ outcome: admission, known: [staff] });
    expect(await knock(staff, { ...STAFF, 'x-case-number': ['GA-7'], 'accept-language': ['en'] })).toMatchObject({ outcome: { caseNumber: 'GA-7', language: 'EN' } });
  });

  it('learns who stands there before it refuses them', async () => {
    const citizen = viewerOf('citizen');
    expect(await knock(citizen, STAFF)).toEqual({ outcome: expect.objectContaining({ extensions: { code: 'ROLE_NOT_ALLOWED' } }) as unknown, known: [citizen] });
    expect(await knock(staff, { ...STAFF, authorization: [] })).toEqual({ outcome: expect.objectContaining({ extensions: { code: 'UNAUTHENTICATED' } }) as unknown, known: [] });
  });

  it('asks for a purpose, and says which there are', async () => {
    const { outcome, known } = await knock(staff, { authorization: ['Bearer t'] });
    expect(outcome).toEqual(refused('PURPOSE_MISSING', 'X-Purpose must name the purpose of the request: SAVINGS_ADMINISTRATION, AUDIT_ANSWER, ACCESS_REVIEW.'));
    expect(known).toEqual([staff]);
    expect((await knock(staff, { ...STAFF, 'x-purpose': ['OWN_FAMILY'] })).outcome).toMatchObject({ extensions: { code: 'PURPOSE_NOT_ALLOWED' } });
  });

  it('takes each header once', async () => {
    for (const name of ['authorization', 'x-purpose', 'x-case-number']) expect((await knock(staff, { ...STAFF, [name]: ['one', 'other'] })).outcome).toMatchObject({ message: `${name}: this header may be sent once only.`, extensions: { code: 'BAD_REQUEST' } });
  });
});
