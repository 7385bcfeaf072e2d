import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import { withLogin } from '../../local/bootstrap/urls.js';
import { hasCode } from '../../local/failure.js';
import { keptAdmin } from '../support/admin.js';
import type { Fault, Site } from './fault.js';

/** All connections of our processes: those of their `_app` roles. */
const TERMINATE = `select count(pg_terminate_backend(pid))::int as ended from pg_stat_activity where usename like '%\\_app'`;

async function terminate(client: Client): Promise<number> {
  const { rows } = await client.query<{ ended: number }>(TERMINATE);
  return rows[0]?.ended ?? 0;
}

/** Every connection of every pool is cut, again and again. */
export function terminations(): Fault {
  let ended = 0;
  return {
    name: 'connections terminated',
    unready: [],
    felt: false,
    again: async (site) => {
      ended += await site.asAdmin('postgres', terminate);
      await delay(300);
    },
    doubt: () => Promise.resolve(ended > 0 ? null : 'no connection was terminated'),
  };
}

/** Connections that are opened together. */
const AT_ONCE = 20;

/** A role whose password costs no time to check: it is to open hundreds of connections. */
const MAKE_GREEDY = `
  set scram_iterations = 1;
  drop role if exists greedy;
  create role greedy login password 'greedy'`;

/** Somebody who takes every connection that the server has. */
class Greedy {
  readonly #clients: Client[] = [];

  private constructor(
    private readonly url: string,
    /** A connection of the administrator's, who would not get another one. */
    private readonly administrator: Client,
  ) {}

  static async come({ federation }: Site): Promise<Greedy> {
    const administrator = await keptAdmin(federation, 'postgres');
    await administrator.query(MAKE_GREEDY);
    return new Greedy(withLogin(federation.settings.adminUrl, 'postgres', 'greedy', 'greedy'), administrator);
  }

  get holds(): number {
    return this.#clients.length;
  }

  /** Takes what there is, cuts others' connections, and takes their places. */
  async take(): Promise<void> {
    await this.#takeRest();
    await terminate(this.administrator);
    await this.#takeRest();
  }

  async release(): Promise<void> {
    await Promise.allSettled([...this.#clients.splice(0), this.administrator].map((client) => client.end()));
  }

  async #takeRest(): Promise<void> {
    let refused = false;
    while (!refused) {
      const taken = await Promise.all(Array.from({ length: AT_ONCE }, () => this.#takeOne()));
      refused = taken.includes(false);
    }
  }

  /** False when the server has none left. */
  async #takeOne(): Promise<boolean> {
    const client = new Client({ connectionString: this.url });
    client.on('error', () => undefined);
    try {
      await client.connect();
      this.#clients.push(client);
      return true;
    } catch (error) {
      if (!hasCode(error, '53300')) throw error;
      return false;
    }
  }
}

/** Another client holds every connection of the server, and takes those of our processes as soon as they are cut. */
export function exhaustion(): Fault {
  let greedy: Greedy | null = null;
  let held = 0;
  return {
    name: 'no connection left on the server',
    unready: ['subgraphs', 'gateway'],
    felt: true,
    harm: async (site) => {
      greedy = await Greedy.come(site);
      await greedy.take();
    },
    again: async () => {
      await delay(200);
      await greedy?.take();
      held = greedy?.holds ?? 0;
    },
    heal: async () => greedy?.release(),
    doubt: () => Promise.resolve(held > 20 ? null : `only ${held} connections were held`),
  };
}
