import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { DEMO_CLIENTS } from '../../local/issuer/clients.js';
import { DEMO_GRANT } from '../../local/issuer/protocol.js';
import { keepIssuerSecrets } from '../../local/issuer/secrets.js';
import { startIssuer } from '../../local/issuer/server.js';
import { purposesOf } from '../../subgraphs/shared/access/purposes.js';
import { DEFAULT_AUDIENCE, TokenVerifier } from '../../subgraphs/shared/access/token.js';
import { ROLES, type Role } from '../../subgraphs/shared/access/viewer.js';
import type { Running } from '../../subgraphs/shared/process.js';

const folder = mkdtempSync(path.join(tmpdir(), 'balagraph-test-issuer-'));
const secrets = keepIssuerSecrets(path.join(folder, 'issuer.json'));
const MOTHER = '880617900004';
const output = vi.spyOn(process.stdout, 'write');
let issuer: Running;

beforeAll(async () => void (issuer = await startIssuer(secrets, { port: 0 })));
afterAll(async () => {
  await issuer.close();
  rmSync(folder, { recursive: true });
});

const verifier = (): TokenVerifier => new TokenVerifier({ issuer: issuer.url, jwksUrl: `${issuer.url}/jwks`, audience: DEFAULT_AUDIENCE });

interface Answer {
  readonly access_token?: string;
  readonly error?: string;
  readonly error_description?: string;
}

async function ask(client: string, parameters: Readonly<Record<string, string>>, secret = secrets.clients[client] ?? ''): Promise<Answer> {
  const response = await fetch(`${issuer.url}/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`${client}:${secret}`).toString('base64')}` },
    body: new URLSearchParams({ grant_type: DEMO_GRANT, ...parameters }),
  });
  return (await response.json()) as Answer;
}

const forRole = (role: Role): Record<string, string> => ({ role, region: '*', ...(role === 'citizen' ? { iin: MOTHER } : {}) });

const pairs = (allowed: boolean) =>
  DEMO_CLIENTS.flatMap(({ id, roles, documents }) => ROLES.filter((role) => roles.includes(role) === allowed).map((role) => [id, role, documents] as const));

describe('the demo issuer', () => {
  test.each(pairs(true))('client %s asks for its role %s; documents: %s', async (client, role, documents) => {
    const { access_token: token } = await ask(client, forRole(role));
    expect(await verifier().viewerOf(`Bearer ${token}`)).toMatchObject({ client, role, regions: ['*'], documents });
  });

  test.each(pairs(false))('client %s cannot ask for %s', async (client, role) => {
    const { access_token: token, error } = await ask(client, forRole(role));
    expect({ token, error }).toEqual({ token: undefined, error: 'invalid_request' });
  });

  test('every role that some purpose serves gets the field classes for it', async () => {
    for (const role of ROLES.filter((one) => purposesOf(one).length > 0)) {
      const viewer = await verifier().viewerOf(`Bearer ${(await ask('demo', forRole(role))).access_token}`);
      expect(viewer?.scopes.length).toBeGreaterThan(0);
    }
  });

  test.each([
    ['a wrong secret', 'demo', { role: 'auditor' }, 'wrong', 'invalid_client'],
    ['an unknown client', 'king', { role: 'auditor' }, 'x', 'invalid_client'],
    ['another grant', 'demo', { role: 'auditor', grant_type: 'client_credentials' }, undefined, 'unsupported_grant_type'],
    ['a citizen without IIN', 'portal', { role: 'citizen' }, undefined, 'invalid_request'],
    ['a mistyped IIN', 'portal', { role: 'citizen', iin: '880617900005' }, undefined, 'invalid_request'],
    ['a region that is none', 'demo', { role: 'caseworker', region: '990000000' }, undefined, 'invalid_request'],
  ])('%s is refused', async (_, client, parameters, secret, error) => {
    expect(await ask(client, parameters, secret)).toMatchObject({ error });
  });

  test('the subject of a token does not name the person, and stays the same', async () => {
    const subjects = await Promise.all([1, 2].map(async () => (await verifier().viewerOf(`Bearer ${(await ask('portal', forRole('citizen'))).access_token}`))?.subject));
    expect(subjects[0]).toBe(subjects[1]);
    expect(subjects[0]).not.toContain(MOTHER);
  });

  test('a token outlives a restart of the issuer', async () => {
    const { access_token: token } = await ask('demo', { role: 'auditor' });
    const port = Number(new URL(issuer.url).port);
    await issuer.close();
    issuer = await startIssuer(keepIssuerSecrets(path.join(folder, 'issuer.json')), { port });
    // The first attempt may still find a connection to the server that is gone.
    await expect.poll(() => verifier().viewerOf(`Bearer ${token}`).catch(() => null)).toMatchObject({ role: 'auditor' });
  });

  test('its tokens name it as others reach it', async () => {
    const elsewhere = await startIssuer(secrets, { port: 0, issuer: 'http://issuer:4006' });
    const headers = { authorization: `Basic ${Buffer.from(`demo:${secrets.clients['demo']}`).toString('base64')}` };
    const answer = await fetch(`${elsewhere.url}/token`, { method: 'POST', headers, body: new URLSearchParams({ grant_type: DEMO_GRANT, role: 'auditor' }) });
    const { access_token: token } = (await answer.json()) as Answer;
    const verify = (name: string): Promise<unknown> => new TokenVerifier({ issuer: name, jwksUrl: `${elsewhere.url}/jwks`, audience: DEFAULT_AUDIENCE }).viewerOf(`Bearer ${token}`);
    expect(await verify('http://issuer:4006')).toMatchObject({ role: 'auditor' });
    await expect(verify(elsewhere.url)).rejects.toThrow('not valid');
    await elsewhere.close();
  });

  test('writes nothing on stdout', () => {
    expect(output.mock.calls.filter(([text]) => String(text).includes('oidc-provider'))).toEqual([]);
  });
});
