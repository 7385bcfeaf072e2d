import { describe, expect, it } from 'vitest';
import { SUBGRAPHS } from '../subgraphs/shared/access/viewer.js';
import { variableName } from '../subgraphs/shared/environment.js';
import { baseUrl, readGatewayEnvironment } from './environment.js';

const KEY = 'a'.repeat(64);
const ENOUGH = {
  OIDC_ISSUER: 'http://issuer.example',
  DATABASE_URL: 'postgresql://gateway_app@127.0.0.1/gateway',
  LEDGER_KEY: KEY,
  ...Object.fromEntries(SUBGRAPHS.map((name) => [`SUBGRAPH_${variableName(name)}_KEY`, KEY])),
};

describe('readGatewayEnvironment', () => {
  it('needs the issuer, its ledger and a key for each subgraph, and has a default for the rest', () => {
    expect(readGatewayEnvironment(ENOUGH)).toMatchObject({
      host: '127.0.0.1',
      port: 4000,
      supergraph: expect.stringMatching(/schema\/supergraph\.graphql$/),
      responseLimitBytes: 8 * 1024 * 1024,
      analysisTimeoutMs: 32_000,
      subgraphs: { 'foster-families': { url: null, key: KEY, timeoutMs: 1500 } },
    });
  });

  it('takes URL and deadline of one subgraph', () => {
    const env = { ...ENOUGH, SUBGRAPH_TIMEOUT_MS: '800', SUBGRAPH_FOSTER_FAMILIES_URL: 'http://10.0.0.1:4004/graphql', SUBGRAPH_FOSTER_FAMILIES_TIMEOUT_MS: '3000' };
    expect(readGatewayEnvironment(env).subgraphs).toMatchObject({
      'foster-families': { url: 'http://10.0.0.1:4004', timeoutMs: 3000 },
      registry: { url: null, timeoutMs: 800 },
    });
  });

  it('takes the folder of manifests with the keys that they are signed with, or neither', () => {
    expect(readGatewayEnvironment(ENOUGH).documents).toBeNull();
    const documents = { DOCUMENTS: '/manifests', DOCUMENT_KEYS: '/keys.json' };
    expect(readGatewayEnvironment({ ...ENOUGH, ...documents }).documents).toEqual({ folder: '/manifests', keys: '/keys.json', intervalMs: 2_000 });
    for (const name of Object.keys(documents)) expect(() => readGatewayEnvironment({ ...ENOUGH, ...documents, [name]: '' })).toThrow('DOCUMENTS and DOCUMENT_KEYS must be set together.');
  });

  it.each([
    [{ SUBGRAPH_SCHOOLS_KEY: '' }, 'SUBGRAPH_SCHOOLS_KEY must be set.'],
    [{ SUBGRAPH_SCHOOLS_KEY: 'abc' }, 'SUBGRAPH_SCHOOLS_KEY must be at least 64 hexadecimal digits.'],
    [{ SUBGRAPH_SCHOOLS_URL: 'schools:4005' }, 'SUBGRAPH_SCHOOLS_URL must be an http or https URL.'],
    [{ SUBGRAPH_TIMEOUT_MS: '1.5' }, 'SUBGRAPH_TIMEOUT_MS must be a whole number from 1 to 60000.'],
    [{ ANALYSIS_TIMEOUT_MS: '0' }, 'ANALYSIS_TIMEOUT_MS must be a whole number from 1 to 600000.'],
    [{ PORT: '70000' }, 'PORT must be a whole number from 0 to 65535.'],
    [{ DATABASE_URL: undefined }, 'DATABASE_URL must be set.'],
    [{ LEDGER_KEY: 'abc' }, 'LEDGER_KEY must be at least 64 hexadecimal digits.'],
    [{ OIDC_ISSUER: undefined }, 'OIDC_ISSUER must be set.'],
  ])('names what is wrong: %o', (wrong, message) => {
    expect(() => readGatewayEnvironment({ ...ENOUGH, ...wrong })).toThrow(message);
  });
});

it.each(['http://h:1', 'http://h:1/', 'http://h:1/graphql', 'http://h:1/graphql/'])('%s is the same base URL', (url) => {
  expect(baseUrl(url)).toBe('http://h:1');
});
