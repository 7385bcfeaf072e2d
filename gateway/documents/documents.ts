import type { FastifyBaseLogger } from 'fastify';
import { GraphQLError } from 'graphql';
import type { Viewer } from '../../subgraphs/shared/access/viewer.js';
import type { Clock } from '../../subgraphs/shared/clock.js';
import { DOCUMENT_REFUSAL_CODES } from '../../subgraphs/shared/errors.js';
import type { Metrics } from '../../subgraphs/shared/metrics/metrics.js';
import type { OperationExecutor } from '../executor.js';
import { knownOperations } from '../known-operations.js';
import { observeDocuments } from '../metrics.js';
import type { Vetting } from '../vetting/vetting.js';
import { DocumentDoor, type Received } from './document-door.js';
import { ManifestFolder, type ManifestSettings } from './manifest-folder.js';
import type { Vet } from './trusted-document.js';
import { TrustedDocuments } from './trusted-documents.js';
import { warm, type Plan } from './warm.js';

export interface DocumentsParts {
  /** Null where no client has a manifest. */
  readonly settings: ManifestSettings | null;
  readonly clock: Clock;
  readonly log: FastifyBaseLogger;
  readonly metrics: Metrics;
}

/** What documents are checked against, and planned by. */
export interface Served {
  readonly vetting: Pick<Vetting, 'vet'>;
  readonly executor: Pick<OperationExecutor, 'plan'>;
}

const vetOf = (vetting: Served['vetting']): Vet => (text, audience) => vetting.vet(text, audience);

/** What clients may send: their manifests, the door that asks for them, and plans that are ready before the first request. */
export class Documents {
  #folder: ManifestFolder | null = null;
  readonly #door: DocumentDoor;
  readonly #refused: (client: string, code: string) => void;
  readonly #published = knownOperations();
  #executor: Served['executor'] | null = null;
  #trusted = TrustedDocuments.none;
  #warms = false;
  #stopped = false;

  constructor(private readonly parts: DocumentsParts) {
    const { clock, metrics } = parts;
    this.#door = new DocumentDoor(() => this.#trusted, clock);
    this.#refused = observeDocuments(metrics, () => this.#trusted.counts());
  }

  /** Names of operations that a log line may tell: of those that the project publishes, and of signed manifests. */
  get names(): Pick<ReadonlySet<string>, 'has'> {
    return { has: (name) => this.#published.has(name) || this.#trusted.hasName(name) };
  }

  /** Settles once the manifests that are there have been read. */
  async start({ vetting, executor }: Served): Promise<void> {
    const { settings, clock, log } = this.parts;
    this.#executor = executor;
    this.#folder = settings === null ? null : new ManifestFolder({ settings, vet: vetOf(vetting), clock, log, changed: (documents) => this.#changed(documents) });
    await this.#folder?.start();
  }

  /** Another supergraph, once everything that is trusted fits it: see `ManifestFolder.refit`. What comes back puts it in the place of the one before. */
  async refit({ vetting, executor }: Served): Promise<() => void> {
    const put = await this.#folder?.refit(vetOf(vetting));
    return () => {
      this.#executor = executor;
      put?.();
    };
  }

  /** Begins to plan what is trusted, and what will be. Whoever waits for the process to be ready is not kept waiting for it. */
  warm(): void {
    this.#warms = true;
    const documents = this.#trusted;
    void warm(documents, (operation, asker) => this.#plan(operation, asker), () => !this.#stopped && this.#trusted === documents);
  }

  stop(): void {
    this.#stopped = true;
    this.#folder?.stop();
  }

  /** See `DocumentDoor.receive`. */
  receive(body: unknown, viewer: Viewer | null): Received {
    try {
      return this.#door.receive(body, viewer);
    } catch (error) {
      const code = error instanceof GraphQLError ? DOCUMENT_REFUSAL_CODES.find((one) => one === error.extensions['code']) : undefined;
      if (code !== undefined) this.#refused(viewer?.client ?? '', code);
      throw error;
    }
  }

  #changed(documents: TrustedDocuments): void {
    this.#trusted = documents;
    if (this.#warms) this.warm();
  }

  async #plan(...asked: Parameters<Plan>): Promise<void> {
    try {
      await this.#executor?.plan(...asked);
    } catch (error) {
      this.parts.log.error({ err: error }, 'a trusted document cannot be planned');
    }
  }
}
