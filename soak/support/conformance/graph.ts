import { Kind, parse } from 'graphql';
import { composeServices } from '@apollo/composition';
import { chance } from '../../../subgraphs/shared/synthetic/seed.js';
import { memorySubgraph, type Fields, type MemorySource, type Resolver, type Store, type Stored } from './memory-subgraph.js';

/** What the subgraphs of a graph share, so that every gateway finds the same: it is set before each operation. */
export class World {
  /** Decides which values are missing, and which fail. */
  seed = 0;
  /** Fields that neither are missing nor fail. */
  spared: ReadonlySet<string> = new Set();
  /** What mutations have done. */
  readonly done: string[] = [];

  reset(seed: number, spared: ReadonlySet<string> = new Set()): void {
    this.seed = seed;
    this.spared = spared;
    this.done.length = 0;
  }
}

/** A supergraph whose answers one process can work out, too. */
export interface ComparedGraph {
  readonly name: string;
  readonly store: Store;
  /** SDL by name. */
  readonly subgraphs: Readonly<Record<string, string>>;
  /** What is worked out instead of looked up, the same for every subgraph that has the field. */
  readonly fields: Fields;
  /** Fields that are null or fail for some objects. */
  readonly flaky: Readonly<Record<string, readonly string[]>>;
  /** Fields that others require. */
  readonly required: readonly string[];
  /** What a subgraph must not be asked for. */
  readonly wrong: Readonly<Record<string, Fields>>;
  readonly world: World;
}

const FAILS = 0.07;
const IS_NULL = 0.16;

/** Every resolver of a graph, with what is missing and what fails. */
export function resolversOf({ fields, flaky, world }: ComparedGraph): Fields {
  const types = new Set([...Object.keys(fields), ...Object.keys(flaky)]);
  return Object.fromEntries([...types].map((type) => {
    const names = new Set([...Object.keys(fields[type] ?? {}), ...(flaky[type] ?? [])]);
    return [type, Object.fromEntries([...names].map((field) => {
      const resolve = fields[type]?.[field] ?? ((source: Stored, args: never) => propertyOf(source, field, args));
      return [field, flaky[type]?.includes(field) === true ? missingAtTimes(world, field, resolve) : resolve];
    }))];
  }));
}

export function propertyOf(source: Stored, field: string, args: never): unknown {
  const value = source[field];
  return typeof value === 'function' ? (value as Resolver)(args, undefined as never) : value;
}

/** Whether it is depends on the object and the field, and not on who asks, or when. */
const missingAtTimes = (world: World, field: string, resolve: Resolver): Resolver => (source: Stored, args) => {
  if (world.spared.has(field)) return resolve(source as never, args);
  const draw = chance(world.seed, field, String(source['id'] ?? source['key']));
  if (draw < FAILS) throw new Error(`${field} fails`);
  return draw < IS_NULL ? null : resolve(source as never, args);
};

/** The subgraphs of a graph. */
export function sourcesOf(graph: ComparedGraph): readonly MemorySource[] {
  const all = resolversOf(graph);
  return Object.entries(graph.subgraphs).map(([name, sdl]) => memorySubgraph(name, { sdl, fields: withWrong(declaredIn(sdl, all), graph.wrong[name] ?? {}) }, graph.store));
}

const withWrong = (fields: Fields, wrong: Fields): Fields => ({ ...fields, ...Object.fromEntries(Object.entries(wrong).map(([type, own]) => [type, { ...fields[type], ...own }])) });

/** The resolvers of those fields that a subgraph resolves itself. */
function declaredIn(sdl: string, all: Fields): Fields {
  const types = parse(sdl, { noLocation: true }).definitions.filter((type) => type.kind === Kind.OBJECT_TYPE_DEFINITION);
  return Object.fromEntries(types.map(({ name, fields = [] }) => {
    const own = fields.filter(({ directives = [] }) => !directives.some((directive) => directive.name.value === 'external')).map((field) => field.name.value);
    return [name.value, Object.fromEntries(Object.entries(all[name.value] ?? {}).filter(([field]) => own.includes(field)))];
  }));
}

/** The supergraph; throws with the composition errors. */
export function composeMemory(sources: readonly MemorySource[]): string {
  const services = sources.map(({ name, typeDefs, header }) => ({ name, typeDefs: parse(header + typeDefs), url: `http://${name}.invalid` }));
  const { supergraphSdl, errors } = composeServices(services);
  if (supergraphSdl === undefined) throw new Error(errors?.map(({ message }) => message).join('\n'));
  return supergraphSdl;
}
