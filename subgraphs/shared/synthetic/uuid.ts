import { chance } from './seed.js';

/**
 * An opaque id that is the same on every run: what it is made of must say where a record stands in the population
 * (household number, ordinal), never who it is about, because a hash of an IIN is no secret.
 */
export function syntheticUuid(seed: number, ...keys: readonly (string | number)[]): string {
  const word = (part: number): string => Math.floor(chance(seed, 'uuid', part, ...keys) * 2 ** 32).toString(16).padStart(8, '0');
  const hex = [0, 1, 2, 3].map(word).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`;
}
