import { isDeepStrictEqual } from 'node:util';
import type { ComparedAnswer } from './answer.js';
import { difference, nullsOf } from './compare.js';

/** Our answer and stock's, the latter to the operation in plain words; and both where nothing that is required is missing. */
interface Unlike {
  readonly own: ComparedAnswer;
  readonly plain: ComparedAnswer;
  readonly ownSpared: ComparedAnswer;
  readonly plainSpared: ComparedAnswer;
}

interface Deviation {
  readonly name: string;
  readonly why: string;
  readonly explains: (answers: Unlike) => boolean;
}

const withoutIndices = (nulls: readonly string[]): readonly string[] => [...new Set(nulls.map((path) => path.replaceAll(/\b\d+\b/g, '@')))].sort();
/** Whether an object has less in it, and nothing else. */
function isLess(value: unknown, whole: unknown): boolean {
  if (Array.isArray(value) && Array.isArray(whole)) return value.length === whole.length && value.every((item, index) => isLess(item, whole[index]));
  if (typeof value !== 'object' || value === null || typeof whole !== 'object' || whole === null) return isDeepStrictEqual(value, whole);
  return Object.entries(value).every(([key, one]) => Object.hasOwn(whole, key) && isLess(one, (whole as Readonly<Record<string, unknown>>)[key]));
}

const sameData = ({ own, plain }: Unlike): boolean => isDeepStrictEqual(own.data, plain.data);

/**
 * Where stock does not do what the specification says. Our own answers are held to what one process answers that has the
 * whole graph, these as all others. Two more are told apart beforehand (compare.ts):
 * - `words`: asked in plain words it answers as we do. It takes a client's alias for a key or a required field of that name, loses
 *   fields beside one whose condition is not met, and puts fragments at the root of a mutation together.
 * - `planner`: Apollo's planner, which we use, too, fails on the operation with an internal error. Nobody answers.
 */
export const DEVIATIONS: readonly Deviation[] = [
  { name: 'required', why: 'what could not be had it sends as null, and passes on what is computed from that', explains: ({ ownSpared, plainSpared }) => difference(ownSpared, plainSpared) === null },
  { name: 'types', why: 'behind an interface object it forgets of which type an object is, and leaves out what fragments ask', explains: ({ own, plain, ownSpared, plainSpared }) => isLess(plain.data, own.data) || isLess(plainSpared.data, ownSpared.data) },
  { name: 'indices', why: 'in lists of which a fetch concerns some items it counts wrong', explains: (answers) => sameData(answers) && isDeepStrictEqual(withoutIndices(nullsOf(answers.own)), withoutIndices(nullsOf(answers.plain))) },
  { name: 'unasked', why: 'it passes on errors of fields that were asked of another type', explains: (answers) => sameData(answers) && nullsOf(answers.own).every((path) => nullsOf(answers.plain).includes(path)) },
];
