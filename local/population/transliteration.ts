/** Cyrillic, Kazakh letters included, to the Latin letters of Kazakhstan's passports (one letter to several). */
const LETTERS: Readonly<Record<string, string>> = {
  а: 'a', ә: 'a', б: 'b', в: 'v', г: 'g', ғ: 'g', д: 'd', е: 'e', ё: 'yo', ж: 'zh', з: 'z', и: 'i', й: 'i', к: 'k',
  қ: 'k', л: 'l', м: 'm', н: 'n', ң: 'n', о: 'o', ө: 'o', п: 'p', р: 'r', с: 's', т: 't', у: 'u', ұ: 'u', ү: 'u',
  ф: 'f', х: 'kh', һ: 'h', ц: 'ts', ч: 'ch', ш: 'sh', щ: 'shch', ъ: '', ы: 'y', і: 'i', ь: '', э: 'e', ю: 'yu', я: 'ya',
};
const VOWELS = new Set('аәеёиоөуұүыіэюяь');

/** A name in Latin letters, as passports commonly spell it: Ерлан is Yerlan, Тоқаев is Tokayev, Серік is Serik. */
export function transliterate(word: string): string {
  let latin = '';
  let previous = '';
  for (const letter of word.toLowerCase()) {
    const soft = letter === 'е' && (previous === '' || VOWELS.has(previous));
    latin += soft ? 'ye' : (LETTERS[letter] ?? letter);
    previous = letter;
  }
  return latin.charAt(0).toUpperCase() + latin.slice(1);
}
