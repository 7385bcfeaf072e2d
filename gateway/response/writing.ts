import type { GraphQLLeafType } from 'graphql';
import { valueAt } from '../plan/missing.js';
import type { Data } from '../plan/nodes.js';
import { PlanError } from '../plan/plan-error.js';

/** A field at one place of an operation. */
export interface WrittenField {
  /** Key in the data. */
  readonly key: string;
  /** Response keys from the root; `@` stands for the item of a list. */
  readonly path: readonly string[];
  /** The programme that answers for what stands there: owner of the last field on the path that has an owner. */
  readonly programme: string | null;
}

/** A value at a place, a field's or a list item's, for what is written otherwise than most. */
export interface Place extends WrittenField {
  readonly nonNull: boolean;
  /** Null where an object or a list is expected. */
  readonly leaf: GraphQLLeafType | null;
}

/** Something that is missing from the response, and why; null for a value that the API schema has no room for. */
export interface Missing {
  readonly error: PlanError | null;
  readonly path: readonly (string | number)[];
  readonly place: Failing;
  /** What there is no room for: a value of a leaf, or the name of an object's type. */
  readonly value: unknown;
}

type Failing = Pick<Place, 'path' | 'programme' | 'nonNull' | 'leaf'>;

/** A value's text, or undefined for one that must not be null and is, which makes null of what it stands in. */
export type Text = string | undefined;

/** What the writing of one response needs besides the data, and what it finds. */
export class Writing {
  /** Index of the current item of each list that is being written, from the outermost in. */
  readonly at: number[] = [];
  readonly missing: Missing[] = [];
  /** Programmes of which something came that says more than that it exists: a bit for each (`Ownership.bitOf`). */
  came = 0;

  constructor(
    /** Answers to introspection, by response key. */
    private readonly introspected: ReadonlyMap<string, string>,
    /** Whether no text of the data has anything that JSON escapes. */
    readonly isPlain: boolean,
  ) {}

  introspection(key: string): string {
    return this.introspected.get(key) ?? 'null';
  }

  /** What stands for a value that is none of the usual: null, an error, nothing, or of another kind than its type says. */
  unusual(value: unknown, object: Data | null, place: Place, bit: number): Text {
    const known = value === undefined && object !== null ? valueAt(object, place.key) : value;
    if (known instanceof PlanError) return this.failed(place, known);
    if (known === null || known === undefined) return place.nonNull ? this.failed(place, null) : 'null';
    const text = place.leaf === null ? undefined : serialized(place.leaf, known);
    if (text === undefined) return this.failed(place, null, known);
    this.came |= bit;
    return text;
  }

  failed(place: Failing, error: PlanError | null, value?: unknown): Text {
    let list = 0;
    this.missing.push({ error, place, value, path: place.path.map((key) => (key === '@' ? (this.at[list++] ?? 0) : key)) });
    return place.nonNull ? undefined : 'null';
  }
}

/** A leaf as its type writes it, as JSON; undefined when it cannot. */
function serialized(type: GraphQLLeafType, value: unknown): Text {
  try {
    const written: unknown = type.serialize(value);
    return written === undefined || written === null ? undefined : JSON.stringify(written);
  } catch {
    return undefined;
  }
}

