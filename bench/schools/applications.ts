import { otherDatabase } from '../../local/bootstrap/urls.js';
import { StartFailure } from '../../local/failure.js';
import { demoToken } from '../../local/issuer/demo-token.js';
import { withThrowawayFederation, type ThrowawayFederation } from '../../local/throwaway-federation.js';
import { withClient } from '../../local/bootstrap/connection.js';
import { median, type Figures } from '../benchmark.js';
import { withHeardInstance } from '../heard-instance.js';
import type { Part } from '../part.js';
import { atOnce, fillAdmission, MISCOUNTED, Staff } from './admission-load.js';

const [CHILDREN, SCHOOLS, PLACES, AT_ONCE] = [5_000, 100, 40, 64] as const;

interface Race extends Figures {
  readonly lost: number;
  readonly over: number;
  readonly accepted: number;
  readonly waiting: number;
  readonly repeated: number;
  readonly seconds: number;
  readonly applyMs: number;
  readonly decideMs: number;
}

const COUNTS = `select count(distinct iin)::int as children, count(*)::int as applications, count(*) filter (where state = 'ACCEPTED')::int as accepted, count(*) filter (where state = 'WAITING')::int as waiting from school_application`;

async function turn(federation: ThrowawayFederation): Promise<Race> {
  const adminUrl = otherDatabase(federation.settings.adminUrl, 'schools');
  const { schools, families } = await fillAdmission(adminUrl, { children: CHILDREN, schools: SCHOOLS, places: PLACES });
  const token = await demoToken(federation.folder, federation.state, { role: 'ministry:schools' });
  return withHeardInstance('schools', federation, async ({ url, takeReads }) => {
    const staff = new Staff([url], token);
    const [applied, decided] = [[] as number[], [] as number[]];
    const timed = async <T>(times: number[], work: Promise<T>): Promise<T> => {
      const begun = performance.now();
      const result = await work;
      times.push(performance.now() - begun);
      return result;
    };
    const begun = performance.now();
    await atOnce(AT_ONCE, families, async (family, n) => {
      const application = await timed(applied, staff.apply(family, schools[n % SCHOOLS] ?? ''));
      const answer = await timed(decided, staff.decide(application, 'ACCEPT'));
      if (answer.code === 'NO_PLACE') await staff.decide(application, 'WAIT');
      if (n % 100 === 0) takeReads();
    });
    const seconds = (performance.now() - begun) / 1000;
    return withClient(adminUrl, async (admin) => {
      const { rows: [counts = { children: 0, applications: 0, accepted: 0, waiting: 0 }] } = await admin.query<{ children: number; applications: number; accepted: number; waiting: number }>(COUNTS);
      const over = (await admin.query(MISCOUNTED)).rowCount ?? 0;
      const { accepted, waiting, children } = counts;
      return { lost: CHILDREN - Math.min(children, accepted + waiting), over, accepted, waiting, repeated: staff.repeated, seconds, applyMs: median(applied), decideMs: median(decided) };
    });
  });
}

/** Five thousand applications to a hundred schools, sixty-four at any moment, each decided as soon as it is there; who is sent away comes again. */
export const applications: Part = {
  name: 'applications',
  run: async (report) => {
    const race = await withThrowawayFederation(report, turn, { subgraphs: ['schools'], children: 0 });
    if (race === undefined) throw new StartFailure('Stopped before it was ready.');
    const { lost, over, accepted, waiting, seconds, applyMs, decideMs } = race;
    return {
      rows: [
        [`applications to ${SCHOOLS} schools with ${PLACES} places, of ${CHILDREN} children: lost`, String(lost), '0'],
        ['schools over their places', String(over), '0'],
        ['accepted', String(accepted), String(SCHOOLS * PLACES)],
        ['waiting', String(waiting), ''],
        ['all of them received and decided', `${seconds.toFixed(1)} s`, ''],
        [`one received, with ${AT_ONCE} under way`, `${applyMs.toFixed(0)} ms`, ''],
        ['one decided', `${decideMs.toFixed(0)} ms`, ''],
      ],
      figures: { children: CHILDREN, schools: SCHOOLS, ...race },
    };
  },
};
