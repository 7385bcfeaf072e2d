import type { CohortFilter } from '../../../../../subgraphs/audit/modules/cohort/filter/cohort-filter.type.js';
import { holds, type TrueChild } from './truth.js';

/** Of each child, in their order, whether it is in: one or zero. */
export type Members = Uint8Array;

/** Who is in a cohort, as `holds` says of each part of a filter: once, however often and wherever an attacker asks for the part. */
export class Membership {
  readonly #parts = new Map<string, Members>();

  constructor(
    private readonly children: readonly TrueChild[],
    private readonly day: string,
  ) {}

  of({ all, any, not, ...part }: CohortFilter): Members {
    const members = Uint8Array.from(this.#ofPart(part));
    for (const one of all ?? []) this.#each(members, this.of(one), (is, other) => is & other);
    if (any != null) this.#each(members, this.#ofAny(any), (is, other) => is & other);
    if (not != null) this.#each(members, this.of(not), (is, other) => is & (1 - other));
    return members;
  }

  #ofAny(filters: readonly CohortFilter[]): Members {
    const members = new Uint8Array(this.children.length);
    for (const one of filters) this.#each(members, this.of(one), (is, other) => is | other);
    return members;
  }

  #ofPart(part: CohortFilter): Members {
    const words = JSON.stringify(part);
    const found = this.#parts.get(words) ?? Uint8Array.from(this.children, (child) => (holds(child, part, this.day) ? 1 : 0));
    this.#parts.set(words, found);
    return found;
  }

  #each(members: Members, others: Members, combine: (is: number, other: number) => number): void {
    for (let i = 0; i < members.length; i += 1) members[i] = combine(members[i] ?? 0, others[i] ?? 0);
  }
}
