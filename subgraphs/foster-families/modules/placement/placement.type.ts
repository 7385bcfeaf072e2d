import { GraphQLDateTime } from 'graphql-scalars';
import { Ctx, Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { opened, openedUnshielded } from '../../../shared/access/path.js';
import type { SubgraphContext } from '../../../shared/context.js';
import { ListSize } from '../../../shared/list-size.js';
import { BIN, DateScalar } from '../../../shared/scalars/scalars.js';
import { isOfficial, openedToAuthority, openedToOfficials } from '../access/officials.js';
import { CARE } from '../access/scope.js';
import { Child, childOf } from '../child/child.type.js';
import { familyById } from '../family/family.repository.js';
import { FosterFamily, toFamily } from '../family/family.type.js';
import { formOn } from '../form/placement-form.repository.js';
import { PlacementForm, toPlacementForm } from '../form/placement-form.type.js';
import { District, districtOf, Region, regionOf } from '../place/place.type.js';
import { eventsOfPlacement } from './placement-event.repository.js';
import { PlacementEvent, toPlacementEvent, withoutSupervision } from './placement-event.type.js';
import { PlacementEndReason, PlacementReason, SiblingsApart } from './placement-reason.type.js';
import type { PlacementRecord } from './placement-record.js';
import { PlacementStatus, statusOf } from './placement-status.type.js';
import type { PlacementRow } from './placement.entity.js';
import { isShielded } from './shielding.repository.js';

const SHIELDED = 'Withheld while a placement is shielded.';
const OFFICIALS = 'For officials: the authority, of the region, ombudsman and auditors.';

/** A placement's row as somebody's record shows it. */
interface HeldPlacement extends PlacementRecord {
  readonly row: PlacementRow;
}

@Directive('@key(fields: "id")')
@ObjectType({ description: 'A child\'s life outside the parents\' care, in one form, from one act to its end. Open only through a child\'s record or the register.' })
export class Placement {
  @Field(() => ID, { description: 'Opaque id.' })
  id!: string;

  /** Null where the placement was reached by its id alone. */
  held!: HeldPlacement | null;

  @Directive(CARE)
  @Field(() => Child, { nullable: true, description: 'The child.' })
  child(): Child {
    return childOf(opened(this.held).row.iin);
  }

  @Directive(CARE)
  @Field(() => PlacementStatus, { nullable: true, description: 'Where it stands in its life.' })
  status(): PlacementStatus {
    return statusOf(opened(this.held).row);
  }

  @Directive(CARE)
  @Field(() => Int, { nullable: true, description: `Counts the changes of the record, visits and reports among them; a mutation names the one that it has read. ${OFFICIALS} ${SHIELDED}` })
  version(@Ctx() context: SubgraphContext): number {
    return openedToOfficials(this.held, context).row.version;
  }

  @Directive(CARE)
  @Field(() => PlacementForm, { nullable: true, description: 'The form, with its terms on the day the placement began.' })
  async form(@Ctx() context: SubgraphContext): Promise<PlacementForm | null> {
    const { form, validFrom } = opened(this.held).row;
    const row = await formOn(form, validFrom, context);
    return row && toPlacementForm(row);
  }

  @Directive(CARE)
  @Field(() => PlacementReason, { nullable: true, description: 'Why the child is without parental care.' })
  reason(): PlacementReason {
    return opened(this.held).row.reason;
  }

  @Directive(CARE)
  @Field(() => DateScalar, { nullable: true, description: 'First day.' })
  validFrom(): string {
    return opened(this.held).row.validFrom;
  }

  @Directive(CARE)
  @Field(() => DateScalar, { nullable: true, description: 'First day after the contract\'s term; null where no term is set.' })
  plannedUntil(): string | null {
    return opened(this.held).row.plannedUntil ?? null;
  }

  @Directive(CARE)
  @Field(() => DateScalar, { nullable: true, description: 'First day on which it no longer holds; null while it does.' })
  validTo(): string | null {
    return opened(this.held).row.validTo ?? null;
  }

  @Directive(CARE)
  @Field(() => PlacementEndReason, { nullable: true, description: 'Why it ended; null while it holds.' })
  endReason(): PlacementEndReason | null {
    return opened(this.held).row.endReason ?? null;
  }

  @Directive(CARE)
  @Field(() => FosterFamily, { nullable: true, description: `The family; null for an institution. ${SHIELDED}` })
  async family(@Ctx() context: SubgraphContext): Promise<FosterFamily | null> {
    const held = openedUnshielded(this.held);
    if (held.row.familyId == null) return null;
    const family = await familyById(context, held.path).load(held.row.familyId);
    return family && toFamily(family, held);
  }

  @Directive(CARE)
  @Field(() => BIN, { nullable: true, description: `The institution; for a guest stay the one the child comes from; null for a family. ${SHIELDED}` })
  institution(): string | null {
    return openedUnshielded(this.held).row.institutionBin ?? null;
  }

  @Directive(CARE)
  @Field(() => BIN, { nullable: true, description: `The guardianship body that decided: that of a district, so it tells the place. ${SHIELDED}` })
  body(): string {
    return openedUnshielded(this.held).row.bodyBin;
  }

  @Directive(CARE)
  @Field(() => String, { nullable: true, description: `Number of the act or contract. ${SHIELDED}` })
  act(): string {
    return openedUnshielded(this.held).row.act;
  }

  @Directive(CARE)
  @Field(() => Region, { nullable: true, description: `The region where the child lives. ${SHIELDED}` })
  region(): Region {
    return regionOf(openedUnshielded(this.held).row.regionKato);
  }

  @Directive(CARE)
  @Field(() => District, { nullable: true, description: `The district or city where the child lives. ${SHIELDED}` })
  district(): District {
    return districtOf(openedUnshielded(this.held).row.districtKato);
  }

  @Directive(CARE)
  @Field(() => Boolean, { nullable: true, description: `Whether it is shielded today. ${SHIELDED}` })
  shielded(@Ctx() context: SubgraphContext): Promise<boolean> {
    const { row, path } = openedUnshielded(this.held);
    return isShielded(context, path).load(row.id);
  }

  @Directive(CARE)
  @Field(() => Boolean, { nullable: true, description: 'Whether the child consented; null where it was not asked.' })
  childConsent(): boolean | null {
    return opened(this.held).row.childConsent ?? null;
  }

  @Directive(CARE)
  @Field(() => SiblingsApart, { nullable: true, description: `Why the child was parted from a brother or sister; null where it was not. For the authority that places children: it tells of the brother or sister. ${SHIELDED}` })
  siblingsApart(@Ctx() context: SubgraphContext): SiblingsApart | null {
    return openedToAuthority(this.held, context).row.siblingsApart ?? null;
  }

  @Directive(CARE)
  @Field(() => Int, { nullable: true, description: 'How often the contract was extended.' })
  extensions(): number {
    return opened(this.held).row.extensions;
  }

  @Directive(CARE)
  @ListSize(6)
  @Field(() => [PlacementEvent], { nullable: true, description: `Its journal since the register went live, oldest first: after a VERSION_CONFLICT, what has changed. Visits and reports stand in it for officials only. ${SHIELDED}` })
  async events(@Ctx() context: SubgraphContext): Promise<PlacementEvent[]> {
    const { row, path } = openedUnshielded(this.held);
    const events = await eventsOfPlacement(context, path).load(row.id);
    return (isOfficial(context) ? events : withoutSupervision(events)).map(toPlacementEvent);
  }

  @Directive(CARE)
  @Field(() => String, { nullable: true, description: `What the record is based on. ${SHIELDED}` })
  source(): string {
    return openedUnshielded(this.held).row.source;
  }

  @Directive(CARE)
  @Field(() => GraphQLDateTime, { nullable: true, description: 'When the register recorded it.' })
  recordedAt(): Date {
    return opened(this.held).row.recordedAt;
  }
}

/**
 * As a record shows it. The owner of the shielding does not leave it to the grant alone, which may be older than the shielding: from
 * the moment on which it is recorded here, nobody who must not know learns anything.
 */
export function toPlacement(row: PlacementRow, record: PlacementRecord): Placement {
  const restricted = record.restricted || (row.childShielded === true && !record.seesShielded);
  return Object.assign(new Placement(), { id: row.publicId, held: { ...record, restricted, row } });
}

/** Reached by its id alone: nothing but the id. */
export const referencedPlacement = ({ id }: { id: string }): Placement => Object.assign(new Placement(), { id, held: null });
