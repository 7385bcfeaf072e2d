import { readFileSync } from 'node:fs';
import path from 'node:path';
import { StartFailure } from '../../../local/failure.js';
import type { Environment } from '../../../subgraphs/shared/environment.js';
import { startPlainServer, type PlainServer } from '../plain-server.js';
import { Addresses } from './addresses.js';
import { activeServices, dependenciesOf, isOneShot, readComposeFile, type ComposeDependency, type ComposeFile, type ComposeService } from './compose-file.js';
import { Container, type ImageFolder } from './container.js';
import { containerEnvironment, mountSecrets } from './containers.js';

export interface StackOptions {
  /** What a person would have in `.env`. */
  readonly variables: Environment;
  readonly image: ImageFolder;
  /** Where mounted secrets and logs go; its user must be able to enter it. */
  readonly folder: string;
  readonly report: (line: string) => void;
}

/**
 * `docker compose up` without an engine: every service of docker-compose.yml as a process of this machine, with the
 * environment, the secrets and the order that the file gives it, and a PostgreSQL in place of the official image.
 */
export class Stack {
  readonly #containers = new Map<string, Promise<Container>>();
  readonly #ready = new Map<string, Promise<void>>();
  #postgres: Promise<PlainServer> | null = null;

  private constructor(
    private readonly options: StackOptions,
    private readonly file: ComposeFile,
    private readonly services: ReadonlyMap<string, ComposeService>,
    private readonly addresses: Addresses,
  ) {}

  static async prepare(options: StackOptions): Promise<Stack> {
    const file = readComposeFile(options.variables);
    const services = activeServices(file, options.variables['COMPOSE_PROFILES']?.split(',') ?? []);
    return new Stack(options, file, services, await Addresses.of(services));
  }

  /** Starts everybody in order, and waits until all have done their work or are healthy. */
  async up(): Promise<void> {
    const waits = [...this.services.keys()].map((name) => this.#readiness(name));
    await Promise.allSettled(waits);
    await Promise.all(waits);
  }

  /** Where a service is reached from outside. */
  url(name: string): string {
    return `http://127.0.0.1:${this.addresses.port(name, this.#service(name).environment['PORT'])}`;
  }

  metricsUrl(name: string): string {
    return `http://127.0.0.1:${this.addresses.port(name, this.#service(name).environment['METRICS_PORT'])}/metrics`;
  }

  /** `docker compose exec`. */
  async exec(name: string, ...command: readonly string[]): Promise<string> {
    return (await this.#container(name)).run(command);
  }

  /** `docker compose run --rm --no-deps`: a one-shot service again, beside everything that runs. */
  async runAgain(name: string): Promise<void> {
    await this.#completed(name, this.#start(name));
  }

  /** Stops everybody, whoever is waited for last; what went otherwise than it should, one line each. */
  async down(): Promise<string[]> {
    const stops = new Map<string, Promise<string[]>>();
    const stop = (name: string): Promise<string[]> => {
      const dependents = [...this.services].filter(([, service]) => dependenciesOf(service).some(([one]) => one === name));
      const stopping = stops.get(name) ?? Promise.all(dependents.map(([one]) => stop(one))).then(() => this.#stop(name));
      stops.set(name, stopping);
      return stopping;
    };
    return (await Promise.all([...this.services.keys()].map(stop))).flat();
  }

  #service(name: string): ComposeService {
    const service = this.services.get(name);
    if (service === undefined) throw new Error(`no service ${name}`);
    return service;
  }

  /** Done, or healthy, once those that it waits for are. */
  #readiness(name: string): Promise<void> {
    const known = this.#ready.get(name) ?? this.#becomeReady(name, this.#service(name));
    this.#ready.set(name, known);
    return known;
  }

  async #becomeReady(name: string, service: ComposeService): Promise<void> {
    await Promise.all(dependenciesOf(service).map(([one, dependency]) => this.#meet(one, dependency)));
    this.options.report(`starting ${name}`);
    if (service.build === undefined) return void (await (this.#postgres = this.#startPostgres(name, service)));
    if (isOneShot(service)) return this.#completed(name, this.#container(name));
    return (await this.#container(name)).healthy();
  }

  /** One that is not required is waited for where it runs, and may fail. */
  async #meet(name: string, { required = true }: ComposeDependency): Promise<void> {
    if (!this.services.has(name) && !required) return;
    await (required ? this.#readiness(name) : this.#readiness(name).catch(() => undefined));
  }

  async #completed(name: string, starting: Promise<Container>): Promise<void> {
    const container = await starting;
    const code = await container.ended;
    if (code !== 0) throw new StartFailure(`${name} ended with ${code}: ${container.lastWords}`);
  }

  #container(name: string): Promise<Container> {
    const known = this.#containers.get(name) ?? this.#start(name);
    this.#containers.set(name, known);
    return known;
  }

  #start(name: string): Promise<Container> {
    const service = this.#service(name);
    const secrets = path.join(this.options.folder, 'mounted', name);
    mountSecrets(this.file, service, secrets);
    const environment = this.addresses.environmentOf(name, containerEnvironment(service, secrets));
    const [kind, ...check] = (service.healthcheck?.test ?? ['CMD']).map((word) => this.addresses.told(name, word));
    if (kind !== 'CMD') throw new Error(`${name}: a health check that is no command`);
    const logFile = path.join(this.options.folder, `${name}.log`);
    return Promise.resolve(new Container({ name, service, image: this.options.image, environment, check, logFile }));
  }

  /** The official image makes its superuser, and that one's password from a file; it is up when it takes connections. */
  #startPostgres(name: string, { command, secrets: [secret = ''] = [] }: ComposeService): Promise<PlainServer> {
    const password = readFileSync(this.file.secrets[secret]?.file ?? '', 'utf8');
    return startPlainServer({ superuser: 'postgres', password, arguments: command.slice(1), port: this.addresses.port(name, '5432') });
  }

  async #stop(name: string): Promise<string[]> {
    if (this.#service(name).build === undefined) {
      await this.#postgres?.then((server) => server.stop('fast'));
      return [];
    }
    const container = await this.#containers.get(name);
    const code = (await container?.stop()) ?? 0;
    return code === 0 ? [] : [`${name} ended with ${code}: ${container?.lastWords}`];
  }
}
