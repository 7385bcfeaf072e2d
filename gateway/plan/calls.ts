import { MAX_REPRESENTATIONS } from '../../subgraphs/shared/doors/representations.js';
import { restOfTurn } from '../turn.js';
import type { Answer } from '../upstream/answer.js';
import type { ExecutableStep } from './executable.js';
import { MergedCall, type Asked } from './merged-call.js';
import { requestOf } from './request.js';
import type { Run } from './run.js';
import { SharedEntities } from './shared-entities.js';
import type { Siblings } from './siblings.js';

interface Waiting extends Asked {
  resolve(answer: Answer | null | Promise<Answer | null>): void;
}

/** How many more turns a call waits for others that are near: answers that were asked for together come within a few. */
const TURNS = 4;

/**
 * The calls of one run. Fetches that ask the same subgraph about entities and are ready in the same turn of the event loop, or in
 * one of the next few, make one call. None waits for an answer that takes its time: turns pass whether it comes or not.
 */
export class Calls {
  readonly #waiting = new Map<string, Waiting[]>();
  readonly #shared = new SharedEntities();
  #plain = true;

  constructor(
    private readonly run: Run,
    /** Null where the plan has no fetches that could be put together. */
    private readonly siblings: Siblings | null,
  ) {}

  /** Whether no text that has come so far has anything that JSON escapes. */
  get isPlain(): boolean {
    return this.#plain;
  }

  /** What has come is taken into account. */
  came(answer: Answer | null): void {
    if (answer?.isPlain === false) this.#plain = false;
  }

  /** The answer to a fetch of root fields; null when there was none. */
  root(step: ExecutableStep): Promise<Answer | null> {
    return this.run.ask(step.fetch.programme, requestOf(step, this.run, null));
  }

  /** The answer to a fetch of entities, as if it had been made alone; null when there was none. */
  entities(asked: Asked): Promise<Answer | null> {
    const { share } = asked.step;
    return share === null ? this.#asked(asked) : this.#shared.answer(share, asked.texts, (texts) => this.#asked({ ...asked, texts }));
  }

  #asked(asked: Asked): Promise<Answer | null> {
    if (!asked.step.hasSiblings || asked.context !== '') return this.#alone(asked);
    return new Promise((resolve) => this.#wait(asked.step.fetch.programme, { ...asked, resolve }));
  }

  #wait(programme: string, one: Waiting): void {
    const waiting = this.#waiting.get(programme);
    waiting?.push(one);
    if (waiting !== undefined) return;
    this.#waiting.set(programme, [one]);
    void this.#gather(programme);
  }

  #alone({ step, texts, context }: Asked): Promise<Answer | null> {
    return this.run.ask(step.fetch.programme, requestOf(step, this.run, texts.join(','), context));
  }

  async #gather(programme: string): Promise<void> {
    await restOfTurn();
    for (let turn = 0; turn < TURNS && this.siblings?.areNear(programme) === true; turn += 1) await restOfTurn();
    const waiting = this.#waiting.get(programme) ?? [];
    this.#waiting.delete(programme);
    const size = waiting.reduce((sum, { texts }) => sum + texts.length, 0);
    if (waiting.length > 1 && size <= MAX_REPRESENTATIONS) return this.#together(programme, waiting);
    for (const one of waiting) one.resolve(this.#alone(one));
  }

  /** Where nothing came of all together, each may still have an answer of its own. */
  async #together(programme: string, waiting: readonly Waiting[]): Promise<void> {
    const call = new MergedCall(waiting);
    const answer = await this.run.ask(programme, call.request(this.run));
    const answers = answer === null ? waiting.map(() => null) : call.answers(answer);
    for (const [index, one] of waiting.entries()) one.resolve(answers === null ? this.#alone(one) : answers[index] ?? null);
  }
}
