import type { Environment } from '../../subgraphs/shared/environment.js';
import { startChild, type ServingProcess } from '../../local/processes/child.js';

export interface InstanceOptions {
  readonly name: string;
  /** Main module below the built project. */
  readonly entry: string;
  readonly environment: Environment;
  readonly logFile: string;
}

/** One of several processes that do the same, on a port of its own. */
export class Instance {
  private constructor(
    private readonly options: InstanceOptions,
    private process: ServingProcess,
  ) {}

  static async start(options: InstanceOptions): Promise<Instance> {
    return new Instance(options, await startChild(options).ready);
  }

  get name(): string {
    return this.options.name;
  }

  get url(): string {
    return this.process.url;
  }

  get pid(): number {
    return this.process.pid;
  }

  /** Ends by SIGTERM, in its own time. */
  stop(): Promise<void> {
    return this.process.stop();
  }

  async start(): Promise<void> {
    this.process = await startChild(this.options).ready;
  }
}
