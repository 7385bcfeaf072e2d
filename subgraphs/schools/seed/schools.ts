import type { CivilDate } from '../../shared/clock.js';
import { withCheckDigit } from '../../shared/scalars/identifier.js';
import { type Cell, chance, type PopulationFacts } from '../../shared/synthetic/seed.js';
import { readDistricts, type PlannedDistrict } from '../reference/districts.js';

/** What the rows name as their source: no real register is behind them. */
export const NOBD = 'NOBD (synthetic)';

/** Of the people a population serves, those of school age: twelve years of about twenty-one. */
const SCHOOL_AGE_SHARE = 0.57;

/** Pupils for whom one more school is built in a small population, up to three a district; in a large one, a real school's. */
const FEW_PUPILS = 8;
const FEW_SCHOOLS = 3;
const PUPILS_PER_SCHOOL = 500;

/** Every school has the first two; the standard's other features come with its programme, or one by one. */
const FEATURES = ['stem_lab', 'robotics_lab', 'inclusive_room', 'lift', 'ramps', 'cctv', 'alarm_button', 'blocks_separated'] as const;
const FEATURE_CHANCE = 0.25;

export const SCHOOL_COLUMNS = ['bin', 'nobd_id', 'region_kato', 'district_kato', 'name_kk', 'name_ru', 'name_en', 'type', 'ownership', 'rural',
  'design_capacity', 'shifts', 'building_state', 'languages', ...FEATURES, 'programme', 'opened_on', 'source', 'recorded_at'] as const;

/** One school to be: its place, its number in the whole country, its place among those of the district. */
interface Site {
  readonly district: PlannedDistrict;
  readonly number: number;
  readonly order: number;
  readonly pupils: number;
}

/** The first entry whose share, added up, exceeds the draw. */
export function draw<T>(at: number, shares: readonly (readonly [T, number])[], otherwise: T): T {
  let sum = 0;
  for (const [value, share] of shares) if (at < (sum += share)) return value;
  return otherwise;
}

const schoolsFor = (pupils: number): number =>
  Math.max(1, Math.min(FEW_SCHOOLS, Math.round(pupils / FEW_PUPILS)), Math.round(pupils / PUPILS_PER_SCHOOL));

function sites(facts: PopulationFacts): Site[] {
  const districts = readDistricts();
  const all = districts.reduce((sum, { children }) => sum + children, 0);
  let number = 0;
  return districts.flatMap((district) => {
    const pupils = (facts.children * SCHOOL_AGE_SHARE * district.children) / all;
    const schools = schoolsFor(pupils);
    return Array.from({ length: schools }, (_, order): Site => ({ district, number: (number += 1), order, pupils: pupils / schools }));
  });
}

/** BIN with 9 where the kind of entity stands, so that it can be nobody's; months are tried until a check digit fits. */
export function binOf(number: number, year = '13'): string {
  for (let month = 1; month <= 12; month += 1) {
    const bin = withCheckDigit(`${year}${String(month).padStart(2, '0')}90${String(number).padStart(5, '0')}`);
    if (bin !== null) return bin;
  }
  throw new Error('No BIN with a valid check digit in twelve attempts.');
}

/** Pupils per place: a few schools need a third shift, most work in two. */
const crowding = (at: number): number => draw(at, [[2.3, 0.05], [1.8, 0.25], [1.3, 0.4]], 0.8);

const openedOn = (programme: string | null, at: number): string =>
  programme === 'COMFORTABLE_SCHOOL' ? (at < 0.5 ? '2024-09-01' : '2025-09-01')
    : programme === null ? `${1955 + Math.floor(at * 55)}-09-01` : `${2021 + Math.floor(at * 4)}-09-01`;

/** A school as enrolments, and the project that it came from, need it. */
export interface SeedSchool {
  readonly id: number;
  readonly names: readonly string[];
  readonly rural: boolean;
  readonly designCapacity: number;
  readonly emergency: boolean;
  readonly programme: string | null;
  readonly districtKato: string;
  readonly regionKato: string;
  readonly languages: readonly string[];
  readonly shifts: number;
  /** How many children of the population it is made for. */
  readonly pupils: number;
  readonly openedOn: CivilDate;
  readonly cells: readonly Cell[];
}

/** A district's first school is an old state school that teaches in both languages, so that every child has one. */
function schoolOf(site: Site, seed: number): SeedSchool {
  const { district, number, order } = site;
  const at = (what: string): number => chance(seed, 'school', district.kato, order, what);
  const first = order === 0;
  const programme = first ? null : draw<string | null>(at('programme'), [['COMFORTABLE_SCHOOL', 0.12], ['INFRASTRUCTURE_FUND', 0.06]], null);
  const kind = first || !district.urban ? 'SECONDARY' : draw(at('type'), [['GYMNASIUM', 0.12], ['LYCEUM', 0.12]], 'SECONDARY');
  const target = crowding(at('crowding'));
  const languages = first ? ['KK', 'RU'] : draw(at('language'), [[['KK'], 0.45], [['RU'], 0.15], [['KK', 'OTHER'], 0.05]], ['KK', 'RU']);
  const opened = openedOn(programme, at('opened'));
  const regionKato = `${district.kato.slice(0, 2)}0000000`;
  const shifts = Math.ceil(Math.min(3, Math.max(1, target)));
  const emergency = programme === null && at('building') < 0.025;
  const facts = { names: names(kind, number), rural: !district.urban, designCapacity: Math.max(3, Math.round(site.pupils / target)), pupils: site.pupils };
  const cells = [
    binOf(number), String(100_000 + number), regionKato, district.kato,
    ...facts.names, kind, !first && programme === null && at('owner') < 0.08 ? 'PRIVATE' : 'STATE', facts.rural,
    facts.designCapacity, shifts, emergency ? 'EMERGENCY' : 'NORMAL',
    languages, ...FEATURES.map((feature) => programme === 'COMFORTABLE_SCHOOL' || at(feature) < FEATURE_CHANCE), programme, opened, NOBD, opened,
  ];
  return { ...facts, id: number, districtKato: district.kato, regionKato, languages, shifts, emergency, programme, openedOn: opened, cells };
}

function names(kind: string, number: number): string[] {
  switch (kind) {
    case 'GYMNASIUM':
      return [`№ ${number} гимназия`, `Гимназия № ${number}`, `Gymnasium No. ${number}`];
    case 'LYCEUM':
      return [`№ ${number} лицей`, `Лицей № ${number}`, `Lyceum No. ${number}`];
    default:
      return [`№ ${number} жалпы білім беретін мектеп`, `Общеобразовательная школа № ${number}`, `Secondary school No. ${number}`];
  }
}

/**
 * Up to three schools for each of the 224 districts and cities, more where there are pupils for them. Capacities are made
 * for the population's size, not the country's: in a small one a synthetic child stands for some thousands, so that
 * coefficients and deficits come out lifelike. A school's key is its number, the order in which they are written.
 */
export const schoolsOf = (facts: PopulationFacts): SeedSchool[] => sites(facts).map((site) => schoolOf(site, facts.seed));
