import { setTimeout as delay } from 'node:timers/promises';
import { Pool } from 'undici';
import { bodyOf, bombs } from './bombs.js';

const PAUSE_MS = 50;

/** Sends bombs one after the other, each of them new, and wants each refused. */
export class Bomber {
  readonly failures: string[] = [];
  sent = 0;
  readonly #pool: Pool;
  readonly #work: Promise<void>;
  #stopped = false;

  /** `token` null sends them without one. */
  constructor(url: string, private readonly token: string | null) {
    this.#pool = new Pool(url, { connections: 1 });
    this.#work = this.#send();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#work;
    await this.#pool.destroy();
  }

  async #send(): Promise<void> {
    for (let round = 0; !this.#stopped; round += 1) {
      for (const [name, bomb] of bombs(`s${round}`)) {
        if (this.#stopped) return;
        const status = await this.#post(bodyOf(bomb)).catch((error: unknown) => String(error));
        if (typeof status === 'string' || status < 400 || status >= 500) this.failures.push(`${name}: ${status}`);
        this.sent += 1;
        await delay(PAUSE_MS);
      }
    }
  }

  async #post(body: string): Promise<number> {
    const headers = { 'content-type': 'application/json', ...(this.token === null ? {} : { authorization: `Bearer ${this.token}` }) };
    const response = await this.#pool.request({ method: 'POST', path: '/graphql', headers, body });
    await response.body.dump();
    return response.statusCode;
  }
}
