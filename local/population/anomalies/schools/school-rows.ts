import { type SeedSchool, schoolsOf } from '../../../../subgraphs/schools/seed/schools.js';
import type { PopulationFacts } from '../../../../subgraphs/shared/synthetic/seed.js';
import { syntheticUuid } from '../../../../subgraphs/shared/synthetic/uuid.js';
import type { HouseholdRows, Row } from '../../../seeding/household-rows.js';
import { at } from '../../random.js';
import type { Plant, PlantContext, WrongRow } from '../kind.js';

const known = new WeakMap<PopulationFacts, readonly SeedSchool[]>();

/** All schools of a population: worked out once, since a country has thousands. */
function allSchools(facts: PopulationFacts): readonly SeedSchool[] {
  const schools = known.get(facts) ?? schoolsOf(facts);
  known.set(facts, schools);
  return schools;
}

/** The enrolments that the seed of schools made of one child. */
export class SchoolRows {
  constructor(
    private readonly rows: HouseholdRows,
    private readonly context: PlantContext,
    private readonly child: string,
  ) {}

  get enrolments(): readonly Row[] {
    return this.rows.of('enrolment').filter((row) => row.get('iin') === this.child);
  }

  /** The last one, or the one that began on a day. */
  enrolment(validFrom?: string): Row {
    return at(this.enrolments.filter((row) => validFrom === undefined || row.get('valid_from') === validFrom), validFrom === undefined ? this.enrolments.length - 1 : 0);
  }

  school(enrolment: Row): SeedSchool {
    return at(allSchools(this.context.facts), Number(enrolment.get('school_id')) - 1);
  }

  /** Another school that is open by a day; in the same region when there is one. */
  otherSchool({ id, regionKato }: SeedSchool, day: string, fits: (school: SeedSchool) => boolean = () => true): SeedSchool {
    const candidates = allSchools(this.context.facts).filter((school) => school.id !== id && school.openedOn <= day && fits(school));
    return candidates.find((school) => school.regionKato === regionKato) ?? at(candidates, 0);
  }

  copy(row: Row, changes: Parameters<Row['set']>[0]): Row {
    return this.rows.copy(row, changes);
  }

  add(cells: Parameters<Row['set']>[0]): Row {
    return this.rows.add('enrolment', { iin: this.child, ...cells });
  }

  removeAll(): void {
    this.rows.remove(...this.enrolments);
  }

  /** Any school of a district. */
  schoolIn(district: string): SeedSchool {
    return at(allSchools(this.context.facts).filter(({ districtKato }) => districtKato === district), 0);
  }

  wrong(row: Row, column: string | null, expected: WrongRow['expected']): WrongRow {
    const key = { enrolment: syntheticUuid(this.context.facts.seed, 'enrolment', row.key), iin: this.child, validFrom: row.get('valid_from') };
    return { table: 'enrolment', key, column, expected, planted: row.get(column ?? 'school_id') };
  }
}

/** Changes the enrolments of one child. */
export const inSchool = (child: string, change: (schools: SchoolRows) => readonly WrongRow[]): Plant => (rows, context) => change(new SchoolRows(rows, context, child));
