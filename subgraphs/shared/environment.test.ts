import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { EnvironmentReader, readMigrationEnvironment, readSubgraphEnvironment } from './environment.js';

const folder = mkdtempSync(path.join(tmpdir(), 'balagraph-test-environment-'));
afterAll(() => rmSync(folder, { recursive: true }));

const KEY = 'a'.repeat(64);
const OTHER = 'b'.repeat(64);

/** A file that holds this, as a secret is mounted. */
function holding(name: string, text: string): string {
  const file = path.join(folder, name);
  writeFileSync(file, text);
  return file;
}

const URL_ALONE = 'postgres://registry_app@h:5432/registry';
const ENOUGH = { DATABASE_URL: URL_ALONE, GATEWAY_KEY: KEY, LEDGER_KEY: KEY, OIDC_ISSUER: 'http://issuer.example' };

describe('a secret as a file', () => {
  it.each(['', '\n', '\r\n'])('is read without the line break at its end: %j', (end) => {
    const env = { ...ENOUGH, LEDGER_KEY: undefined, LEDGER_KEY_FILE: holding('key', OTHER + end) };
    expect(readSubgraphEnvironment(env)).toMatchObject({ gatewayKey: KEY, ledgerKey: OTHER });
  });

  it('serves every key, also those of feeds', () => {
    const file = holding('feed', OTHER);
    const env = { ...ENOUGH, FEED_REGISTRY_URL: 'http://registry:4001', FEED_REGISTRY_KEY_FILE: file, FEED_KEY_SCHOOLS_FILE: file };
    expect(readSubgraphEnvironment(env).feeds).toMatchObject({ sources: { registry: { key: OTHER } }, consumerKeys: { schools: OTHER } });
  });

  it.each([
    [{ LEDGER_KEY_FILE: holding('both', OTHER) }, 'LEDGER_KEY and LEDGER_KEY_FILE must not both be set.'],
    [{ LEDGER_KEY: '', LEDGER_KEY_FILE: '/nowhere/key' }, 'LEDGER_KEY_FILE: /nowhere/key cannot be read (ENOENT).'],
    [{ LEDGER_KEY: '', LEDGER_KEY_FILE: folder }, `LEDGER_KEY_FILE: ${folder} cannot be read (EISDIR).`],
    [{ LEDGER_KEY: '', LEDGER_KEY_FILE: holding('empty', '\n') }, `LEDGER_KEY_FILE: ${path.join(folder, 'empty')} is empty.`],
    [{ LEDGER_KEY: '', LEDGER_KEY_FILE: holding('short', 'abc') }, 'LEDGER_KEY must be at least 64 hexadecimal digits.'],
    [{ LEDGER_KEY: '', LEDGER_KEY_FILE: '' }, 'LEDGER_KEY must be set.'],
  ])('that gives none stops the start and is named: %o', (wrong, message) => {
    expect(() => readSubgraphEnvironment({ ...ENOUGH, ...wrong })).toThrow(message);
  });
});

describe('a database', () => {
  const urlOf = (env: Record<string, string>): string => readMigrationEnvironment(env).databaseUrl;

  it.each([
    ['in the URL', { DATABASE_URL: 'postgres://u:p%40ss@h/d' }],
    ['in a file with the URL', { DATABASE_URL_FILE: holding('url', 'postgres://u:p%40ss@h/d\n') }],
    ['beside the URL', { DATABASE_URL: 'postgres://u@h/d', DATABASE_PASSWORD: 'p@ss' }],
    ['in a file beside the URL', { DATABASE_URL: 'postgres://u@h/d', DATABASE_PASSWORD_FILE: holding('password', 'p@ss\n') }],
  ])('has its password %s', (_where, env) => {
    expect(urlOf(env)).toBe('postgres://u:p%40ss@h/d');
  });

  it('keeps its parameters beside a password of any characters', () => {
    const url = new URL(urlOf({ DATABASE_URL: 'postgres://u@h/d?sslmode=verify-full&sslrootcert=/a%20b', DATABASE_PASSWORD: 'a%/:?#b' }));
    expect([decodeURIComponent(url.password), url.search]).toEqual(['a%/:?#b', '?sslmode=verify-full&sslrootcert=/a%20b']);
  });

  it.each([
    [{ DATABASE_URL: 'postgres://u:p@h/d', DATABASE_PASSWORD: 'q' }, 'DATABASE_URL must not have a password when DATABASE_PASSWORD is set.'],
    [{ DATABASE_URL: 'postgres:///d', DATABASE_PASSWORD: 'q' }, 'DATABASE_URL must name a host when DATABASE_PASSWORD is set.'],
    [{ DATABASE_URL_FILE: holding('no-url', 'registry') }, 'DATABASE_URL must be a URL.'],
    [{}, 'DATABASE_URL must be set.'],
  ])('that cannot be meant is refused: %o', (env, message) => {
    expect(() => urlOf(env)).toThrow(message);
  });
});

it('a value that is no secret is not looked for in files', () => {
  expect(new EnvironmentReader({ PORT_FILE: '/nowhere' }).integer('PORT', 1, 0, 9)).toBe(1);
});
