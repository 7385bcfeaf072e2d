import { Ctx, Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import type { CivilDate } from '../../../shared/clock.js';
import type { SubgraphContext } from '../../../shared/context.js';
import { ListSize } from '../../../shared/list-size.js';
import { BIN, DateScalar, IIN } from '../../../shared/scalars/scalars.js';
import { CareDeadlineState } from '../need/care-need-codes.type.js';
import { District, districtOf, Region, regionOf } from '../place/place.type.js';
import { dueFromAdopters, stateOfReport } from './adopter-reports.js';
import { AdoptedChildEducation, AdoptedChildHealth, AdoptedChildLiving, AdoptionEnding, AdoptionHome } from './adoption-codes.type.js';
import type { AdopterReportRow, AdoptionRow } from './adoption.repository.js';

@Directive('@authenticated')
@ObjectType({ description: 'A report that adopters owe on a child (Code on Marriage and Family, 86(4)), and what became of it.' })
export class AdopterReport {
  @Field(() => DateScalar, { description: 'The day on which it falls due.' })
  dueOn!: CivilDate;

  @Field(() => CareDeadlineState, { description: 'Where it stands today: DUE, OVERDUE, MET or LATE.' })
  state!: CareDeadlineState;

  @Field(() => DateScalar, { nullable: true, description: 'The day on which it came; null before.' })
  receivedOn!: CivilDate | null;

  @Field(() => AdoptedChildLiving, { nullable: true, description: 'How the child lives; null before it came.' })
  living!: AdoptedChildLiving | null;

  @Field(() => AdoptedChildEducation, { nullable: true, description: 'Where the child learns; null before it came.' })
  education!: AdoptedChildEducation | null;

  @Field(() => AdoptedChildHealth, { nullable: true, description: 'How the child\'s health is; null before it came.' })
  health!: AdoptedChildHealth | null;

  @Field(() => String, { nullable: true, description: 'Where it is kept; null before it came.' })
  source!: string | null;
}

const NOT_THERE = { receivedOn: null, living: null, education: null, health: null, source: null } as const;

const reportOf = (dueOn: CivilDate, came: AdopterReportRow | undefined, on: CivilDate): AdopterReport =>
  Object.assign(new AdopterReport(), { ...(came ?? NOT_THERE), dueOn, state: stateOfReport(dueOn, came?.receivedOn ?? null, on) });

/**
 * Leads nowhere: the child and the adopters are named by IIN, not as entities, so that no operation goes on from here to how anybody was
 * cared for before (102).
 */
@Directive('@authenticated')
@ObjectType({ description: 'An adoption whose adopters report to the guardianship body. For the authority that places children alone. Names no home, record or IIN of before.' })
export class Adoption {
  row!: AdoptionRow;

  @Field(() => ID, { description: 'Opaque id.' })
  id(): string {
    return this.row.publicId;
  }

  @Field(() => IIN, { description: 'The adopted child, by the IIN of today.' })
  childIin(): string {
    return this.row.iin;
  }

  @ListSize(2)
  @Field(() => [IIN], { description: 'The adopters, one or two.' })
  adopterIins(): readonly string[] {
    return this.row.adopters;
  }

  @Field(() => AdoptionHome, { description: 'Where the adopters live.' })
  home(): AdoptionHome {
    return this.row.home;
  }

  @Field(() => DateScalar, { description: 'The day on which the court\'s decision came into force.' })
  decidedOn(): CivilDate {
    return this.row.decidedOn;
  }

  @Field(() => BIN, { description: 'The guardianship body of the place of the decision, to which they report; of those abroad the one that keeps the record.' })
  body(): string {
    return this.row.body;
  }

  @Field(() => Region, { description: 'Its region.' })
  region(): Region {
    return regionOf(this.row.regionKato);
  }

  @Field(() => District, { description: 'Its district or city.' })
  district(): District {
    return districtOf(this.row.districtKato);
  }

  @ListSize(5)
  @Field(() => [AdopterReport], { description: 'The reports that have fallen due, and the next, in order: until the child is 18, dies, or the adoption ends.' })
  reports(@Ctx() { today }: SubgraphContext): AdopterReport[] {
    return dueFromAdopters(this.row, today).map((day) => reportOf(day, this.row.reports.find(({ dueOn }) => dueOn === day), today));
  }

  @Field(() => DateScalar, { nullable: true, description: 'First day on which the adoption no longer holds; null while it does, and of who came of age or died.' })
  endedOn(): CivilDate | null {
    return this.row.endedOn;
  }

  @Field(() => AdoptionEnding, { nullable: true, description: 'How it ended; null while it holds.' })
  ending(): AdoptionEnding | null {
    return this.row.ending;
  }

  @Field(() => Int, { description: 'Version of the record, for `expectedVersion`.' })
  version(): number {
    return this.row.version;
  }

  @Field(() => String, { description: 'What it is based on.' })
  source(): string {
    return this.row.source;
  }
}

export const toAdoption = (row: AdoptionRow): Adoption => Object.assign(new Adoption(), { row });
