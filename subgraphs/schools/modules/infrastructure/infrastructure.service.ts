import type { SubgraphContext } from '../../../shared/context.js';
import { defineLoader } from '../../../shared/loader.js';
import { regionOf, type Region } from '../place/place.type.js';
import { countedBy } from './counted-by.js';
import { districtTotals, type CountedBy, type DistrictTotals, type Places } from './infrastructure.repository.js';
import { SchoolInfrastructure } from './infrastructure.type.js';
import { shiftCoefficient, tellTotal, type ToldTotal } from './places.js';
import type { CountedPlace } from './within.js';

const sum = (rows: readonly DistrictTotals[], of: (row: DistrictTotals) => number): number => rows.reduce((total, row) => total + of(row), 0);

function infrastructureOf(place: CountedPlace, rows: readonly DistrictTotals[], { pupils }: ToldTotal, { day, shifts }: CountedBy): SchoolInfrastructure {
  const designCapacity = sum(rows, ({ capacity }) => capacity);
  return Object.assign(new SchoolInfrastructure(), {
    place,
    asOf: day,
    schools: sum(rows, ({ schools }) => schools),
    designCapacity,
    shiftsCounted: shifts,
    places: designCapacity * shifts,
    pupils,
    shiftCoefficient: pupils === null ? null : shiftCoefficient(pupils, designCapacity),
    deficit: sum(rows, ({ deficit }) => deficit),
    crowdedSchools: sum(rows, ({ crowded }) => crowded),
    threeShiftSchools: sum(rows, ({ threeShift }) => threeShift),
    emergencySchools: sum(rows, ({ emergency }) => emergency),
  });
}

/** A region's total beside those of its districts. */
function tellRegion(rows: readonly DistrictTotals[], smallest: number): ToldTotal {
  const districts = rows.map((row) => tellTotal([row], smallest));
  const { pupils, untold } = tellTotal(districts.map(({ untold: left }, at) => ({ pupils: rows[at]?.pupils ?? 0, untold: left })), smallest);
  return { pupils, untold };
}

/** The code reads the whole country here, for totals that anybody may see. */
const read = async (context: SubgraphContext, places: Places): Promise<{ readonly rows: DistrictTotals[]; readonly by: CountedBy }> => {
  const by = await countedBy(context);
  return { rows: await districtTotals(context.database.relation, places, by), by };
};

const ofRegions = (rows: readonly DistrictTotals[], by: CountedBy): Map<string, SchoolInfrastructure> =>
  new Map([...Map.groupBy(rows, ({ region }) => region)].map(([kato, found]) => [kato, infrastructureOf({ region: kato }, found, tellRegion(found, by.smallest), by)]));

/** All regions of a request in one statement; null for one without a school. */
export const infrastructureOfRegion = defineLoader<string, SchoolInfrastructure | null>(async (regions, context) => {
  const { rows, by } = await read(context, { regions });
  const found = ofRegions(rows, by);
  return regions.map((kato) => found.get(kato) ?? null);
});

/** All districts of a request in one statement; null for one without a school. */
export const infrastructureOfDistrict = defineLoader<string, SchoolInfrastructure | null>(async (districts, context) => {
  const { rows, by } = await read(context, { districts });
  const byDistrict = new Map(rows.map((row) => [row.district, row]));
  return districts.map((kato) => {
    const row = byDistrict.get(kato);
    return row === undefined ? null : infrastructureOf({ district: kato }, [row], tellTotal([row], by.smallest), by);
  });
});

/** The whole country, once per request. */
const nation = defineLoader<'all', { readonly rows: DistrictTotals[]; readonly by: CountedBy }>(async (keys, context) => {
  const found = await read(context, 'all');
  return keys.map(() => found);
});

/** The country's total beside those of its regions. */
export async function infrastructureOfNation(context: SubgraphContext): Promise<SchoolInfrastructure> {
  const { rows, by } = await nation(context).load('all');
  const regions = [...Map.groupBy(rows, ({ region }) => region).values()];
  const parts = regions.map((region) => ({ pupils: sum(region, ({ pupils }) => pupils), untold: tellRegion(region, by.smallest).untold }));
  return infrastructureOf('country', rows, tellTotal(parts, by.smallest), by);
}

/** Regions with a school at work, by KATO code; what they have is not read once more. */
export async function regionsWithSchools(context: SubgraphContext): Promise<Region[]> {
  const { rows, by } = await nation(context).load('all');
  return [...ofRegions(rows, by)].map(([kato, infrastructure]) => {
    infrastructureOfRegion(context).prime(kato, infrastructure);
    return regionOf(kato);
  });
}

/** What every district has, by its KATO code. */
export const everyDistrict = async (context: SubgraphContext): Promise<readonly DistrictTotals[]> => (await nation(context).load('all')).rows;
