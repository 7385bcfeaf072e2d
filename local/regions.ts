import { KATO } from '../subgraphs/shared/scalars/scalars.js';
import { reason } from './failure.js';

/** Why a text names no region of an official, or null; `*` is the whole country. */
export function problemOfRegion(text: string): string | null {
  if (text === '*') return null;
  try {
    KATO.parseValue(text);
    return null;
  } catch (error) {
    return reason(error);
  }
}
