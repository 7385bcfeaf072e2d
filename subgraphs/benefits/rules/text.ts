import type { LocalizedText } from '../../shared/language.js';

/** A sentence of an explanation. */
export const text = (kk: string, ru: string, en: string): LocalizedText => ({ kk, ru, en });

const article = (kk: string, ru: string, en: string) => (at: string): LocalizedText => text(`${kk}, ${at}-бап`, `${ru}, ст. ${at}`, `${en}, art. ${at}`);

/** The Social Code, as `legalBasis` and steps name it. */
export const socialCode = article('Әлеуметтік кодекс', 'Социальный кодекс', 'Social Code');

/** The same as one line in English, as reference figures have it. */
export const SC = (articles: string): string => `Social Code 224-VII, art. ${articles}`;
