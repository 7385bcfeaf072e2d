import { Directive, Field, ObjectType } from 'type-graphql';

type Part = 'surname' | 'given' | 'patronymic';
type Script = 'kk' | 'ru' | 'latin';

/** The name columns of a joined row, e.g. `parent_surname_kk`. */
export type NameColumns<P extends string> = { readonly [K in `${P}_${Part}_${Script}`]: string | null };

@Directive('@authenticated')
@ObjectType({ description: 'A name in one script, in the parts a document has.' })
export class NameParts {
  @Field(() => String, { description: 'Family name.' })
  surname!: string;

  @Field(() => String, { description: 'Given name.' })
  given!: string;

  @Field(() => String, { nullable: true, description: 'Patronymic; null where the person has none.' })
  patronymic!: string | null;

  @Field(() => String, { description: 'The whole name in the order documents use: surname, given name, patronymic.' })
  full(): string {
    return [this.surname, this.given, this.patronymic].filter((part) => part !== null).join(' ');
  }
}

@Directive('@authenticated')
@ObjectType({ description: 'One person\'s name in the three forms that documents carry.' })
export class PersonName {
  @Field(() => NameParts, { description: 'In Kazakh.' })
  kk!: NameParts;

  @Field(() => NameParts, { description: 'In Russian.' })
  ru!: NameParts;

  @Field(() => NameParts, { description: 'In Latin letters, as in the passport.' })
  latin!: NameParts;
}

/** Builds a name from the parts a row has, whatever its columns are called. */
export function personName(column: (part: Part, script: Script) => string | null | undefined): PersonName {
  const inScript = (script: Script): NameParts =>
    Object.assign(new NameParts(), {
      surname: column('surname', script) ?? '',
      given: column('given', script) ?? '',
      patronymic: column('patronymic', script) ?? null,
    });
  return Object.assign(new PersonName(), { kk: inScript('kk'), ru: inScript('ru'), latin: inScript('latin') });
}
