import type { Answer, SubgraphError } from '../upstream/answer.js';
import type { SubgraphRequest } from '../upstream/client.js';
import type { ExecutableStep } from './executable.js';
import { requestOf, variablesOf } from './request.js';
import type { Run } from './run.js';

/** What one fetch asks of entities. */
export interface Asked {
  readonly step: ExecutableStep;
  /** Representations as JSON. */
  readonly texts: readonly string[];
  /** Members of the request's variables that only these objects have; such a fetch is made alone. */
  readonly context: string;
}

/** Fetches with the same selection: one `_entities` of the call. */
interface Group {
  readonly step: ExecutableStep;
  readonly texts: string[];
  readonly known: Map<string, number>;
}

/** Where in the call the entities of a fetch are. */
interface Member {
  readonly group: number;
  readonly numbers: readonly number[];
}

/**
 * Several fetches of entities from one subgraph as one call. Those that select the same share an `_entities`; where they select
 * leaves only, what they both ask about is asked once. (What has objects below is not shared: later fetches add to them, each to
 * its own.) Others are told apart by aliases.
 */
export class MergedCall {
  readonly #groups: Group[] = [];
  readonly #members: readonly Member[];

  constructor(asked: readonly Asked[]) {
    this.#members = asked.map((one) => this.#add(one));
  }

  request(run: Pick<Run, 'variables'>): SubgraphRequest {
    const [first] = this.#groups;
    if (first !== undefined && this.#groups.length === 1) return requestOf(first.step, run, first.texts.join(','));
    const fields = this.#groups.map(({ step }, i) => `${aliasOf(i)}:_entities(representations:$${aliasOf(i)})${step.fetch.entities?.selection ?? ''}`);
    const own = this.#groups.map((_group, i) => `$${aliasOf(i)}:[_Any!]!`);
    const definitions = new Set(this.#groups.flatMap(({ step }) => step.fetch.entities?.definitions ?? []));
    const query = `query(${[...own, ...definitions].join(',')}){${fields.join(' ')}}`;
    const representations = this.#groups.map(({ texts }, i) => `"${aliasOf(i)}":[${texts.join(',')}]`);
    const names = new Set(this.#groups.flatMap(({ step }) => step.fetch.variables));
    return { body: `{"query":${JSON.stringify(query)},"variables":{${[...representations, ...variablesOf(names, run)].join(',')}}}`, readOnly: true };
  }

  /** The answer as each of the fetches would have got it; null where there is none for anybody. */
  answers({ data, errors, isPlain }: Answer): readonly Answer[] | null {
    if (data === null) return null;
    return this.#members.map(({ group, numbers }) => {
      const name = this.#groups.length === 1 ? '_entities' : aliasOf(group);
      const entities: unknown = Object.hasOwn(data, name) ? data[name] : undefined;
      const whole = Array.isArray(entities) && entities.length === this.#groups[group]?.texts.length ? entities as unknown[] : null;
      return { data: whole === null ? {} : { _entities: numbers.map((number) => whole[number]) }, errors: errors.flatMap((error) => errorsFor(error, name, numbers)), isPlain };
    });
  }

  #add({ step, texts }: Asked): Member {
    const selection = step.fetch.entities?.selection;
    const found = this.#groups.findIndex((one) => one.step.fetch.entities?.selection === selection);
    const group = found === -1 ? this.#groups.push({ step, texts: [], known: new Map() }) - 1 : found;
    const into = this.#groups[group];
    const isShared = step.fetch.shape.every(({ fields }) => fields === null);
    return { group, numbers: texts.map((text) => (into === undefined ? 0 : numberIn(into, text, isShared))) };
  }
}

const aliasOf = (group: number): string => `e${group}`;

function numberIn({ texts, known }: Group, text: string, isShared: boolean): number {
  if (!isShared) return texts.push(text) - 1;
  const number = known.get(text) ?? texts.push(text) - 1;
  known.set(text, number);
  return number;
}

/** An error as a fetch sees it, for each of its entities that it is about; one about none in particular is about all. */
function errorsFor(error: SubgraphError, name: string, numbers: readonly number[]): SubgraphError[] {
  const { path } = error;
  if (path === null || path.length === 0) return [error];
  if (path[0] !== name) return [];
  if (path.length === 1) return [{ ...error, path: ['_entities'] }];
  return numbers.flatMap((number, index) => (number === path[1] ? [{ ...error, path: ['_entities', index, ...path.slice(2)] }] : []));
}
