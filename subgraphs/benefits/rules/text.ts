import type { LocalizedText } from '../../shared/language.js';

/** A sentence of an explanation. */
export const text = (kk: string, ru: string, en: string): LocalizedText => ({ kk, ru, en });
