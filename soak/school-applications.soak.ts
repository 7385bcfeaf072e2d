import { withHeardInstance } from '../bench/heard-instance.js';
import { atOnce, fillAdmission, MISCOUNTED, Staff, type Family, type Told } from '../bench/schools/admission-load.js';
import { withClient } from '../local/bootstrap/connection.js';
import { otherDatabase } from '../local/bootstrap/urls.js';
import { demoToken } from '../local/issuer/demo-token.js';
import { formatTable } from '../local/table.js';
import { withThrowawayFederation, type ThrowawayFederation } from '../local/throwaway-federation.js';
import { chance } from '../subgraphs/shared/synthetic/seed.js';
import type { SoakResult } from './scenario.js';

export const usualSeconds = 120;

const [CHILDREN, SCHOOLS, PLACES, AT_ONCE, CHECK_EVERY_MS] = [400, 6, 25, 64, 1_000] as const;

/** States in which nothing is under way for the child. */
const OVER: ReadonlySet<string> = new Set(['WITHDRAWN', 'REFUSED']);

/** What a family's application goes through in one turn: applied for, decided, enrolled or withdrawn. */
async function live(staff: Staff, family: Family, school: string, pick: number): Promise<'enrolled' | 'withdrawn' | 'waiting' | 'elsewhere'> {
  const applied = await staff.apply(family, school);
  if (applied.state !== 'SUBMITTED') return 'elsewhere';
  const accepted = await staff.decide(applied, 'ACCEPT');
  const decided: Told = accepted.code === 'NO_PLACE' ? await staff.decide(applied, 'WAIT') : accepted;
  if (decided.state === 'ACCEPTED' && pick < 0.3) return (await staff.enrol(decided)).state === 'ENROLLED' ? 'enrolled' : 'elsewhere';
  if (pick > 0.8) return 'waiting';
  const after = decided.state === undefined ? applied : decided;
  return OVER.has((await staff.decide(after, 'WITHDRAW')).state) ? 'withdrawn' : 'elsewhere';
}

/** Looks once a second, and once when all is over. */
async function check(adminUrl: string, working: Promise<unknown>): Promise<{ looks: number; wrong: number }> {
  let [over, looks, wrong] = [false, 0, 0];
  const ended = working.finally(() => (over = true));
  await withClient(adminUrl, async (admin) => {
    for (let last = false; !last; looks += 1) {
      last = over;
      wrong += (await admin.query(MISCOUNTED)).rowCount ?? 0;
      if (!last) await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, CHECK_EVERY_MS))]);
    }
  });
  return { looks, wrong };
}

/** What is wrong in the end: somebody on two rolls, waiting before a free place, or an application without its journal. */
const WRONG: readonly (readonly [what: string, sql: string])[] = [
  ['a child is on two rolls', 'select 1 from enrolment where valid_to is null group by iin having count(*) > 1'],
  ['two applications of a child are open', `select 1 from school_application where state in ('SUBMITTED', 'WAITING', 'ACCEPTED') group by iin having count(*) > 1`],
  ['a child of the catchment waits before a free place', `select 1 from school_application a join intake i on i.id = a.intake_id where a.state = 'WAITING' and a.in_catchment and i.taken < i.places`],
  ['a journal is not of its application', `select 1 from school_application a where version <> (select count(*) from school_application_event e where e.application_id = a.id)
     or state <> (select to_state from school_application_event e where e.application_id = a.id order by version desc limit 1)`],
];

async function soak(federation: ThrowawayFederation, seconds: number, report: (line: string) => void): Promise<SoakResult> {
  const seed = Date.now() % 1_000_000;
  report(`seed ${seed}, ${CHILDREN} children, ${SCHOOLS} schools`);
  const adminUrl = otherDatabase(federation.settings.adminUrl, 'schools');
  const { schools, families } = await fillAdmission(adminUrl, { children: CHILDREN, schools: SCHOOLS, places: PLACES });
  const token = await demoToken(federation.folder, federation.state, { role: 'ministry:schools' });
  const tally = { enrolled: 0, withdrawn: 0, waiting: 0, elsewhere: 0 };
  return withHeardInstance('schools', federation, async (one) => withHeardInstance('schools', federation, async (other) => {
    const staff = [one, other].map(({ url }) => new Staff([url], token));
    const until = performance.now() + seconds * 1000;
    const work = async (): Promise<void> => {
      for (let round = 0; performance.now() < until; round += 1) {
        await atOnce(AT_ONCE, families, async (family, n) => {
          if (performance.now() >= until) return;
          const pick = (what: string): number => chance(seed, what, n, round);
          const clerk = staff[n % staff.length];
          if (clerk !== undefined) tally[await live(clerk, family, schools[Math.floor(pick('school') * SCHOOLS)] ?? '', pick('turn'))] += 1;
        });
        one.takeReads();
        other.takeReads();
      }
    };
    const working = work();
    const [{ looks, wrong }] = await Promise.all([check(adminUrl, working), working]);
    const failures = wrong > 0 ? [`places were miscounted ${wrong} times`] : [];
    await withClient(adminUrl, async (admin) => {
      for (const [what, sql] of WRONG) if ((await admin.query(sql)).rowCount !== 0) failures.push(what);
    });
    if (tally.enrolled === 0 || tally.withdrawn === 0) failures.push('nobody was enrolled, or nothing was withdrawn');
    return { table: formatTable([['enrolled', 'withdrawn', 'waiting', 'under way already', 'looks', 'failures'], [tally.enrolled, tally.withdrawn, tally.waiting, tally.elsewhere, looks, failures.length].map(String)]), figures: { ...tally, looks }, failures };
  }));
}

/** Sixty-four officials at two instances apply, decide, withdraw and enrol for four hundred children at once, and once a second every place must be counted. */
export async function run(seconds: number, report: (line: string) => void): Promise<SoakResult> {
  const result = await withThrowawayFederation(report, (federation) => soak(federation, seconds, report), { subgraphs: ['schools'], children: 0 });
  return result ?? { table: '', figures: {}, failures: ['stopped before it was ready'] };
}
