import type { SubgraphName } from '../subgraphs/shared/access/viewer.js';
import type { Environment } from '../subgraphs/shared/environment.js';
import { bootstrap } from './bootstrap/bootstrap.js';
import { keepCredentials } from './data/credentials.js';
import type { DataFolder } from './data/data-folder.js';
import { removeRunState, writeRunState, type DemoFamily, type RunState } from './data/run-state.js';
import { keepDemoDocuments } from './documents/keep.js';
import type { LocalEnvironment } from './environment.js';
import { keepIssuerSecrets } from './issuer/secrets.js';
import { choosePorts } from './ports.js';
import { embeddedUrl, startEmbedded } from './postgres/embedded.js';
import { startChild } from './processes/child.js';
import { identify } from './processes/identity.js';
import { ProcessRegister } from './processes/orphans.js';
import { within, type RunningProcess } from './processes/process.js';
import { Service } from './processes/service.js';
import { documentsFolder, gatewayEnvironment, issuerEnvironment, issuerUrl, subgraphEnvironment, type RunSettings } from './service-environments.js';

export interface FederationOptions {
  readonly local: LocalEnvironment;
  readonly data: DataFolder;
  readonly subgraphs: readonly SubgraphName[];
  /** The subgraph that runs without gateway and the others; null for the federation. */
  readonly alone: SubgraphName | null;
  /** Takes one line for the operator. */
  readonly report: (line: string) => void;
}

/** How long a step of bootstrap may take once everything is to stop. */
const PREPARING_MS = 5_000;

/** Everything on one machine: PostgreSQL, the token issuer, subgraphs and gateway, each in its own process. */
export class Federation {
  readonly #register: ProcessRegister;
  #postgres: Service | null = null;
  /** Stopped after the gateway and before PostgreSQL. */
  readonly #behind: Service[] = [];
  #gateway: Service | null = null;
  #state: RunState | null = null;
  #used: RunSettings | null = null;
  readonly #abort = new AbortController();
  #preparing: Promise<unknown> = Promise.resolve();
  #stopped: Promise<void> | null = null;

  constructor(private readonly options: FederationOptions) {
    this.#register = new ProcessRegister(options.data.file('processes.json'));
  }

  /** What the services of this run were told; null before it has begun. */
  get settings(): RunSettings | null {
    return this.#used;
  }

  /** Starts everything; null when it was stopped before it was ready. A failure leaves nothing running. */
  async start(): Promise<RunState | null> {
    try {
      return await this.#startAll();
    } catch (error) {
      const wanted = this.#stopped !== null;
      await this.stop();
      if (wanted) return null;
      throw error;
    }
  }

  /** Requests under way end first, then the subgraphs, then the database. Data is kept. */
  stop(): Promise<void> {
    return (this.#stopped ??= this.#stopAll());
  }

  async #startAll(): Promise<RunState | null> {
    const settings = await this.#settings();
    if (this.options.alone === null) await keepDemoDocuments(documentsFolder(settings));
    this.#used = settings;
    if (this.#stopped !== null) return null;
    const [demo] = await Promise.all([this.#startSubgraphs(settings), this.#startIssuer(settings), this.#startGateway(settings)]);
    if (this.#stopped !== null) return null;
    this.#state = this.#describe(settings, demo);
    writeRunState(this.options.data.path, this.#state);
    return this.#state;
  }

  async #settings(): Promise<RunSettings> {
    const { local, data, alone } = this.options;
    const ports = await choosePorts(local.port, alone);
    const credentials = keepCredentials(data.file('credentials.json'));
    await this.#register.endOrphans();
    return { local, ports, credentials, adminUrl: local.databaseUrl ?? embeddedUrl({ port: ports.postgres, password: credentials.superuser }) };
  }

  async #startSubgraphs(settings: RunSettings): Promise<DemoFamily> {
    const { local, subgraphs } = this.options;
    if (local.databaseUrl === undefined) await this.#startPostgres(settings);
    const demo = await this.#bootstrap(settings);
    await Promise.all(subgraphs.map((name) => this.#add(this.#child(name, `subgraphs/${name}/main.js`, subgraphEnvironment(settings, name))).start()));
    return demo;
  }

  #bootstrap({ adminUrl, credentials }: RunSettings): Promise<DemoFamily> {
    const { local, subgraphs, alone, report } = this.options;
    const work = bootstrap({ adminUrl, credentials, subgraphs, gateway: alone === null, children: local.children, abort: this.#abort.signal, report });
    this.#preparing = work.catch(() => undefined);
    return work;
  }

  #startPostgres({ ports, credentials }: RunSettings): Promise<void> {
    const options = { data: this.options.data, port: ports.postgres, password: credentials.superuser, durability: 'kept' } as const;
    this.#postgres = this.#service('postgres', async (abort) => {
      const server = await startEmbedded(options, abort);
      this.#noteProcess('postgres', server.pid);
      return server;
    });
    return this.#postgres.start();
  }

  #startIssuer(settings: RunSettings): Promise<void> {
    const secrets = this.options.data.file('issuer.json');
    keepIssuerSecrets(secrets);
    return this.#add(this.#child('issuer', 'local/issuer/main.js', issuerEnvironment(settings, secrets))).start();
  }

  async #startGateway(settings: RunSettings): Promise<void> {
    if (this.options.alone !== null) return;
    this.#gateway = this.#child('gateway', 'gateway/main.js', gatewayEnvironment(settings));
    await this.#gateway.start();
  }

  /** A service that is begun when everything is being stopped already would be forgotten. */
  #add(service: Service): Service {
    if (this.#stopped !== null) throw new Error('stopping');
    this.#behind.push(service);
    return service;
  }

  #child(name: string, entry: string, environment: Environment): Service {
    return this.#service(name, (abort) => {
      const child = startChild({ name, entry, environment, logFile: this.options.data.file('logs', `${name}.log`) });
      this.#noteProcess(name, child.pid);
      abort.addEventListener('abort', () => void child.stop(), { once: true });
      return child.ready;
    });
  }

  #service(name: string, launch: (abort: AbortSignal) => Promise<RunningProcess>): Service {
    return new Service({ name, launch, report: this.options.report });
  }

  #noteProcess(name: string, pid: number): void {
    this.#register.add(name, pid);
    if (this.#state === null) return;
    this.#state = { ...this.#state, processes: { ...this.#state.processes, [name]: pid } };
    writeRunState(this.options.data.path, this.#state);
  }

  #describe(settings: RunSettings, demo: DemoFamily): RunState {
    const { subgraphs, alone } = this.options;
    const urls = Object.fromEntries(subgraphs.map((name) => [name, `http://127.0.0.1:${settings.ports.subgraphs[name]}`]));
    return {
      launcher: identify(process.pid) ?? { pid: process.pid, started: '' },
      url: `http://127.0.0.1:${alone === null ? settings.ports.gateway : settings.ports.subgraphs[alone]}`,
      issuer: issuerUrl(settings),
      database: new URL(settings.adminUrl).host,
      subgraphs: urls,
      metrics: this.#metrics(settings),
      processes: this.#register.pids(),
      demo,
    };
  }

  #metrics({ ports }: RunSettings): RunState['metrics'] {
    const { subgraphs, alone } = this.options;
    const running = [...(alone === null ? (['gateway'] as const) : []), ...subgraphs, 'issuer' as const];
    return Object.fromEntries(running.map((name) => [name, `http://127.0.0.1:${ports.metrics[name]}/metrics`]));
  }

  async #stopAll(): Promise<void> {
    this.#abort.abort();
    await this.#gateway?.stop();
    await Promise.all(this.#behind.map((service) => service.stop()));
    // Whoever is in the middle of a transaction finishes it; what comes after it does not begin.
    await within(PREPARING_MS, this.#preparing);
    await this.#postgres?.stop();
    this.#state = null;
    this.#register.clear();
    removeRunState(this.options.data.path);
    this.options.data.release();
  }
}
