import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { withCheckDigit } from '../../subgraphs/shared/scalars/identifier.js';
import { chance } from '../../subgraphs/shared/synthetic/seed.js';
import { exchange, type Exchange } from './exchange.js';

/** Input types of the mutations that a registrar sends. */
const INPUTS = {
  registerBirth: 'RegisterBirthInput',
  registerResidence: 'RegisterResidenceInput',
  registerDeath: 'RegisterDeathInput',
  replaceIin: 'ReplaceIinInput',
} as const;
export type Mutation = keyof typeof INPUTS;

/** Somebody whom a registrar has put on record, and what was acknowledged about them. */
export interface Life {
  /** The IIN they have now; null while none has been acknowledged. */
  iin: string | null;
  /** IINs they had before. */
  readonly retired: string[];
  readonly acknowledged: Record<Mutation, number>;
}

/** How many changes of a life were acknowledged: its record's version. */
export const acknowledgedOf = ({ acknowledged }: Life): number => Object.values(acknowledged).reduce((a, b) => a + b, 0);

interface Outcome {
  readonly __typename?: string;
  readonly code?: string;
  readonly version?: number;
}

/** Where a registrar works: through the gateway, or at the ministry's own door. */
export interface Desk {
  readonly urls: readonly string[];
  readonly token: string;
  readonly seed: number;
  /** Tells registrars apart. */
  readonly number: number;
  /** An IIN that nobody has. */
  readonly newIin: () => string;
  /** Between two mutations; none by default. */
  readonly pauseMs?: number;
  /** False where nobody runs who would have to hear of a replaced IIN. */
  readonly replaces?: boolean;
  /** Hears of every request. */
  readonly hears?: (exchange: Exchange) => void;
}

/** IINs that nobody has, each given out once: births after the last day of the synthetic population. */
export function newIins(): () => string {
  let serial = 0;
  return () => {
    for (;;) {
      serial += 1;
      const found = withCheckDigit(`2610${10 + Math.floor(serial / 10_000)}9${String(serial % 10_000).padStart(4, '0')}`);
      if (found !== null) return found;
    }
  };
}

const DISTRICTS = ['751410000', '711110000', '751110000'];
const PAUSE_MS = 150;
const NAME = { surname: 'Серік', given: 'Айша' };
const name = { kk: NAME, ru: NAME, latin: { surname: 'Serik', given: 'Aisha' } };

/** How long an unanswered mutation is sent again after the registrar was told to stop. */
const PATIENCE_MS = 90_000;

/**
 * Puts one life after another on record, one mutation at a time. What is not answered is sent again with the same key until it
 * is: an answer of any other kind than the expected one is a failure.
 */
export class Registrar {
  readonly lives: Life[] = [];
  readonly failures: string[] = [];
  /** Mutations that got no answer at first. */
  repeated = 0;
  #sent = 0;
  #stopAt = Number.POSITIVE_INFINITY;
  readonly #work: Promise<void>;

  constructor(private readonly desk: Desk) {
    this.#work = this.#live();
  }

  /** Ends after the mutation under way. */
  async stop(): Promise<void> {
    this.#stopAt = performance.now();
    await this.#work;
  }

  get acknowledged(): number {
    return this.lives.reduce((sum, life) => sum + acknowledgedOf(life), 0);
  }

  get #stopped(): boolean {
    return performance.now() > this.#stopAt;
  }

  async #live(): Promise<void> {
    while (!this.#stopped) await this.#one();
  }

  /** A birth, moves, sometimes another IIN, sometimes a death. */
  async #one(): Promise<void> {
    const life: Life = { iin: null, retired: [], acknowledged: { registerBirth: 0, registerResidence: 0, registerDeath: 0, replaceIin: 0 } };
    this.lives.push(life);
    const iin = this.desk.newIin();
    const home = (i: number) => ({ districtKato: DISTRICTS[i % DISTRICTS.length], address: `Абай ${i}` });
    if (!(await this.#send(life, 'registerBirth', { iin, sex: 'FEMALE', name, parents: [], citizenships: ['KZ'], home: home(0), occurredOn: '2026-10-15' }))) return;
    life.iin = iin;
    const moves = 1 + Math.floor(this.#chance('moves') * 3);
    for (let i = 1; i <= moves && !this.#stopped; i += 1) {
      if (!(await this.#send(life, 'registerResidence', { iin: life.iin, home: home(i), occurredOn: `2026-10-${15 + i}` }))) return;
    }
    if (this.desk.replaces !== false && this.#chance('replace') < 0.3 && !this.#stopped) await this.#replace(life, life.iin);
    if (this.#chance('death') < 0.2 && !this.#stopped) await this.#send(life, 'registerDeath', { iin: life.iin, occurredOn: '2026-10-25' });
  }

  async #replace(life: Life, iin: string): Promise<void> {
    const newIin = this.desk.newIin();
    if (!(await this.#send(life, 'replaceIin', { iin, newIin, basis: 'CORRECTION', occurredOn: '2026-10-24' }))) return;
    life.retired.push(iin);
    life.iin = newIin;
  }

  /** Sends until it is answered; whether it was registered. */
  async #send(life: Life, mutation: Mutation, what: Readonly<Record<string, unknown>>): Promise<boolean> {
    const expectedVersion = acknowledgedOf(life);
    const input = { ...what, source: 'act 1', idempotencyKey: randomUUID(), ...(mutation === 'registerBirth' ? {} : { expectedVersion }) };
    const body = JSON.stringify({
      query: `mutation ($input: ${INPUTS[mutation]}!) { ${mutation}(input: $input) { __typename ... on Registration { version } ... on Refusal { code } } }`,
      variables: { input },
    });
    const outcome = await this.#answered(mutation, body);
    if (this.desk.pauseMs !== undefined) await delay(this.desk.pauseMs);
    const registered = outcome?.__typename === 'Registration' && outcome.version === expectedVersion + 1;
    if (registered) life.acknowledged[mutation] += 1;
    else this.failures.push(`${mutation}: ${outcome === null ? 'never answered' : JSON.stringify(outcome)}`);
    return registered;
  }

  async #answered(mutation: Mutation, body: string): Promise<Outcome | null> {
    for (let attempt = 0; performance.now() < this.#stopAt + PATIENCE_MS; attempt += 1) {
      if (attempt === 1) this.repeated += 1;
      const outcome = await this.#ask(mutation, body);
      if (outcome !== null) return outcome;
      await delay(PAUSE_MS);
    }
    return null;
  }

  /** The outcome of one attempt; null when the answer is none, or that something is away. */
  async #ask(mutation: Mutation, body: string): Promise<Outcome | null> {
    this.#sent += 1;
    const { urls, token, hears } = this.desk;
    const heard = await exchange({ url: urls[this.#sent % urls.length] ?? '', token, purpose: 'CIVIL_REGISTRATION', body });
    hears?.(heard);
    return heard.data?.[mutation] ?? null;
  }

  #chance(what: string): number {
    return chance(this.desk.seed, what, this.desk.number, this.lives.length);
  }
}
