import type { Day } from './calendar.js';
import type { Draft } from './draft.js';
import type { Life } from './life.js';
import type { Gendered, NameBook, Word } from './name-book.js';
import { nameOf, type Sex } from './names.js';
import type { Place } from './places.js';
import type { Random } from './random.js';

interface Adult {
  readonly born: Day;
  readonly sex: Sex;
  readonly book: NameBook;
  readonly home: Place;
  /** Any of the book when left out. */
  readonly surname?: Gendered;
  readonly given?: Word;
}

/** Adds an adult whose own parents are no part of the population. */
export function makeAdult(draft: Draft, { born, sex, book, home, surname, given }: Adult, random: Random): Life {
  const name = nameOf(
    {
      surname: surname ?? random.pick(book.surnames),
      given: given ?? random.pick(sex === 'MALE' ? book.male : book.female),
      patronymic: random.pick(book.male),
    },
    sex,
  );
  return draft.person(born, sex, name, home, random.between(2, 40));
}
