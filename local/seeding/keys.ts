import { BLOCK } from '../population/iin.js';

/*
 * Keys of rows follow from where a household stands, so that whoever makes its rows needs to ask nobody: those of block n
 * begin at (n + 1) · 2^20 in every table. What migrations and a seed's `first` write stays below.
 */

const KEYS_OF_A_BLOCK = 2 ** 20;

export const blockOf = (household: number): number => Math.floor(household / BLOCK);

/** The first key of a block's rows, in every table. */
export const firstKey = (block: number): number => (block + 1) * KEYS_OF_A_BLOCK;

/** Which block a row's key belongs to; -1 for rows before any household. */
export const blockOfKey = (key: number): number => Math.floor(key / KEYS_OF_A_BLOCK) - 1;
