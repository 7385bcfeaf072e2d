import type { Answer, SubgraphError } from '../upstream/answer.js';

/** What one call said of one entity. */
interface Part {
  /** As JSON: whoever takes an entity over adds to it. */
  readonly text: string;
  /** Their paths begin below the entity; null for one about no entity in particular. */
  readonly errors: readonly SubgraphError[];
  readonly isPlain: boolean;
}

/** Asks about those entities, by their representations. */
type Ask = (texts: readonly string[]) => Promise<Answer | null>;

const NONE: Promise<null> = Promise.resolve(null);

/** What has been asked of entities in one run, for steps that ask for the same. */
export class SharedEntities {
  readonly #parts = new Map<string, Promise<Part | null>>();

  /** The answer about some entities, of which only those are asked about that nobody has asked about before; null when there was none for one of them. */
  async answer(share: string, texts: readonly string[], ask: Ask): Promise<Answer | null> {
    const missing = texts.filter((text) => !this.#parts.has(share + text));
    const asked = missing.length === 0 ? null : ask(missing);
    for (const [index, text] of missing.entries()) this.#parts.set(share + text, partOf(asked, index, missing.length));
    // Before the answer is anybody's, who puts errors into it and adds to it.
    const parts = await Promise.all(texts.map((text) => this.#parts.get(share + text) ?? NONE));
    if (asked !== null && missing.length === texts.length) return asked;
    const known = parts.filter((part) => part !== null);
    if (known.length < parts.length) return null;
    return {
      data: { _entities: known.map(({ text }) => JSON.parse(text) as unknown) },
      errors: known.flatMap(({ errors }, index) => errors.map((error) => ({ ...error, path: error.path && ['_entities', index, ...error.path] }))),
      isPlain: known.every(({ isPlain }) => isPlain),
    };
  }
}

async function partOf(asked: Promise<Answer | null> | null, index: number, count: number): Promise<Part | null> {
  const answer = (await asked) ?? null;
  if (answer === null) return null;
  const entities: unknown = answer.data !== null && Object.hasOwn(answer.data, '_entities') ? answer.data['_entities'] : null;
  if (entities !== null && !(Array.isArray(entities) && entities.length === count)) return null;
  const errors = answer.errors.flatMap((error): SubgraphError[] => {
    const [, entity, ...below] = error.path ?? [];
    if (typeof entity !== 'number') return [{ ...error, path: null }];
    return entity === index ? [{ ...error, path: below }] : [];
  });
  return { text: JSON.stringify((entities as readonly unknown[] | null)?.[index] ?? null), errors, isPlain: answer.isPlain };
}
