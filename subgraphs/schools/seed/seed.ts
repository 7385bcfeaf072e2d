import { defineSeed, type PopulationFacts, type SeedRecorder } from '../../shared/synthetic/seed.js';
import { shieldedDays } from '../../shared/synthetic/shielded-days.js';
import { ENROLMENT_COLUMNS, enrolmentRows } from './enrolments.js';
import { PREVENTION_TABLES, writePrevention } from './prevention.js';
import { PROJECT_TABLES, writeProjects } from './projects.js';
import { SCHOOL_COLUMNS, schoolsOf } from './schools.js';

const TABLES = {
  school: SCHOOL_COLUMNS,
  ...PROJECT_TABLES,
  enrolment: ENROLMENT_COLUMNS,
  ...PREVENTION_TABLES,
  restricted_child: ['iin', 'valid_from', 'valid_to', 'source', 'recorded_at'],
} as const;

function recorder(facts: PopulationFacts): SeedRecorder<keyof typeof TABLES> {
  const schools = schoolsOf(facts);
  const byDistrict = Map.groupBy(schools, ({ districtKato }) => districtKato);
  return {
    first: (write) => {
      for (const { cells } of schools) write.row('school', cells);
      writePrevention(schools, facts, write);
      writeProjects(schools, facts, write);
    },
    household: (household, write) => {
      for (const cells of enrolmentRows(household, facts, byDistrict)) write.row('enrolment', cells);
      for (const [child, from, to] of shieldedDays(household.cares)) write.row('restricted_child', [child, from, to, 'foster-families', from]);
    },
  };
}

/** The education ministry's own records of a synthetic population: schools first, then who went where. */
export const seed = defineSeed({ tables: TABLES, children: { table: 'enrolment' }, readReference: () => Promise.resolve(null), recorder });
