import { Arg, Ctx, Directive, Field, ID, ObjectType } from 'type-graphql';
import { openedUnshielded, type OpenedRecord } from '../../../shared/access/path.js';
import { requireRole, type SubgraphContext } from '../../../shared/context.js';
import { holdsOn, ON } from '../../../shared/dated.js';
import { ListSize } from '../../../shared/list-size.js';
import { DateScalar } from '../../../shared/scalars/scalars.js';
import { CARE } from '../access/scope.js';
import { PlacementFormCode } from '../form/placement-form.type.js';
import { Person, personOf } from '../person/person.type.js';
import { District, districtOf, Region, regionOf } from '../place/place.type.js';
import { capacityOf, FamilyCapacity } from './family-capacity.type.js';
import { carersOfFamily } from './family.repository.js';
import type { FosterFamilyRow } from './foster-family.entity.js';

@Directive('@authenticated')
@ObjectType({ description: 'A person who takes children in, alone or as a couple.' })
export class Carer {
  @Field(() => Person, { description: 'The person.' })
  person!: Person;

  @Field(() => DateScalar, { description: 'Since when they have been a carer of this family.' })
  validFrom!: string;

  @Field(() => DateScalar, { nullable: true, description: 'First day on which they no longer are; null while they are.' })
  validTo!: string | null;
}

/** A family as one placement shows it. */
interface HeldFamily extends OpenedRecord {
  readonly row: FosterFamilyRow;
}

@Directive('@key(fields: "id")')
@ObjectType({ description: 'A family that takes children in: one or two carers. Open only through a placement that is open to the viewer, and withheld while it is shielded.' })
export class FosterFamily {
  @Field(() => ID, { description: 'Opaque id.' })
  id!: string;

  /** Null where the family was reached by its id alone. */
  held!: HeldFamily | null;

  @Directive(CARE)
  @ListSize(2)
  @Field(() => [Carer], { nullable: true, description: 'Its carers on a day.' })
  async carers(@Arg('on', () => DateScalar, { nullable: true, description: ON }) on: string | undefined, @Ctx() context: SubgraphContext): Promise<Carer[]> {
    const { row, path } = openedUnshielded(this.held);
    const rows = await carersOfFamily(context, path).load(row.id);
    return rows
      .filter((carer) => holdsOn(carer, on ?? context.today))
      .map(({ iin, validFrom, validTo }) => Object.assign(new Carer(), { person: personOf(iin), validFrom, validTo: validTo ?? null }));
  }

  @Directive(CARE)
  @Field(() => FamilyCapacity, { nullable: true, description: 'How many children it has in a form on a day, wherever they were placed, and how many it may have. For the authority that places children.' })
  capacity(
    @Arg('form', () => PlacementFormCode, { description: 'The form.' }) form: PlacementFormCode,
    @Arg('on', () => DateScalar, { nullable: true, description: ON }) on: string | undefined,
    @Ctx() context: SubgraphContext,
  ): Promise<FamilyCapacity> {
    const { row } = openedUnshielded(this.held);
    requireRole(context, ['ministry:foster-families']);
    return capacityOf(row.id, form, on ?? context.today, context);
  }

  @Directive(CARE)
  @Field(() => Region, { nullable: true, description: 'The region where the family lives.' })
  region(): Region {
    return regionOf(openedUnshielded(this.held).row.regionKato);
  }

  @Directive(CARE)
  @Field(() => District, { nullable: true, description: 'The district or city where the family lives.' })
  district(): District {
    return districtOf(openedUnshielded(this.held).row.districtKato);
  }
}

export const toFamily = (row: FosterFamilyRow, record: OpenedRecord): FosterFamily =>
  Object.assign(new FosterFamily(), { id: row.publicId, held: { ...record, row } });

/** Reached by its id alone: nothing but the id. */
export const referencedFamily = ({ id }: { id: string }): FosterFamily => Object.assign(new FosterFamily(), { id, held: null });
