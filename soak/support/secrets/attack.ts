import fc from 'fast-check';
import type { Actor } from './actors.js';
import { documentOf, rootsOf, sweep, type Document, type Probe } from './probe.js';
import type { Secret } from './row.js';
import type { Target } from './target.js';

/** What an attacker compares: the answers while one secret is true with those while the other is. */
export interface Attack {
  readonly secrets: readonly [Secret, Secret];
  readonly actors: readonly Actor[];
  /** Whom the secret is about. */
  readonly iin: string;
  /** Root fields that somebody may know by, as `role field`. */
  readonly known?: ReadonlySet<string>;
}

interface Attempt {
  readonly actor: number;
  readonly probes: readonly Probe[];
}

/** Questions that are asked between two changes of the secret: a change takes as long as some answers. */
const AT_ONCE = 16;

/** How often two answers must differ: a log of accesses, which the attacker's own reach seconds later, differs by chance for a while. */
const TIMES = 6;

/** Questions answered in two ways that are asked again together: one that stays so is enough, and where a secret is open nearly all do. */
const FEW = 4;

/** Runs between two looks at the clock. */
const RUNS = 3;

const MOST_LINES = 20;

const probes = fc.record({
  root: fc.nat(40),
  steps: fc.array(fc.nat(20), { maxLength: 5 }),
  values: fc.array(fc.nat(13), { maxLength: 10 }),
  style: fc.nat(2),
});

const attempts = (actors: number): fc.Arbitrary<Attempt> => fc.record({ actor: fc.nat(actors - 1), probes: fc.array(probes, { minLength: 1, maxLength: 3 }) });

/** How far, how long, and from where on. */
export interface Effort {
  /** How far from the person everything is asked before anything is drawn, and that only every so many times. */
  readonly steps: number;
  readonly every: number;
  readonly seed: number;
  readonly milliseconds: number;
}

/** What came of it: how many operations were compared, and the smallest that tells the secret. */
export interface Outcome {
  readonly operations: number;
  readonly leak: string | null;
}

interface Question {
  readonly actor: Actor;
  readonly document: Document;
}

/** Two answers were not the same. */
class Told extends Error {}

class Attacker {
  operations = 0;

  constructor(private readonly target: Target, private readonly what: Attack) {}

  /** Asks everything in both states, first in the one that is the case. */
  async compare(some: readonly Attempt[]): Promise<void> {
    const asked = some.flatMap((attempt) => this.#written(attempt));
    this.operations += asked.length;
    const { questions } = await this.#differing(asked);
    for (let n = 0; n < questions.length; n += FEW) {
      const difference = await this.#differingStill(questions.slice(n, n + FEW));
      if (difference !== null) throw new Told(difference);
    }
  }

  /** What differs once and not again is the machine's doing: a programme that was late. */
  async #differingStill(some: readonly Question[]): Promise<string | null> {
    let [questions, difference]: [readonly Question[], string | null] = [some, null];
    for (let time = 1; time < TIMES && questions.length > 0; time += 1) ({ questions, difference } = await this.#differing(questions));
    return difference;
  }

  /** Those of some questions that are answered in two ways, and the first of them with its answers. */
  async #differing(asked: readonly Question[]): Promise<{ questions: Question[]; difference: string | null }> {
    const answersIf = async (secret: Secret): Promise<string[]> => {
      await this.target.stage.be(secret);
      return inTurn(asked, ({ actor, document }) => this.target.ask(actor, document));
    };
    const [first, second] = this.what.secrets;
    const [now, then] = this.target.stage.is(second) ? [second, first] : [first, second];
    const [one, other] = [await answersIf(now), await answersIf(then)];
    const n = asked.findIndex((_, index) => one[index] !== other[index]);
    const found = asked[n];
    return {
      questions: asked.filter((_, index) => one[index] !== other[index]),
      difference: found === undefined ? null : `${JSON.stringify(found.actor)}\n${found.document.query}\n${JSON.stringify(found.document.variables)}\n${differences(one[n] ?? '', other[n] ?? '')}`,
    };
  }

  /** What everybody would ask first. */
  async sweep(steps: number, every: number): Promise<void> {
    const { actors, iin } = this.what;
    const all = actors.flatMap(({ door }, actor) => sweep(this.target.schemaAt(door), iin, steps).map((drawn) => ({ actor, probes: drawn })));
    await this.compare(all.filter((_, n) => n % every === 0));
  }

  #written({ actor: number, probes: drawn }: Attempt): Question[] {
    const actor = this.what.actors[number];
    if (actor === undefined) return [];
    const schema = this.target.schemaAt(actor.door);
    const roots = rootsOf(schema);
    const open = drawn.filter(({ root }) => this.what.known?.has(`${actor.role} ${roots[root % roots.length]}`) !== true);
    return open.length === 0 ? [] : [{ actor, document: documentOf(schema, open) }];
  }
}

/** So many at once, and the answers in the order of the questions. */
export async function inTurn<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const answers: R[] = [];
  const waiting = items.entries();
  const worker = async (): Promise<void> => {
    for (const [n, item] of waiting) answers[n] = await work(item);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return answers;
}

/** The lines in which two answers differ. */
export function differences(one: string, other: string): string {
  const [lines, others] = [one.split('\n'), other.split('\n')];
  const differ = lines.flatMap((line, n) => (line === others[n] ? [] : [`- ${line}\n+ ${others[n] ?? ''}`]));
  return differ.slice(0, MOST_LINES).join('\n');
}

/** A difference that was found; anything else is a fault. */
function told(error: unknown): string {
  if (error instanceof Told) return error.message;
  throw error;
}

/** Lets an attacker try: what is near first, then whatever comes, until the time is up or the secret is out. */
export async function attack(target: Target, what: Attack, { steps, every, seed, milliseconds }: Effort): Promise<Outcome> {
  const attacker = new Attacker(target, what);
  const first = await attacker.sweep(steps, every).then(() => null, told);
  if (first !== null) return { operations: attacker.operations, leak: first };
  const property = fc.asyncProperty(fc.array(attempts(what.actors.length), { minLength: 1, maxLength: AT_ONCE, size: 'max' }), (some) => attacker.compare(some));
  const began = performance.now();
  // Not interrupted by fast-check, which would leave the run under way, with its secret, behind.
  for (let round = 0; performance.now() - began < milliseconds; round += 1) {
    const details = await fc.check(property, { seed: seed + round, numRuns: RUNS, endOnFailure: false });
    if (details.failed) return { operations: attacker.operations, leak: told(details.errorInstance) };
  }
  return { operations: attacker.operations, leak: null };
}
