import type { LocalizedText } from '../language.js';

/** A sentence of an explanation. */
export const text = (kk: string, ru: string, en: string): LocalizedText => ({ kk, ru, en });
