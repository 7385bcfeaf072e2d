import { defineSeed, type PopulationFacts, type SeedRecorder } from '../../shared/synthetic/seed.js';
import { shieldedDays } from '../../shared/synthetic/shielded-days.js';
import { CATCHMENT_COLUMNS, catchmentRows } from './catchments.js';
import { ENROLMENT_COLUMNS, enrolmentRows } from './enrolments.js';
import { PREVENTION_TABLES, writePrevention } from './prevention.js';
import { PROJECT_TABLES, writeProjects } from './projects.js';
import { INTAKE_COLUMNS, intakeRows } from './intakes.js';
import { GUARDIAN_COLUMNS, guardianRows, PARENT_COLUMNS, parentRows, RESIDENT_COLUMNS, residentRows } from './residents.js';
import { SCHOOL_COLUMNS, schoolsOf } from './schools.js';

const TABLES = {
  school: SCHOOL_COLUMNS,
  ...PROJECT_TABLES,
  catchment: CATCHMENT_COLUMNS,
  intake: INTAKE_COLUMNS,
  resident_child: RESIDENT_COLUMNS,
  child_parent: PARENT_COLUMNS,
  child_guardian: GUARDIAN_COLUMNS,
  enrolment: ENROLMENT_COLUMNS,
  ...PREVENTION_TABLES,
  restricted_child: ['iin', 'valid_from', 'valid_to', 'source', 'recorded_at'],
} as const;

function recorder(facts: PopulationFacts): SeedRecorder<keyof typeof TABLES> {
  const schools = schoolsOf(facts);
  const byDistrict = Map.groupBy(schools, ({ districtKato }) => districtKato);
  return {
    first: (write) => {
      for (const school of schools) {
        write.row('school', school.cells);
        for (const cells of catchmentRows(school, facts)) write.row('catchment', cells);
        for (const cells of intakeRows(school, facts)) write.row('intake', cells);
      }
      writePrevention(schools, facts, write);
      writeProjects(schools, facts, write);
    },
    household: (household, write) => {
      for (const cells of residentRows(household, facts)) write.row('resident_child', cells);
      for (const cells of parentRows(household, facts)) write.row('child_parent', cells);
      for (const cells of guardianRows(household, facts)) write.row('child_guardian', cells);
      for (const cells of enrolmentRows(household, facts, byDistrict)) write.row('enrolment', cells);
      for (const [child, from, to] of shieldedDays(household.cares)) write.row('restricted_child', [child, from, to, 'foster-families', from]);
    },
  };
}

/** The education ministry's own records of a synthetic population: schools first, then who went where. */
export const seed = defineSeed({ tables: TABLES, children: { table: 'enrolment' }, readReference: () => Promise.resolve(null), recorder });
