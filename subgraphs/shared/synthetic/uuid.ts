/** Four words of 32 bits, big end first. */
export type UuidWords = readonly [number, number, number, number];

function mix(word: number): number {
  const hash = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  const again = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return again ^ (again >>> 16);
}

/** A number for a table's name, so that rows of two tables under one key have nothing in common. */
export function tableNumber(table: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < table.length; i += 1) hash = Math.imul(hash ^ table.charCodeAt(i), 0x01000193);
  return mix(hash);
}

/**
 * The public id of a synthetic row: the same on every run, and different for every row of a table because two of its words
 * are the row's key under a permutation (a Feistel network of six rounds). It says where a row stands in the population,
 * never who it is about: a hash of an IIN is no secret.
 */
export function uuidWords(seed: number, table: number, key: number): UuidWords {
  let left = Math.floor(key / 2 ** 32) | 0;
  let right = key | 0;
  for (let round = 1; round <= 6; round += 1) [left, right] = [right, left ^ mix(right ^ Math.imul(round, 0x9e3779b9) ^ seed ^ table)];
  const second = mix(left ^ Math.imul(right, 0x85ebca6b) ^ seed);
  const third = mix(right ^ Math.imul(left, 0xc2b2ae35) ^ table);
  // Version 4, the variant of RFC 9562.
  return [left >>> 0, ((second & 0xffff0fff) | 0x4000) >>> 0, ((third & 0x3fffffff) | 0x80000000) >>> 0, right >>> 0];
}

/** A row's public id as text. */
export function syntheticUuid(seed: number, table: string, key: number): string {
  const hex = uuidWords(seed, tableNumber(table), key).map((word) => word.toString(16).padStart(8, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
