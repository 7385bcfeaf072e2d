/** The languages that names and explanations come in. */
export const LANGUAGES = ['KK', 'RU', 'EN'] as const;
export type Language = (typeof LANGUAGES)[number];

/** One text in the three languages. */
export interface LocalizedText {
  readonly kk: string;
  readonly ru: string;
  readonly en: string;
}

export const inLanguage = (text: LocalizedText, language: Language): string =>
  ({ KK: text.kk, RU: text.ru, EN: text.en })[language];

/**
 * The best language of an `Accept-Language` header (RFC 9110, 12.5.4); Kazakh, the state language, when none fits.
 */
export function negotiateLanguage(header: string | undefined): Language {
  const wanted = (header ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().split(';');
      const quality = parameters.map((p) => /^\s*q=([\d.]+)\s*$/.exec(p)?.[1]).find((q) => q !== undefined);
      return { language: tag.slice(0, 2).toUpperCase(), quality: Number(quality ?? 1) };
    })
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality);
  return LANGUAGES.find((known) => known === wanted.find(({ language }) => LANGUAGES.includes(language as Language))?.language) ?? 'KK';
}
