import { Field, InputType } from 'type-graphql';
import { inputText } from '../../../shared/mutation/event-dates.js';

@InputType({ description: 'A name in one script, in the parts a document has.' })
export class NamePartsInput {
  @Field(() => String, { description: 'Family name. 1 to 100 characters.' })
  surname!: string;

  @Field(() => String, { description: 'Given name. 1 to 100 characters.' })
  given!: string;

  @Field(() => String, { nullable: true, description: 'Patronymic; left out where the person has none. 1 to 100 characters.' })
  patronymic?: string | null;
}

@InputType({ description: 'A name in the three forms that documents carry.' })
export class PersonNameInput {
  @Field(() => NamePartsInput, { description: 'In Kazakh.' })
  kk!: NamePartsInput;

  @Field(() => NamePartsInput, { description: 'In Russian.' })
  ru!: NamePartsInput;

  @Field(() => NamePartsInput, { description: 'In Latin letters, as in the passport.' })
  latin!: NamePartsInput;
}

/** A name's columns in `person`, in the order of `nameCells`. */
export const NAME_COLUMNS = ['kk', 'ru', 'latin'].flatMap((script) => ['surname', 'given', 'patronymic'].map((part) => `${part}_${script}`));

const LONGEST_NAME = 100;

/** The cells of a name, checked. */
export const nameCells = (field: string, name: PersonNameInput): (string | null)[] =>
  (['kk', 'ru', 'latin'] as const).flatMap((script) => {
    const { surname, given, patronymic = null } = name[script];
    const text = (part: string, value: string): string => inputText(`${field}.${script}.${part}`, value, LONGEST_NAME);
    return [text('surname', surname), text('given', given), patronymic === null ? null : text('patronymic', patronymic)];
  });
