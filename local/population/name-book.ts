import { KAZAKH_FEMALE, KAZAKH_MALE, KAZAKH_SURNAMES } from './data/kazakh-names.js';
import { OTHER_FEMALE, OTHER_MALE, OTHER_SURNAMES } from './data/other-names.js';
import { RUSSIAN_FEMALE, RUSSIAN_MALE, RUSSIAN_SURNAMES } from './data/russian-names.js';
import { transliterate } from './transliteration.js';

/** One word of a name in Kazakh, Russian and Latin letters. */
export interface Word {
  readonly kk: string;
  readonly ru: string;
  readonly latin: string;
}

export interface Gendered {
  readonly FEMALE: Word;
  readonly MALE: Word;
}

/** A man's given name with the patronymic that his children bear. */
export interface FatherName extends Word {
  readonly patronymic: Gendered;
}

/** The names that families of one origin choose from. */
export interface NameBook {
  readonly surnames: readonly Gendered[];
  readonly female: readonly Word[];
  readonly male: readonly FatherName[];
}

const word = (kk: string, ru = kk): Word => ({ kk, ru, latin: transliterate(kk) });

/** Entries of a list, `first/second`; the second is the first where it is left out. */
const entries = (text: string): [string, string][] =>
  text.trim().split(/\s+/).map((entry) => {
    const [first = '', second = first] = entry.split('/');
    return [first, second];
  });

/** -ов, -ев, -ин get -а for a woman; other surnames have one form. */
function surname([kk, ru]: [string, string]): Gendered {
  const woman = (name: string): string => (/[оеи][вн]$/.test(name) ? `${name}а` : name);
  return { FEMALE: word(woman(kk), woman(ru)), MALE: word(kk, ru) };
}

/** The stem of a Russian patronymic: Серик gives Сериков(ич), Абылай Абылаев(ич), Мади Мадиев(ич). */
function patronymicStem(given: string): string {
  if (/[йь]$/.test(given)) return `${given.slice(0, -1)}ев`;
  return /[аеиоуыэюяжшчщц]$/.test(given) ? `${given}ев` : `${given}ов`;
}

/** Kazakh documents write Серікұлы, Серікқызы where Russian ones write Серикович, Сериковна. */
const kazakhFather = ([kk, ru]: [string, string]): FatherName => ({
  ...word(kk, ru),
  patronymic: {
    FEMALE: word(`${kk}қызы`, `${patronymicStem(ru)}на`),
    MALE: word(`${kk}ұлы`, `${patronymicStem(ru)}ич`),
  },
});

const father = (given: string, stem: string): FatherName => ({
  ...word(given),
  patronymic: { FEMALE: word(`${stem}на`), MALE: word(`${stem}ич`) },
});

const book = (surnames: string, female: string, male: readonly FatherName[]): NameBook => ({
  surnames: entries(surnames).map(surname),
  female: entries(female).map(([kk, ru]) => word(kk, ru)),
  male,
});

export const KAZAKH = book(KAZAKH_SURNAMES, KAZAKH_FEMALE, entries(KAZAKH_MALE).map(kazakhFather));
export const RUSSIAN = book(RUSSIAN_SURNAMES, RUSSIAN_FEMALE, entries(RUSSIAN_MALE).map(([given, stem]) => father(given, stem)));
export const OTHER = book(OTHER_SURNAMES, OTHER_FEMALE, entries(OTHER_MALE).map(([given]) => father(given, patronymicStem(given))));
