import { Ctx, Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import type { AccessPath } from '../../../shared/access/path.js';
import type { SubgraphContext } from '../../../shared/context.js';
import { withheld } from '../../../shared/errors.js';
import { BIN, DateScalar } from '../../../shared/scalars/scalars.js';
import { BENEFITS } from '../access/scope.js';
import { Person, personOf } from '../person/person.type.js';
import { Region, regionOf } from '../place/place.type.js';
import { AwardComponent, AwardEndReason, AwardStatus, statusOn } from './award-codes.type.js';
import type { AwardRow } from './award.entity.js';
import type { MembershipPeriod } from './award.repository.js';

/** What an award carries when it was reached by somebody who may have it. */
export interface OpenedAward {
  readonly row: AwardRow;
  readonly path: AccessPath;
  /** Whether whatever says where a shielded child is must be withheld. */
  readonly restricted: boolean;
  /** The child through whose section it was reached, and when it is for that child. */
  readonly child: { readonly iin: string; readonly periods: readonly MembershipPeriod[] } | null;
}

@Directive('@key(fields: "id")')
@ObjectType({
  description: 'A benefit decided for somebody. Reached through a child, a person or the ministry\'s register; by its id alone every field is withheld.',
})
export class BenefitAward {
  @Field(() => ID, { description: 'Opaque id of the award.' })
  id!: string;

  opened!: OpenedAward | null;

  @Directive(BENEFITS)
  @Field(() => AwardComponent, { nullable: true, description: 'Which part of the programme it is.' })
  component(): AwardComponent {
    return openedAward(this).row.component;
  }

  @Directive(BENEFITS)
  @Field(() => AwardStatus, { nullable: true, description: 'Where it stands today; completed once its last day has passed.' })
  status(@Ctx() { today }: SubgraphContext): AwardStatus {
    return statusOn(openedAward(this).row, today);
  }

  @Directive(BENEFITS)
  @Field(() => DateScalar, { nullable: true, description: 'Day of the event that gave the right: a birth, a placement, a disability established.' })
  occurredOn(): string {
    return openedAward(this).row.occurredOn;
  }

  @Directive(BENEFITS)
  @Field(() => DateScalar, { nullable: true, description: 'Day on which the programme learnt of it, by application or from a register.' })
  receivedOn(): string {
    return openedAward(this).row.receivedOn;
  }

  @Directive(BENEFITS)
  @Field(() => DateScalar, { nullable: true, description: 'Day of the decision.' })
  decidedOn(): string {
    return openedAward(this).row.decidedOn;
  }

  @Directive(BENEFITS)
  @Field(() => DateScalar, { nullable: true, description: 'First day for which it is due.' })
  since(): string {
    return openedAward(this).row.since;
  }

  @Directive(BENEFITS)
  @Field(() => DateScalar, { nullable: true, description: 'Last day for which it is due, this day included; null where no end is known.' })
  until(): string | null {
    return openedAward(this).row.until ?? null;
  }

  @Directive(BENEFITS)
  @Field(() => DateScalar, { nullable: true, description: 'First day for which it is not paid, while suspended.' })
  suspendedFrom(): string | null {
    return openedAward(this).row.suspendedFrom ?? null;
  }

  @Directive(BENEFITS)
  @Field(() => AwardEndReason, { nullable: true, description: 'Why it ended; null while it has not. Withheld while a placement of the child is shielded.' })
  endReason(): AwardEndReason | null {
    return unshielded(this).row.endReason ?? null;
  }

  @Directive(BENEFITS)
  @Field(() => Int, { nullable: true, description: 'Version of the award, for `expectedVersion`. Withheld while a placement of the child is shielded.' })
  version(): number {
    return unshielded(this).row.version;
  }

  @Directive(BENEFITS)
  @Field(() => Person, { nullable: true, description: 'Who receives the money; null when it is an organisation. Withheld while a placement of the child is shielded.' })
  recipient(): Person | null {
    const { recipientIin } = unshielded(this).row;
    return recipientIin == null ? null : personOf(recipientIin);
  }

  @Directive(BENEFITS)
  @Field(() => BIN, { nullable: true, description: 'The organisation that receives the money for the child: an institution, or the guardianship body that keeps the child\'s property; null when it is a person. Withheld while a placement of the child is shielded.' })
  recipientOrganisation(): string | null {
    return unshielded(this).row.recipientBin ?? null;
  }

  @Directive(BENEFITS)
  @Field(() => BIN, { nullable: true, description: 'The body that decided. Withheld while a placement of the child is shielded.' })
  decidingBody(): string {
    return unshielded(this).row.decidingBody;
  }

  @Directive(BENEFITS)
  @Field(() => Region, { nullable: true, description: 'The region whose department pays it. Withheld while a placement of the child is shielded.' })
  region(): Region {
    return regionOf(unshielded(this).row.regionKato);
  }
}

/** What the award carries; refuses where it was reached by its id alone. */
export function openedAward(award: BenefitAward): OpenedAward {
  if (award.opened === null) throw withheld('KEY_ALONE');
  return award.opened;
}

/** Refuses what tells where a shielded child is, with whom, and what came of it. */
export function requireUnshielded(award: OpenedAward): OpenedAward {
  if (award.restricted) throw withheld('SHIELDED');
  return award;
}

const unshielded = (award: BenefitAward): OpenedAward => requireUnshielded(openedAward(award));

export const awardOf = (opened: OpenedAward): BenefitAward => Object.assign(new BenefitAward(), { id: opened.row.publicId, opened });

/** An award named by its id from elsewhere carries no authorisation: its fields refuse. */
export const referencedAward = ({ id }: { id: string }): BenefitAward => Object.assign(new BenefitAward(), { id, opened: null });
