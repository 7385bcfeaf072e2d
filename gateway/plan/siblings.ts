import type { ExecutablePlan } from './executable.js';

/** Which fetches of one run may soon ask the same subgraph as others: what they wait for has been asked and has not come. */
export class Siblings {
  /** How many, by subgraph. */
  readonly #near = new Map<string, number>();
  /** For each step, how many of those that it waits for have not begun. */
  readonly #far: number[];

  constructor(private readonly plan: ExecutablePlan) {
    this.#far = plan.map(({ waitsFor }) => waitsFor);
  }

  /** A step has begun. */
  began(number: number): void {
    const step = this.plan[number];
    if (step?.hasSiblings === true) this.#add(step.fetch.programme, -1);
    for (const next of step?.next ?? []) {
      const after = this.plan[next];
      const far = (this.#far[next] ?? 0) - 1;
      this.#far[next] = far;
      if (far === 0 && after?.hasSiblings === true) this.#add(after.fetch.programme, 1);
    }
  }

  areNear(programme: string): boolean {
    return (this.#near.get(programme) ?? 0) > 0;
  }

  #add(programme: string, count: number): void {
    this.#near.set(programme, (this.#near.get(programme) ?? 0) + count);
  }
}
