import { createHash } from 'node:crypto';
import { addDays } from '../../shared/calendar.js';
import type { CivilDate } from '../../shared/clock.js';
import { akimat } from '../../shared/synthetic/organisations.js';
import { chance, type PopulationFacts, type SeedWriter } from '../../shared/synthetic/seed.js';
import { PATHS, type PathStage, type Stage } from '../reference/project-steps.js';
import { lifeOf, type ProjectLife } from './project-life.js';
import { binOf, draw, type SeedSchool } from './schools.js';

const REGISTER = 'Register of projects (synthetic)';

const ENTRY = ['source', 'recorded_at'] as const;

/** In the order in which they are filled: a stage asks what the State expertise has said. */
export const PROJECT_TABLES = {
  project: ['programme', 'kind', 'region_kato', 'district_kato', 'name_kk', 'name_ru', 'name_en', 'rural', 'design_capacity', 'customer_bin', ...ENTRY, 'version'],
  expertise_conclusion: ['project_id', 'version', 'number', 'verdict', 'concluded_on', ...ENTRY],
  project_stage: ['project_id', 'path', 'version', 'step', 'from_stage', 'stage', 'occurred_on', 'received_on', 'stop_reason', 'contractor_bin', 'cost_kzt', 'act_number', 'school_id', ...ENTRY],
  project_plan: ['project_id', 'version', 'stage', 'planned_on', 'stated_on', ...ENTRY],
  project_document: ['project_id', 'version', 'kind', 'uri', 'sha256', 'dated_on', ...ENTRY],
  project_relief: ['project_id', 'school_id'],
} as const;

/** What is under way in each region, besides what has become a school: two of them no schools. */
const UNDER_WAY = 8;
const CONTRACTORS = 40;

const NAMES: Readonly<Record<string, readonly [kk: string, ru: string, en: string]>> = {
  SCHOOL: ['Жаңа мектеп', 'Новая школа', 'New school'],
  EXTRA_EDUCATION_CENTRE: ['Қосымша білім беру орталығы', 'Центр дополнительного образования', 'Centre of extra education'],
  RECREATION_CENTRE: ['Балаларды сауықтыру орталығы', 'Детский оздоровительный центр', 'Children\'s recreation centre'],
};

interface Project {
  readonly number: number;
  readonly programme: string;
  readonly kind: string;
  readonly names: readonly string[];
  readonly at: SeedSchool;
  readonly designCapacity: number;
  readonly school: SeedSchool | null;
  readonly relieves: readonly SeedSchool[];
  readonly life: ProjectLife;
  readonly draw: (what: string) => number;
}

const pathOf = (programme: string): 'BUILD' | 'PURCHASE' => (programme === 'PURCHASE' ? 'PURCHASE' : 'BUILD');

/** Schools of the district that are crowded or unsafe. */
const relievedBy = (schools: readonly SeedSchool[], but: SeedSchool | null): SeedSchool[] => schools.filter((one) => one !== but && (one.shifts === 3 || one.emergency)).slice(0, 2);

/** The project that a school of a programme came from. */
function projectOf(school: SeedSchool, number: number, neighbours: readonly SeedSchool[], facts: PopulationFacts): Project {
  const at = (what: string): number => chance(facts.seed, 'built', school.id, what);
  const programme = school.programme ?? 'REGIONAL_BUDGET';
  const life = lifeOf({ path: pathOf(programme), last: 'OPENED', lastOn: school.openedOn, stop: null, stopOn: school.openedOn, at });
  return { number, programme, kind: 'SCHOOL', names: school.names, at: school, designCapacity: school.designCapacity, school, relieves: relievedBy(neighbours, school), life, draw: at };
}

/** A stage for one of those under way, each in its turn; the last two have come to a stop in some stage. */
function stageFor(turn: number, stages: readonly PathStage[]): { readonly last: PathStage; readonly stop: 'SUSPENDED' | 'CANCELLED' | null } {
  const stop = turn % 13 === 11 ? 'SUSPENDED' : turn % 13 === 12 ? 'CANCELLED' : null;
  const running = stages.slice(0, stages.indexOf('COMMISSIONED') + (stop === null ? 1 : 0));
  return { last: running[turn % running.length] ?? 'PLANNED', stop };
}

function kindFor(order: number): string {
  return order === UNDER_WAY - 2 ? 'EXTRA_EDUCATION_CENTRE' : order === UNDER_WAY - 1 ? 'RECREATION_CENTRE' : 'SCHOOL';
}

/** One of those under way in a region. */
function underWay(region: readonly SeedSchool[], turn: number, order: number, number: number, { seed, asOf }: PopulationFacts): Project | null {
  const at = (what: string): number => chance(seed, 'under way', number, what);
  const beside = region[Math.floor(at('where') * region.length)];
  if (beside === undefined) return null;
  const kind = kindFor(order);
  const programme = kind === 'SCHOOL' ? draw(at('programme'), [['COMFORTABLE_SCHOOL', 0.5], ['INFRASTRUCTURE_FUND', 0.2], ['PPP', 0.1], ['PURCHASE', 0.1]], 'REGIONAL_BUDGET') : 'REGIONAL_BUDGET';
  const path = pathOf(programme);
  const stopOn = addDays(asOf, -1 - Math.floor(at('stopped') * 60));
  const lastOn = addDays(stopOn, -1 - Math.floor(at('since') * 120));
  const life = lifeOf({ path, ...stageFor(turn, PATHS[path]), lastOn, stopOn, at });
  const relieves = kind === 'SCHOOL' ? relievedBy(region.filter(({ districtKato }) => districtKato === beside.districtKato), null) : [];
  const [kk = '', ru = '', en = ''] = NAMES[kind] ?? [];
  const names = [`${kk} (${number}-жоба)`, `${ru} (проект ${number})`, `${en} (project ${number})`];
  return { number, programme, kind, names, at: beside, designCapacity: Math.max(3, Math.round(beside.designCapacity * (0.8 + 0.7 * at('capacity')))), school: null, relieves, life, draw: at };
}

/** Regions in the order of their codes; in each of them the stages begin where those of the last one ended. */
function allUnderWay(schools: readonly SeedSchool[], first: number, facts: PopulationFacts): Project[] {
  const regions = [...Map.groupBy(schools, ({ regionKato }) => regionKato)].sort(([a], [b]) => (a < b ? -1 : 1));
  return regions.flatMap(([, region], i) =>
    Array.from({ length: UNDER_WAY }, (_, order) => underWay(region, i * UNDER_WAY + order, order, first + i * UNDER_WAY + order, facts)).filter((project) => project !== null));
}

/** Tenge per place: the norm of a small school, more or less. */
const costOf = ({ designCapacity, draw: at }: Project): string => `${Math.round((designCapacity * 8.3 * (0.8 + 0.5 * at('cost'))) * 10) * 100_000}`;

const isContractors = (stage: Stage, path: string): boolean => stage === 'MOBILISATION' || (path === 'PURCHASE' && stage === 'EQUIPPING');

type Table = keyof typeof PROJECT_TABLES;

function writeProject(project: Project, write: SeedWriter<Table>): void {
  const { number, programme, kind, names, at: { regionKato, districtKato, rural }, designCapacity, school, relieves, life: { path, reached, plans, conclusions }, draw: at } = project;
  // Entries count the versions of their project, whatever they are about.
  let version = 0;
  const next = (): number => (version += 1);
  const begun = reached[0]?.day ?? '';
  const versions = reached.length + plans.length + conclusions.length + (school === null ? 0 : 1);
  const id = write.row('project', [programme, kind, regionKato, districtKato, ...names, rural, designCapacity, akimat(districtKato), REGISTER, begun, versions]);
  reached.forEach(({ stage, day }, i) => {
    const stopped = stage === 'SUSPENDED' || stage === 'CANCELLED';
    const reason = stopped ? draw(at('reason'), [['FUNDING', 0.4], ['LAND', 0.2], ['DESIGN_DOCUMENTS', 0.2]], 'CONTRACTOR') : null;
    write.row('project_stage', [
      id, path, next(), i + 1, reached[i - 1]?.stage ?? null, stage, day, day, reason,
      isContractors(stage, path) ? binOf(1 + Math.floor(at('contractor') * CONTRACTORS), '14') : null, i === 0 ? costOf(project) : null,
      stage === 'COMMISSIONED' ? `A-${number}` : null, stage === 'OPENED' ? (school?.id ?? null) : null, REGISTER, day,
    ]);
  });
  for (const { verdict, day } of conclusions) write.row('expertise_conclusion', [id, next(), `${verdict === 'POSITIVE' ? '01' : '02'}-${String(number).padStart(4, '0')}`, verdict, day, REGISTER, day]);
  for (const { stage, plannedOn, statedOn } of plans) write.row('project_plan', [id, next(), stage, plannedOn, statedOn, REGISTER, statedOn]);
  if (school !== null) writePhoto(id, next(), number, school.openedOn, write);
  for (const relieved of relieves) write.row('project_relief', [id, relieved.id]);
}

function writePhoto(id: number, version: number, number: number, day: CivilDate, write: SeedWriter<Table>): void {
  const uri = `https://projects.invalid/${number}/opening.jpg`;
  write.row('project_document', [id, version, 'PHOTO', uri, createHash('sha256').update(uri).digest('hex'), day, REGISTER, day]);
}

/** The projects that schools of programmes came from, and some in every stage in each region. Money and capacities fit the population's size, as those of schools do. */
export function writeProjects(schools: readonly SeedSchool[], facts: PopulationFacts, write: SeedWriter<Table>): void {
  const byDistrict = Map.groupBy(schools, ({ districtKato }) => districtKato);
  const built = schools.filter(({ programme }) => programme !== null).map((school, i) => projectOf(school, i + 1, byDistrict.get(school.districtKato) ?? [], facts));
  for (const project of [...built, ...allUnderWay(schools, built.length + 1, facts)]) writeProject(project, write);
}
