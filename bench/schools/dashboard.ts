import { withClient } from '../../local/bootstrap/connection.js';
import { otherDatabase } from '../../local/bootstrap/urls.js';
import { StartFailure } from '../../local/failure.js';
import { demoToken } from '../../local/issuer/demo-token.js';
import { withThrowawayFederation, type ThrowawayFederation } from '../../local/throwaway-federation.js';
import { median } from '../benchmark.js';
import { withHeardInstance } from '../heard-instance.js';
import type { Part } from '../part.js';
import { fillSchools } from './synthetic-schools.js';

const SCHOOLS = 7_900;
const PUPILS = 3_900_000;
const TIMES = 15;
const MOST_MS = 200;

const INFRASTRUCTURE = 'schools designCapacity places pupils shiftCoefficient deficit crowdedSchools threeShiftSchools emergencySchools placesDelivered placesUnderConstruction projects { stage projects places } bullyingPrevention { programme schools share staffTrained victims aggressors }';
const DASHBOARD = `{ schoolDashboard { nation { ${INFRASTRUCTURE} } regions { kato schoolInfrastructure { ${INFRASTRUCTURE} } } } }`;

/** The same numbers of pupils as they were counted before they were kept. */
const COUNTED = `select s.region_kato, sum(r.pupils) from school s left join (select school_id, count(*) as pupils from enrolment where valid_from <= current_date and valid_to is null group by school_id) as r on r.school_id = s.id group by 1`;

interface Answer {
  readonly data?: { readonly schoolDashboard: { readonly nation: { readonly schools: number; readonly pupils: number }; readonly regions: readonly unknown[] } | null };
  readonly errors?: readonly { readonly message: string }[];
}

async function asked(url: string, token: string): Promise<number> {
  const begun = performance.now();
  const response = await fetch(`${url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, 'x-purpose': 'EDUCATION_PLANNING' }, body: JSON.stringify({ query: DASHBOARD }) });
  const { data, errors } = (await response.json()) as Answer;
  const took = performance.now() - begun;
  const found = data?.schoolDashboard;
  if (found == null || errors !== undefined) throw new StartFailure(errors?.[0]?.message ?? 'There is no dashboard.');
  if (found.regions.length !== 20 || found.nation.schools !== SCHOOLS || found.nation.pupils > PUPILS || found.nation.pupils < PUPILS * 0.99) throw new StartFailure(`The dashboard has ${found.nation.pupils} pupils in ${found.nation.schools} schools of ${found.regions.length} regions.`);
  return took;
}

async function counted(adminUrl: string): Promise<number> {
  return withClient(adminUrl, async (admin) => {
    const begun = performance.now();
    await admin.query(COUNTED);
    return performance.now() - begun;
  });
}

interface Turned {
  readonly ms: number;
  readonly countedMs: number;
  readonly statements: number;
}

const turn = (report: (line: string) => void) => async (federation: ThrowawayFederation): Promise<Turned> => {
  const adminUrl = otherDatabase(federation.settings.adminUrl, 'schools');
  report(`${PUPILS.toLocaleString('en-US')} enrolments in ${SCHOOLS.toLocaleString('en-US')} schools`);
  await fillSchools(adminUrl, SCHOOLS, PUPILS);
  const token = await demoToken(federation.folder, federation.state, { role: 'ministry:schools' });
  report('asking for the dashboard');
  return withHeardInstance('schools', federation, async ({ url, takeReads }) => {
    const [kept, anew]: [number[], number[]] = [[], []];
    let statements = 0;
    for (let time = 0; time <= TIMES; time += 1) {
      takeReads();
      const ms = await asked(url, token);
      statements = takeReads().length;
      const countedMs = await counted(adminUrl);
      if (time > 0) [kept, anew].forEach((list, at) => list.push(at === 0 ? ms : countedMs));
    }
    return { ms: median(kept), countedMs: median(anew), statements };
  });
};

/** The country and its regions: places, deficit, programmes against bullying; beside a count of the same pupils from their enrolments, by turns. */
export const dashboard: Part = {
  name: 'dashboard',
  run: async (report) => {
    const turned = await withThrowawayFederation(report, turn(report), { subgraphs: ['schools'], children: 0 });
    if (turned === undefined) throw new StartFailure('Stopped before it was ready.');
    const { ms, countedMs, statements } = turned;
    return {
      rows: [
        [`national dashboard, ${SCHOOLS.toLocaleString('en-US')} schools, ${PUPILS.toLocaleString('en-US')} enrolments`, `${ms.toFixed(1)} ms`, `${MOST_MS} ms`],
        ['its statements', String(statements), ''],
        ['pupils by region counted from enrolments instead', `${countedMs.toFixed(0)} ms, ${(countedMs / ms).toFixed(1)} times that`, ''],
      ],
      figures: { schools: SCHOOLS, pupils: PUPILS, ms, statements, countedMs, ratio: countedMs / ms },
    };
  },
};
