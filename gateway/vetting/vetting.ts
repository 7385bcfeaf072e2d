import { Kind, parse, print, type DocumentNode, type OperationDefinitionNode } from 'graphql';
import type { Audience } from '../audience.js';
import { worthOf, type Cost } from '../bounds/cost/cost.js';
import { limitsOf, pastBounds } from '../bounds/table.js';
import { BoundedCache } from '../../subgraphs/shared/bounded-cache.js';
import type { PlanNode } from '../plan/nodes.js';
import type { Planning } from '../plan/planner.js';
import type { VariablesBound } from '../client-operation.js';
import { documentHash } from '../document-hash.js';
import { Condemned } from './condemned.js';
import { busy, tooCostly } from './refusals.js';
import type { Costly, Failed, Outcome, Refused, Task } from './tasks.js';
import { NotDone, type Rank, type Threads } from './threads.js';

/** A document that its sender may run. */
export interface Vetted {
  readonly kind: 'vetted';
  readonly document: DocumentNode;
  /** What its variables must keep to for one of its operations; null when they may be anything. */
  boundOf(operation: OperationDefinitionNode): VariablesBound | null;
}

export type Verdict = Vetted | Refused;

/** Hears how each document came out that was not known, and how long that took. */
export type VettingObserver = (task: Task['kind'], outcome: Outcome['kind'] | 'busy', seconds: number) => void;

const CAPACITY = 1_000;
/** Longer documents are vetted each time: what is kept is bounded in bytes, too. */
const LONGEST = 64 * 1024;

/**
 * Judges documents that are not known. The work is done by threads, because a document can be made to take any time: this
 * one parses what was accepted, which is bounded by then. A document that a thread did not outlive is refused at once when
 * it comes again.
 */
export class Vetting implements Planning {
  readonly #vetted = new BoundedCache<Vetted>(CAPACITY);
  readonly #underWay = new Map<string, Promise<Verdict>>();
  readonly #condemned = new Condemned();

  constructor(
    private readonly threads: Pick<Threads, 'perform' | 'close'>,
    private readonly observe: VettingObserver = () => undefined,
  ) {}

  /** Rejects with `DOCUMENT_TOO_COSTLY`, or `UNAVAILABLE` where there is no thread in time. */
  async vet(text: string, audience: Audience): Promise<Verdict> {
    const digest = documentHash(text);
    const key = `${audience} ${digest}`;
    const known = this.#vetted.get(key);
    if (known !== undefined) return known;
    const underWay = this.#underWay.get(key);
    if (underWay !== undefined) return underWay;
    const verdict = this.#judge(text, digest, audience);
    this.#underWay.set(key, verdict);
    try {
      const found = await verdict;
      if (found.kind === 'vetted' && text.length <= LONGEST) this.#vetted.getOrMake(key, () => found);
      return found;
    } finally {
      this.#underWay.delete(key);
    }
  }

  /** The plan of an operation that was vetted as part of the document with that hash. Rejects like `vet`. */
  async plan(document: DocumentNode, operationName: string | null, digest: string): Promise<PlanNode | null> {
    const outcome = await this.#perform({ kind: 'plan', text: print(document), operationName }, digest, 0);
    if (outcome.kind !== 'planned') throw new Error('A plan was asked for, and something else came.');
    return outcome.plan;
  }

  close(): Promise<void> {
    return this.threads.close();
  }

  async #judge(text: string, digest: string, audience: Audience): Promise<Verdict> {
    const outcome = await this.#perform({ kind: 'check', text, audience }, digest, audience === 'anonymous' ? 1 : 0);
    if (outcome.kind === 'refused') return outcome;
    if (outcome.kind !== 'accepted') throw new Error('A check was asked for, and something else came.');
    return vetted(parse(text, { noLocation: true }), outcome.costs, audience);
  }

  async #perform(task: Task, digest: string, rank: Rank): Promise<Exclude<Outcome, Costly | Failed>> {
    if (this.#condemned.has(digest)) throw tooCostly();
    const began = performance.now();
    const outcome = await this.threads.perform(task, rank).catch(undone);
    this.observe(task.kind, outcome.kind, (performance.now() - began) / 1000);
    if (outcome.kind === 'busy') throw busy();
    if (outcome.kind === 'failed') throw outcome.error;
    if (outcome.kind !== 'costly') return outcome;
    this.#condemned.add(digest);
    throw tooCostly();
  }
}

function undone(error: unknown): Costly | { readonly kind: 'busy' } {
  if (error instanceof NotDone) return { kind: error.reason === 'BUSY' ? 'busy' : 'costly' };
  throw error;
}

function vetted(document: DocumentNode, costs: readonly (Cost | null)[], audience: Audience): Vetted {
  const limits = limitsOf(audience);
  const operations = document.definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  const bounds = new Map(operations.map((operation, index): [OperationDefinitionNode, VariablesBound | null] => {
    const cost = costs[index] ?? null;
    return [operation, cost === null ? null : (variables) => pastBounds(worthOf(cost, variables), limits)];
  }));
  return { kind: 'vetted', document, boundOf: (operation) => bounds.get(operation) ?? null };
}
