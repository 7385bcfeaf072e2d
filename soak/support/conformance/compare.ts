import { isDeepStrictEqual } from 'node:util';
import { loadOpenGraph } from '../../../gateway/schema/graph.js';
import { explained, type Answering, type ComparedAnswer, type ErrorPath } from './answer.js';
import { DEVIATIONS } from './deviations.js';
import { composeMemory, sourcesOf, type ComparedGraph } from './graph.js';
import { ourGateway, schemasOf, stockGateway } from './gateways.js';
import { Monolith } from './monolith.js';
import { NOTHING, operations as operationsOf, PLAIN, type ComparedOperation, type Operation } from './operations.js';

/** What was wrong with our answer, or else by which known deviation stock was unlike it, if it was. */
export type Verdict = { readonly wrong: string } | { readonly deviation: string | null };

export const keysOf = (paths: readonly ErrorPath[]): readonly string[] => [...new Set(paths.map((path) => JSON.stringify(path)))].sort();

/** The nulls that an answer's errors explain. */
export const nullsOf = ({ data, paths }: ComparedAnswer): readonly string[] => keysOf(paths.map((path) => explained(data, path)));

/** What is different between two answers in data and in the nulls that have an error; null where nothing is. */
export function difference(own: ComparedAnswer, reference: ComparedAnswer): string | null {
  if (!isDeepStrictEqual(own.data, reference.data)) return `data: ${JSON.stringify(own.data)} instead of ${JSON.stringify(reference.data)}`;
  const [nulls, expected] = [nullsOf(own), nullsOf(reference)];
  return isDeepStrictEqual(nulls, expected) ? null : `errors explain ${nulls.join(' ')} instead of ${expected.join(' ')}`;
}

/** An error stands where something fails, and each only once. */
function misplaced({ paths }: ComparedAnswer, failing: readonly ErrorPath[]): string | null {
  const places = new Set(keysOf(failing));
  const wrong = keysOf(paths).filter((path) => !places.has(path));
  if (wrong.length > 0) return `errors at ${wrong.join(' ')}, what fails is ${[...places].join(' ')}`;
  return keysOf(paths).length === paths.length ? null : 'an error twice';
}

/** A graph with everybody who answers for it. */
export class Comparison {
  private constructor(
    private readonly graph: ComparedGraph,
    private readonly own: Answering,
    private readonly monolith: Monolith,
    private readonly stock: Answering & { readonly close: () => Promise<void> },
    readonly operations: ReturnType<typeof operationsOf>,
  ) {}

  static async of(graph: ComparedGraph): Promise<Comparison> {
    const sources = sourcesOf(graph);
    const sdl = composeMemory(sources);
    const schemas = schemasOf(sources);
    const loaded = loadOpenGraph(sdl);
    return new Comparison(graph, ourGateway(loaded, schemas), new Monolith(loaded.apiSchema, graph), await stockGateway(sdl, schemas), operationsOf(loaded.apiSchema));
  }

  close(): Promise<void> {
    return this.stock.close();
  }

  /** Asks everybody the same, with what is missing decided by `seed`. */
  async compare(operation: ComparedOperation, seed: number): Promise<Verdict> {
    const { query, variables } = operation;
    const { world } = this.graph;
    world.reset(seed);
    const own = await this.own.ask(query, variables).catch((error: unknown) => String(error));
    if (typeof own === 'string') return this.#unplanned(own, operation, seed);
    world.reset(seed);
    const right = await this.monolith.ask(query, variables);
    world.reset(seed);
    const failing = await this.monolith.failing(query, variables);
    const wrong = difference(own, right) ?? misplaced(own, failing);
    return wrong === null ? this.#unlikeStock(own, operation, seed) : { wrong };
  }

  /** Where Apollo's planner gives up there is nothing to execute, for stock neither. */
  async #unplanned(why: string, operation: ComparedOperation, seed: number): Promise<Verdict> {
    const theirs = await this.#askStock(operation, seed);
    return theirs.data === null && theirs.paths.length > 0 ? { deviation: 'planner' } : { wrong: why };
  }

  async #unlikeStock(own: ComparedAnswer, operation: ComparedOperation, seed: number): Promise<Verdict> {
    const theirs = await this.#askStock(operation, seed);
    const unlike = difference(own, theirs);
    if (unlike === null) return { deviation: null };
    const plain = plainAnswer(await this.#askStock(operation.plain, seed));
    if (difference(own, plain) === null) return { deviation: 'words' };
    const spared = new Set(this.graph.required);
    this.graph.world.reset(seed, spared);
    const ownSpared = await this.own.ask(operation.query, operation.variables);
    const plainSpared = plainAnswer(await this.#askStock(operation.plain, seed, spared));
    const deviation = DEVIATIONS.find(({ explains }) => explains({ own, plain, ownSpared, plainSpared }));
    return deviation === undefined ? { wrong: `unlike stock, ${difference(own, plain)}` } : { deviation: deviation.name };
  }

  #askStock({ query, variables }: Operation, seed: number, spared?: ReadonlySet<string>): Promise<ComparedAnswer> {
    this.graph.world.reset(seed, spared);
    return this.stock.ask(query, variables);
  }
}

/** The answer to a plain operation in the words of the operation that it stands for. */
function plainAnswer({ data, paths }: ComparedAnswer): ComparedAnswer {
  const plain = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(plain);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).flatMap(([key, one]) => (key === NOTHING ? [] : [[key.replace(PLAIN, ''), plain(one)]])));
  };
  return { data: plain(data), paths: paths.map((path) => path.map((key) => (typeof key === 'string' ? key.replace(PLAIN, '') : key))) };
}
