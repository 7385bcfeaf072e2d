import { enumType } from './enum.js';

/** The GraphQL enum of `Language`. */
export const LanguageEnum = enumType('Language', 'Language of names and explanations.', { KK: 'Kazakh.', RU: 'Russian.', EN: 'English.' });

/** The description of every `lang` argument. */
export const LANGUAGE = 'Language; the request\'s Accept-Language when left out, Kazakh without one.';
