import { keysOf, placeOf, type Step } from './steps.js';
import type { Shape, ShapeField } from './shape.js';

/** A key that one step writes, and under which type conditions it asks for it. */
interface Written {
  readonly step: number;
  readonly on: readonly string[];
}

/** Which steps of a plan write which keys of which objects. */
export class Layout {
  /** Place of an object, then key. */
  readonly #keys = new Map<string, Map<string, Written[]>>();

  constructor(steps: readonly Step[]) {
    for (const [number, { path, fetch }] of steps.entries()) this.#add(number, keysOf(path), fetch.shape);
  }

  /** Whether several steps bring a part of what stands under a key: a value type that programmes share. */
  isShared(at: readonly string[], key: string): boolean {
    const written = this.#keys.get(placeOf(at))?.get(key) ?? [];
    return new Set(written.map(({ step }) => step)).size > 1;
  }

  /** Keys of an object that are other steps' to write, and that this one does not ask for of whatever type it is. */
  foreign(step: number, at: readonly string[]): ReadonlyMap<string, readonly (readonly string[])[]> {
    const foreign = new Map<string, readonly (readonly string[])[]>();
    for (const [key, written] of this.#keys.get(placeOf(at)) ?? []) {
      const own = written.filter((one) => one.step === step).map(({ on }) => on);
      if (own.length < written.length && !own.some((on) => on.length === 0)) foreign.set(key, own);
    }
    return foreign;
  }

  #add(step: number, at: readonly string[], shape: Shape): void {
    for (const { target, on, fields } of shape) {
      this.#keysAt(placeOf(at), target).push({ step, on });
      if (fields !== null) this.#add(step, [...at, target], fields);
    }
  }

  #keysAt(place: string, key: string): Written[] {
    const keys = this.#keys.get(place) ?? new Map<string, Written[]>();
    this.#keys.set(place, keys);
    const written = keys.get(key) ?? [];
    keys.set(key, written);
    return written;
  }
}

/** Whether a field or one below it comes under another key than it is kept under. */
export const isRenamed = ({ key, target, fields }: ShapeField): boolean => key !== target || (fields?.some(isRenamed) ?? false);
