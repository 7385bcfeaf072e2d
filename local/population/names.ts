import type { NameParts, SyntheticName, SyntheticPerson } from '../../subgraphs/shared/synthetic/household.js';
import type { FatherName, Gendered, Word } from './name-book.js';

export type Sex = SyntheticPerson['sex'];

/** What a name is put together from. */
export interface NameSource {
  readonly surname: Gendered;
  readonly given: Word;
  /** Whose name the patronymic is made of; null when no father is recorded and the mother named none. */
  readonly patronymic: FatherName | null;
}

export function nameOf({ surname, given, patronymic }: NameSource, sex: Sex): SyntheticName {
  const family = surname[sex];
  const father = patronymic?.patronymic[sex] ?? null;
  const parts = (script: keyof Word): NameParts => ({
    surname: family[script],
    given: given[script],
    patronymic: father && father[script],
  });
  return { kk: parts('kk'), ru: parts('ru'), latin: parts('latin') };
}
