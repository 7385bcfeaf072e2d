import { setTimeout as delay } from 'node:timers/promises';
import { Pool } from 'undici';
import { childProfileDocument, profileRequest, PROFILE_PURPOSE, type ProfileAnswer } from '../../local/child-profile.js';

/** Short enough for each connection to be used while an instance drains, long enough for a small machine. */
const PAUSE_MS = 1_000;

/** Whole profiles, asked for by callers that keep their connection and pause between requests. */
export class ProfileLoad {
  readonly failures: string[] = [];
  readonly milliseconds: number[] = [];
  readonly #pool: Pool;
  readonly #body: string;
  readonly #callers: readonly Promise<void>[];
  #stopped = false;

  constructor(url: string, private readonly token: string, child: string, connections: number) {
    this.#pool = new Pool(url, { connections });
    this.#body = profileRequest(childProfileDocument(), child);
    this.#callers = Array.from({ length: connections }, (_, i) => this.#call((PAUSE_MS * i) / connections));
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await Promise.all(this.#callers);
    await this.#pool.destroy();
  }

  async #call(first: number): Promise<void> {
    await delay(first);
    while (!this.#stopped) {
      const began = performance.now();
      const failure = await this.#ask().catch((error: unknown) => `no answer: ${(error as { code?: string }).code ?? String(error)}`);
      this.milliseconds.push(performance.now() - began);
      if (failure !== null) this.failures.push(`${new Date().toISOString()} ${failure}`);
      await delay(PAUSE_MS);
    }
  }

  /** Why the answer is not the whole profile; null when it is. */
  async #ask(): Promise<string | null> {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${this.token}`, 'x-purpose': PROFILE_PURPOSE };
    const { statusCode, body } = await this.#pool.request({ method: 'POST', path: '/graphql', headers, body: this.#body });
    const { errors, extensions } = (await body.json()) as ProfileAnswer & { errors?: readonly unknown[] };
    const partial = Object.entries(extensions?.programmes ?? {}).filter(([, state]) => state !== 'OK');
    if (statusCode === 200 && errors === undefined && partial.length === 0) return null;
    return `status ${statusCode}, ${JSON.stringify(Object.fromEntries(partial))}, ${JSON.stringify(errors ?? [])}`;
  }
}
