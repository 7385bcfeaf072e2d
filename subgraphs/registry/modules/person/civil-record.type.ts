import { Arg, Ctx, Directive, Field, Int, ObjectType } from 'type-graphql';
import { requireRole, type SubgraphContext } from '../../../shared/context.js';
import { withheld } from '../../../shared/errors.js';
import { ageOn, datedFact, holdsOn, ON } from '../../../shared/dated.js';
import { ListSize } from '../../../shared/list-size.js';
import { DateScalar, IIN } from '../../../shared/scalars/scalars.js';
import { openRecord } from '../access/grant.service.js';
import { Citizenship } from '../citizenship/citizenship.type.js';
import { asTold } from '../fact.entity.js';
import { citizenshipsOf, lifeStatusesOf, residencesOf } from '../facts.repository.js';
import { adoptionDay } from '../family/adoption-day.js';
import { kinOf } from '../family/kin.repository.js';
import type { ResidenceRow } from '../residence/residence.entity.js';
import { Residence, residenceOf } from '../residence/residence.type.js';
import { LifeStatus, LifeStatusCode, Sex } from './life-status.type.js';
import { PersonName, personName } from './name.js';
import type { PersonRow } from './person.entity.js';
import { personByIin } from './person.repository.js';

const IDENTITY = '@requiresScopes(scopes: [["identity"]])';

/** How a row's columns for one part of the name are called: `surname` + `Kk`. */
const column = (part: string, script: string): keyof PersonRow => `${part}${script[0]?.toUpperCase()}${script.slice(1)}` as keyof PersonRow;

/** Whether a past home was that of a family whose place adopters have taken: it would lead to who the parents were. */
async function isOfEarlierFamily({ iin, validFrom, validTo }: ResidenceRow, context: SubgraphContext): Promise<boolean> {
  if (validTo == null || context.viewer?.role === 'ministry:registry') return false;
  const adoptedOn = adoptionDay(iin, await kinOf(context).load(iin));
  return adoptedOn !== null && validFrom < adoptedOn;
}

/** What Child and Person have in common. An instance is only a key: every field asks the grant before the row. */
@ObjectType()
export class CivilRecord {
  @Field(() => IIN, { description: 'Individual identification number: the key of the record.' })
  iin!: string;

  /** The row, for a viewer whose grant opens identity data. */
  protected async identity(context: SubgraphContext): Promise<PersonRow> {
    await openRecord(this.iin, 'identity', context);
    const row = await personByIin(context).load(this.iin);
    if (row === null) throw withheld('UNKNOWN_PERSON');
    return row;
  }

  @Directive(IDENTITY)
  /** For whoever registers changes: to others their number tells of what they do not see, such as an earlier IIN. */
  @Field(() => Int, { nullable: true, description: 'Counts the changes of the record, for the registry\'s ministry: hand it in as `expectedVersion` of a mutation.' })
  async version(@Ctx() context: SubgraphContext): Promise<number> {
    requireRole(context, ['ministry:registry']);
    return (await this.identity(context)).version;
  }

  @Directive(IDENTITY)
  @Field(() => PersonName, { nullable: true, description: 'The name in Kazakh, Russian and Latin letters.' })
  async name(@Ctx() context: SubgraphContext): Promise<PersonName> {
    const row = await this.identity(context);
    return personName((part, script) => row[column(part, script)] as string | null);
  }

  @Directive(IDENTITY)
  @Field(() => DateScalar, { nullable: true, description: 'Birth date, from the birth record; the digits of the IIN are not trusted.' })
  async birthDate(@Ctx() context: SubgraphContext): Promise<string> {
    return (await this.identity(context)).birthDate;
  }

  @Directive(IDENTITY)
  @Field(() => Int, { nullable: true, description: 'Age in full years; null before birth.' })
  async age(@Arg('on', () => DateScalar, { nullable: true, description: ON }) on: string | undefined, @Ctx() context: SubgraphContext): Promise<number | null> {
    const age = ageOn((await this.identity(context)).birthDate, on ?? context.today);
    return age < 0 ? null : age;
  }

  @Directive(IDENTITY)
  @Field(() => Sex, { nullable: true, description: 'Sex.' })
  async sex(@Ctx() context: SubgraphContext): Promise<Sex> {
    return (await this.identity(context)).sex;
  }

  @Directive(IDENTITY)
  @Field(() => LifeStatus, { nullable: true, description: 'Alive, deceased or missing.' })
  async lifeStatus(
    @Arg('on', () => DateScalar, { nullable: true, description: ON }) on: string | undefined,
    @Ctx() context: SubgraphContext,
  ): Promise<LifeStatus> {
    await openRecord(this.iin, 'identity', context);
    const rows = await lifeStatusesOf(context).load(this.iin);
    const row = rows.findLast((one) => holdsOn(one, on ?? context.today));
    return Object.assign(new LifeStatus(), row ? { code: row.status, since: row.validFrom } : { code: LifeStatusCode.ALIVE, since: null });
  }

  @Directive(IDENTITY)
  @ListSize(2)
  @Field(() => [Citizenship], { nullable: true, description: 'All periods of citizenship, oldest first.' })
  async citizenships(@Ctx() context: SubgraphContext): Promise<Citizenship[]> {
    await openRecord(this.iin, 'identity', context);
    return (await citizenshipsOf(context).load(this.iin)).map((row) => Object.assign(new Citizenship(), { ...datedFact(asTold(row)), country: row.country }));
  }

  @Directive(IDENTITY)
  @Field(() => Residence, { nullable: true, description: 'Registered residence; null where there is none that day, and for past homes of before an adoption (Code on Marriage and Family, art. 102). Withheld while a placement is shielded.' })
  async residence(
    @Arg('on', () => DateScalar, { nullable: true, description: ON }) on: string | undefined,
    @Ctx() context: SubgraphContext,
  ): Promise<Residence | null> {
    const { restricted } = await openRecord(this.iin, 'identity', context);
    if (restricted) throw withheld('SHIELDED');
    const rows = await residencesOf(context).load(this.iin);
    const row = rows.findLast((one) => holdsOn(one, on ?? context.today));
    return row === undefined || (await isOfEarlierFamily(row, context)) ? null : residenceOf(row);
  }
}
