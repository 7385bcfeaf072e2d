import { createHash, randomUUID } from 'node:crypto';
import type { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Viewer } from '../../../subgraphs/shared/access/viewer.js';
import { addDays } from '../../../subgraphs/shared/calendar.js';
import { binOf } from '../../../subgraphs/schools/seed/schools.js';
import { viewerAs } from '../../support/gateway-call.js';
import { readLedger } from '../../ledger/read-ledger.js';
import { rowsOf } from '../../support/jobs.js';
import { withClient } from '../../support/kept-connections.js';
import type { Input, Outcome } from '../../support/outcome.js';
import { startTestSubgraph, type TestSubgraph } from '../../support/subgraph.js';

const NATION = viewerAs('ministry:schools', { organisation: binOf(7, '15') });
const ALMATY = viewerAs('ministry:schools', { regions: ['750000000'], subject: 'almaty' });
const ASTANA = viewerAs('ministry:schools', { regions: ['710000000'], subject: 'astana' });
const DISTRICT = '751410000';
const [CUSTOMER, CONTRACTOR, SCHOOL] = [binOf(1, '15'), binOf(2, '15'), binOf(3, '15')];
/** Nobody's, with a valid check digit. */
const IIN = '150601900015';
const FEATURES = { stemLab: true, roboticsLab: false, inclusiveRoom: true, lift: true, ramps: true, cctv: true, alarmButton: false, blocksSeparated: true };
const NEW_SCHOOL = { bin: SCHOOL, type: 'SECONDARY', ownership: 'STATE', shifts: 1, languages: ['KK', 'RU'] };

const INPUTS: Readonly<Record<string, string>> = {
  planProject: 'PlanProjectInput', planStage: 'PlanStageInput', recordExpertise: 'RecordExpertiseInput', reachStage: 'ReachStageInput', suspendProject: 'StopProjectInput', resumeProject: 'ResumeProjectInput',
  cancelProject: 'StopProjectInput', commissionProject: 'CommissionProjectInput', attachProjectDocument: 'AttachProjectDocumentInput', openProjectSchool: 'OpenProjectSchoolInput', correctProject: 'CorrectProjectInput',
};

let schools: TestSubgraph;
let today: string;
beforeAll(async () => {
  schools = await startTestSubgraph('schools');
  today = schools.facts.asOf;
});
afterAll(() => schools.close());

interface Project extends Outcome {
  readonly stage?: string;
}

async function change(mutation: string, input: Input, viewer: Viewer = NATION): Promise<Project> {
  const query = `mutation ($input: ${INPUTS[mutation]}!) { ${mutation}(input: $input) { __typename ... on SchoolProject { id stage version } ... on Refusal { code field message } } }`;
  const { data, errors } = await schools.call({ query, variables: { input: { idempotencyKey: randomUUID(), source: 'test', ...input } }, viewer, purpose: 'EDUCATION_PLANNING' });
  return { ...(data?.[mutation] as Project | null), errors };
}

const plan = (input: Input = {}, viewer: Viewer = NATION): Promise<Project> =>
  change('planProject', { occurredOn: '2024-01-10', programme: 'COMFORTABLE_SCHOOL', kind: 'SCHOOL', name: { kk: 'Мектеп', ru: 'Школа', en: 'School' }, district: DISTRICT, rural: false, designCapacity: 600, customer: CUSTOMER, ...input }, viewer);

const done = async (outcome: Promise<Project>): Promise<Project & { readonly id: string; readonly version: number }> => {
  const { id, version, ...rest } = await outcome;
  if (id === undefined || version === undefined) throw new Error(JSON.stringify(rest));
  return { ...rest, id, version };
};

const said = ({ code, field, errors }: Project): string => (code === undefined ? errors.map(({ message, extensions }) => `${String(extensions['code'])} ${message}`).join() : `${code} ${field}`);

/** A project of Almaty, or one of the seed, taken on along its path. */
class Life {
  private constructor(readonly id: string, public version: number, private day: string) {}

  static async begin(input: Input = {}): Promise<Life> {
    const { id, version } = await done(plan(input));
    return new Life(id, version, '2024-01-10');
  }

  /** Each of them once: who takes one changes it. */
  static async seeded(stage: string, condition = "p.kind = 'SCHOOL'"): Promise<Life> {
    const [row] = await rowsOf<{ id: string; version: number; since: string }>(schools, `
      select p.public_id as id, p.version, n.occurred_on::text as since from project p cross join lateral (select * from project_stage s where s.project_id = p.id order by step desc limit 1) n
       where p.source like '%synthetic%' and n.source like '%synthetic%' and n.stage = $1 and ${condition} order by p.id limit 1`, [stage]);
    if (row === undefined) throw new Error(`The seed has no project that is ${stage}.`);
    return new Life(row.id, row.version, row.since);
  }

  /** Tries a change a month later, or today; it counts only where it is made. */
  async try(mutation: string, input: Input = {}, viewer: Viewer = NATION): Promise<Project> {
    const later = addDays(this.day, 30);
    const occurredOn = later < today ? later : today;
    const outcome = await change(mutation, { project: this.id, expectedVersion: this.version, occurredOn, ...input }, viewer);
    if (outcome.version !== undefined) [this.version, this.day] = [outcome.version, occurredOn];
    return outcome;
  }
}

const FULL = `id programme kind name(lang: RU) region { kato } district { kato } rural designCapacity placesDelivered stage stageSince resumesAt late slippageDays opensOn cost { amount currency } costPerPlace { amount }
  normPerPlace { amount } overNorm contractor customer act relieves { id } school { id bin designCapacity openedOn programme buildingState features { stemLab roboticsLab cctv blocksSeparated } project { id } } version source
  stages { stage firstPlannedOn plannedOn actualOn slippageDays statements { plannedOn statedOn source } } conclusions { number verdict concludedOn source } documents { kind uri sha256 datedOn }
  history { from to occurredOn reason contractor cost { amount } source organisation version }`;

async function show(id: string): Promise<Record<string, unknown>> {
  const { data, errors } = await schools.call({ query: `query ($id: ID!) { schoolProject(id: $id) { ${FULL} } }`, variables: { id } });
  expect(errors).toEqual([]);
  return data?.['schoolProject'] as Record<string, unknown>;
}

describe('the seed', () => {
  it('has what every school of a programme came from, and versions that count the entries', async () => {
    const [found] = await rowsOf<Record<string, number>>(schools, `select
      (select count(*)::int from school s where programme is not null and nobd_id is not null and not exists (select from project_stage t where t.school_id = s.id)) as without,
      (select count(*)::int from project p where source like '%synthetic%' and version <> (select max(version) from (select version, project_id from project_stage union all select version, project_id from project_plan union all select version, project_id from expertise_conclusion union all select version, project_id from project_document) e where e.project_id = p.id)) as miscounted,
      (select count(*)::int from project_plan where planned_on < stated_on) as backwards,
      (select count(*)::int from project_stage where occurred_on > $1) as "to come"`, [today]);
    expect(found).toEqual({ without: 0, miscounted: 0, backwards: 0, 'to come': 0 });
  });
});

describe('a project', () => {
  it('goes from the plan to the school, and everybody sees all of it', async () => {
    const [crowded] = await rowsOf<{ id: string }>(schools, `select public_id as id from school where region_kato = '750000000' order by id limit 1`);
    const life = await Life.begin({ relieves: [crowded?.id], cost: '4000000000', plans: [{ stage: 'COMMISSIONED', plannedOn: '2024-08-01' }, { stage: 'OPENED', plannedOn: '2024-09-01' }] });
    await done(life.try('reachStage', { stage: 'LAND_ALLOCATED' }, ALMATY));
    await done(life.try('reachStage', { stage: 'DESIGN' }, ALMATY));
    await done(life.try('planStage', { plans: [{ stage: 'COMMISSIONED', plannedOn: '2024-12-01' }, { stage: 'OPENED', plannedOn: '2024-12-20' }] }, ALMATY));
    expect(await show(life.id)).toMatchObject({ stage: 'DESIGN', placesDelivered: 0, late: true, opensOn: '2024-12-20', school: null, contractor: null });
    await done(life.try('reachStage', { stage: 'STATE_EXPERTISE' }));
    await done(life.try('recordExpertise', { number: '02-1', verdict: 'NEGATIVE' }));
    expect(said(await life.try('reachStage', { stage: 'TENDER' }))).toBe('EXPERTISE_MISSING input.occurredOn');
    await done(life.try('recordExpertise', { number: '01-1', verdict: 'POSITIVE' }));
    await done(life.try('reachStage', { stage: 'TENDER' }));
    await done(life.try('reachStage', { stage: 'MOBILISATION', contractor: CONTRACTOR, cost: '4080000000' }));
    await done(life.try('reachStage', { stage: 'CONSTRUCTION' }));
    await done(life.try('suspendProject', { reason: 'FUNDING' }, ALMATY));
    expect(await show(life.id)).toMatchObject({ stage: 'SUSPENDED', resumesAt: 'CONSTRUCTION' });
    expect(said(await life.try('reachStage', { stage: 'EQUIPPING' }))).toContain('resumeProject');
    await done(life.try('resumeProject'));
    await done(life.try('reachStage', { stage: 'EQUIPPING' }));
    expect(await show(life.id)).toMatchObject({ placesDelivered: 0 });
    const sha256 = createHash('sha256').update('act').digest('hex');
    await done(life.try('attachProjectDocument', { kind: 'ACT', uri: 'https://papers.invalid/act 12.pdf', sha256: sha256.toUpperCase() }));
    await done(life.try('commissionProject', { act: '12-A' }));
    expect(await show(life.id)).toMatchObject({ stage: 'COMMISSIONED', placesDelivered: 600, act: '12-A', school: null });
    await done(life.try('openProjectSchool', { newSchool: NEW_SCHOOL, features: FEATURES }));

    const shown = await show(life.id);
    expect(shown).toMatchObject({
      programme: 'COMFORTABLE_SCHOOL', kind: 'SCHOOL', name: 'Школа', region: { kato: '750000000' }, district: { kato: DISTRICT }, stage: 'OPENED', late: false, contractor: CONTRACTOR, customer: CUSTOMER,
      cost: { amount: '4080000000', currency: 'KZT' }, costPerPlace: { amount: '6800000' }, normPerPlace: { amount: '6800000' }, overNorm: '1', relieves: [crowded],
      school: { bin: SCHOOL, designCapacity: 600, programme: 'COMFORTABLE_SCHOOL', buildingState: 'NORMAL', features: { stemLab: true, roboticsLab: false, cctv: true, blocksSeparated: true }, project: { id: life.id } },
      conclusions: [{ number: '02-1', verdict: 'NEGATIVE' }, { number: '01-1', verdict: 'POSITIVE' }], documents: [{ kind: 'ACT', uri: 'https://papers.invalid/act%2012.pdf', sha256 }], version: 16,
    });
    const history = shown['history'] as { to: string; version: number }[];
    expect(history.map(({ to }) => to)).toEqual(['PLANNED', 'LAND_ALLOCATED', 'DESIGN', 'STATE_EXPERTISE', 'TENDER', 'MOBILISATION', 'CONSTRUCTION', 'SUSPENDED', 'CONSTRUCTION', 'EQUIPPING', 'COMMISSIONED', 'OPENED']);
    expect(history[0]).toMatchObject({ from: null, occurredOn: '2024-01-10', cost: { amount: '4000000000' }, organisation: binOf(7, '15'), version: 1 });
    expect(history[7]).toMatchObject({ from: 'CONSTRUCTION', reason: 'FUNDING', contractor: null, organisation: null });
    const stages = shown['stages'] as { stage: string; actualOn: string; slippageDays: number | null; statements: unknown[] }[];
    const commissioned = stages.find(({ stage }) => stage === 'COMMISSIONED');
    expect(commissioned?.statements).toEqual([{ plannedOn: '2024-08-01', statedOn: '2024-01-10', source: 'test' }, { plannedOn: '2024-12-01', statedOn: '2024-04-09', source: 'test' }]);
    expect(commissioned?.slippageDays).toBe(shown['slippageDays']);
    expect(shown['slippageDays']).toBe((Date.parse(commissioned?.actualOn ?? '') - Date.parse('2024-08-01')) / 86_400_000);
    const [relieved] = await rowsOf<{ n: number }>(schools, `select count(*)::int as n from project_relief r join school s on s.id = r.school_id where s.public_id = $1`, [crowded?.id]);
    const { data } = await schools.call({ query: `{ school(id: "${crowded?.id}") { relievedBy { id } } }` });
    const by = (data?.['school'] as { relievedBy: { id: string }[] }).relievedBy;
    expect([by.length, by.at(-1)?.id]).toEqual([relieved?.n, life.id]);
  });

  it('ends cancelled, or as a school that is on record already', async () => {
    const life = await Life.seeded('TENDER');
    await done(life.try('cancelProject', { reason: 'NO_NEED' }));
    expect(said(await life.try('resumeProject'))).toBe('NOT_IN_THIS_STATE input.project');
    expect(said(await life.try('planStage', { plans: [{ stage: 'OPENED', plannedOn: '2030-01-01' }] }))).toBe('NOT_IN_THIS_STATE input.project');
    expect(await show(life.id)).toMatchObject({ stage: 'CANCELLED', placesDelivered: 0, opensOn: null, late: false });

    const linked = await Life.seeded('COMMISSIONED');
    const [elsewhere, own] = await rowsOf<{ id: string }>(schools, `(select public_id as id from school order by id limit 1) union all
      (select s.public_id from school s join project p using (district_kato) where p.public_id = $1 and not exists (select from project_stage t where t.school_id = s.id) order by s.id limit 1)`, [linked.id]);
    expect(said(await linked.try('openProjectSchool', { school: elsewhere?.id }))).toBe('UNKNOWN_SCHOOL input.school');
    expect(said(await linked.try('openProjectSchool', { newSchool: { ...NEW_SCHOOL, bin: binOf(1) }, features: FEATURES }))).toBe('ALREADY_RECORDED input.newSchool');
    for (const input of [{}, { school: own?.id, newSchool: NEW_SCHOOL }, { newSchool: { ...NEW_SCHOOL, shifts: 4 }, features: FEATURES }, { newSchool: { ...NEW_SCHOOL, bin: IIN }, features: FEATURES }, { newSchool: NEW_SCHOOL }]) expect(said(await linked.try('openProjectSchool', input))).toContain('BAD_USER_INPUT');
    await done(linked.try('openProjectSchool', { school: own?.id, features: FEATURES }));
    expect(await show(linked.id)).toMatchObject({ school: { id: own?.id, features: { stemLab: true, roboticsLab: false } } });
    const again = await Life.seeded('COMMISSIONED');
    const [taken] = await rowsOf<{ id: string }>(schools, `update school set district_kato = p.district_kato, region_kato = p.region_kato from project p where p.public_id = $1 and school.public_id = $2 returning school.public_id as id`, [again.id, own?.id]);
    expect(said(await again.try('openProjectSchool', { school: taken?.id }))).toBe('ALREADY_RECORDED input.school');
  });

  it('of a purchase has no construction, and the expertise all the same; a centre is opened as such', async () => {
    const bought = await Life.begin({ programme: 'PURCHASE' });
    expect(said(await bought.try('reachStage', { stage: 'LAND_ALLOCATED' }))).toBe('NOT_IN_THIS_STATE input.stage');
    await done(bought.try('reachStage', { stage: 'STATE_EXPERTISE' }));
    expect(said(await bought.try('reachStage', { stage: 'TENDER' }))).toBe('EXPERTISE_MISSING input.occurredOn');
    await done(bought.try('recordExpertise', { number: '1', verdict: 'POSITIVE' }));
    await done(bought.try('reachStage', { stage: 'TENDER' }));
    for (const contractor of [null, IIN]) expect(said(await bought.try('reachStage', { stage: 'EQUIPPING', contractor }))).toContain('input.contractor');
    await done(bought.try('reachStage', { stage: 'EQUIPPING', contractor: CONTRACTOR }));
    await done(bought.try('commissionProject', { act: '1' }));

    const centre = await Life.seeded('COMMISSIONED', "p.kind = 'RECREATION_CENTRE'");
    expect(said(await centre.try('openProjectSchool', { newSchool: NEW_SCHOOL, features: FEATURES }))).toBe('NOT_IN_THIS_STATE input.project');
    await done(centre.try('reachStage', { stage: 'OPENED' }));
    expect(await show(centre.id)).toMatchObject({ stage: 'OPENED', school: null, normPerPlace: null, overNorm: null });
  });
});

describe('mutations', () => {
  it('are refused for what cannot be, naming the field', async () => {
    for (const [input, told] of [
      [{ district: '751999000' }, 'UNKNOWN_PLACE input.district'],
      [{ relieves: [randomUUID()] }, 'UNKNOWN_SCHOOL input.relieves'],
      [{ relieves: ["' or true --"] }, 'UNKNOWN_SCHOOL input.relieves'],
      [{ plans: [{ stage: 'SUSPENDED', plannedOn: '2025-01-01' }] }, 'NOT_IN_THIS_STATE input.plans[0].stage'],
      [{ programme: 'PURCHASE', plans: [{ stage: 'CONSTRUCTION', plannedOn: '2025-01-01' }] }, 'NOT_IN_THIS_STATE input.plans[0].stage'],
      [{ plans: [{ stage: 'OPENED', plannedOn: '2025-01-01' }, { stage: 'DESIGN', plannedOn: '2025-01-02' }] }, 'CONTRADICTORY input.plans'],
    ] as const) expect([input, said(await plan(input))]).toEqual([input, told]);
    for (const input of [{ customer: IIN }, { designCapacity: 0 }, { cost: '0' }, { cost: '0.001' }, { name: { kk: ' ', ru: 'x', en: 'x' } }, { name: { kk: 'x', ru: 'x', en: IIN } }, { occurredOn: addDays(today, 1) }, { plans: [{ stage: 'OPENED', plannedOn: '2024-01-09' }] },
      { plans: [{ stage: 'OPENED', plannedOn: '2025-01-01' }, { stage: 'OPENED', plannedOn: '2025-01-02' }] }]) expect([input, said(await plan(input))]).toEqual([input, expect.stringContaining('BAD_USER_INPUT') as string]);
    const life = await Life.begin({ plans: [{ stage: 'OPENED', plannedOn: '2025-01-01' }] });
    for (const stage of ['LAND_ALLOCATED', 'DESIGN', 'STATE_EXPERTISE']) await done(life.try('reachStage', { stage }));
    await done(life.try('recordExpertise', { number: '7', verdict: 'POSITIVE' }));
    for (const [mutation, input, told] of [
      ['reachStage', { stage: 'CONSTRUCTION' }, 'NOT_IN_THIS_STATE input.stage'],
      ['reachStage', { stage: 'TENDER', occurredOn: '2024-01-11' }, 'OUT_OF_ORDER input.occurredOn'],
      ['recordExpertise', { number: '7', verdict: 'POSITIVE' }, 'ALREADY_RECORDED input.number'],
      ['recordExpertise', { number: '8', verdict: 'POSITIVE', occurredOn: '2024-01-11' }, 'OUT_OF_ORDER input.occurredOn'],
      ['planStage', { plans: [{ stage: 'DESIGN', plannedOn: '2025-01-01' }] }, 'NOT_IN_THIS_STATE input.plans[0].stage'],
      ['planStage', { plans: [{ stage: 'COMMISSIONED', plannedOn: '2025-01-02' }] }, 'CONTRADICTORY input.plans'],
      ['planStage', { occurredOn: '2024-01-09', plans: [{ stage: 'COMMISSIONED', plannedOn: '2025-01-01' }] }, 'OUT_OF_ORDER input.occurredOn'],
      ['commissionProject', { act: '1' }, 'NOT_IN_THIS_STATE input.project'],
      ['openProjectSchool', { newSchool: NEW_SCHOOL, features: FEATURES }, 'NOT_IN_THIS_STATE input.project'],
      ['reachStage', { stage: 'TENDER', expectedVersion: 1 }, 'VERSION_CONFLICT input.expectedVersion'],
      ['reachStage', { stage: 'TENDER', project: randomUUID() }, 'UNKNOWN_PROJECT input.project'],
      ['reachStage', { stage: 'TENDER', project: 'x' }, 'UNKNOWN_PROJECT input.project'],
    ] as const) expect([mutation, input, said(await life.try(mutation, input))]).toEqual([mutation, input, told]);
    for (const [mutation, input] of [['reachStage', { stage: 'COMMISSIONED' }], ['reachStage', { stage: 'OPENED' }], ['planStage', { plans: [] }], ['attachProjectDocument', { kind: 'ACT', uri: 'http://a.invalid/', sha256: 'a'.repeat(64) }],
      ['attachProjectDocument', { kind: 'ACT', uri: 'https://me:secret@a.invalid/', sha256: 'a'.repeat(64) }], ['attachProjectDocument', { kind: 'ACT', uri: `https://a.invalid/${IIN}`, sha256: 'a'.repeat(64) }], ['attachProjectDocument', { kind: 'ACT', uri: 'https://a.invalid/', sha256: 'x' }]] as const) {
      expect([mutation, input, said(await life.try(mutation, input))]).toEqual([mutation, input, expect.stringContaining('BAD_USER_INPUT') as string]);
    }
    expect((await show(life.id))['version']).toBe(life.version);
  });

  it('are of the department\'s regions, and of no other role', async () => {
    expect(said(await plan({}, ASTANA))).toBe('OUTSIDE_YOUR_REGIONS input.district');
    const life = await Life.begin();
    expect(said(await life.try('reachStage', { stage: 'LAND_ALLOCATED' }, ASTANA))).toBe('UNKNOWN_PROJECT input.project');
    expect(said(await life.try('reachStage', { stage: 'LAND_ALLOCATED' }, viewerAs('caseworker')))).toContain('ROLE_NOT_ALLOWED');
    expect(said(await life.try('reachStage', { stage: 'LAND_ALLOCATED' }, ALMATY))).toBe('');
  });

  it('have one effect, however often and at once they are sent', async () => {
    const life = await Life.begin();
    const input = { project: life.id, expectedVersion: life.version, occurredOn: '2024-03-01', stage: 'LAND_ALLOCATED', idempotencyKey: randomUUID() };
    const clerk = viewerAs('ministry:schools', { subject: 'one-effect' });
    const same = await Promise.all(Array.from({ length: 4 }, () => change('reachStage', input, clerk)));
    expect(new Set(same.map(({ stage, version }) => `${stage} ${version}`))).toEqual(new Set(['LAND_ALLOCATED 2']));
    const others = await Promise.all(Array.from({ length: 4 }, () => change('reachStage', { ...input, expectedVersion: 2, stage: 'DESIGN', idempotencyKey: randomUUID() }, clerk)));
    expect(others.map((one) => one.stage ?? said(one)).sort()).toEqual(['DESIGN', ...Array.from({ length: 3 }, () => 'VERSION_CONFLICT input.expectedVersion')]);
    expect(await show(life.id)).toMatchObject({ version: 3 });
    const recorded = await rowsOf<{ n: number }>(schools, 'select count(*)::int as n from project_stage s join project p on p.id = s.project_id where p.public_id = $1', [life.id]);
    expect(recorded).toEqual([{ n: 3 }]);
    const ledger = (await readLedger(schools.database.adminUrl, 'one-effect')).filter(({ kind }) => kind === 'WRITE');
    expect(ledger.map(({ outcome, reason, fields, iin }) => `${outcome} ${reason} ${fields.join()} ${iin}`).sort()).toEqual([
      ...Array.from({ length: 3 }, () => 'REFUSED VERSION_CONFLICT Mutation.reachStage null'), ...Array.from({ length: 2 }, () => 'WRITTEN null Mutation.reachStage null')]);
  });
});

describe('the database by itself', () => {
  const asApp = <T>(work: (client: Client) => Promise<T>, regions = '*'): Promise<T> =>
    withClient(schools.database.appUrl, async (client) => {
      await client.query(`begin; set local app.path = 'register'; set local app.regions = '${regions}'`);
      const found = await work(client);
      await client.query('rollback');
      return found;
    });

  const STAGE = `insert into project_stage (project_id, path, version, step, from_stage, stage, occurred_on, received_on, stop_reason, contractor_bin, act_number, source)
    select id, path, 99, $2, $3, $4, $5, $5, case when $4 in ('SUSPENDED', 'CANCELLED') then 'OTHER' end, case when $4 in ('MOBILISATION', 'EQUIPPING') then '150290000012' end, case when $4 = 'COMMISSIONED' then '1' end, 'test' from project where public_id = $1`;

  /** Of a project that was built and not bought, with no conclusion that would matter. */
  const STANDS = "p.kind = 'SCHOOL' and p.path = 'BUILD' and n.step = 4";

  /** What a row of the stages is refused by. */
  const refusedBy = (id: string, rows: readonly (readonly [step: number, from: string | null, stage: string, day?: string])[]): Promise<string | undefined> =>
    asApp(async (client) => {
      for (const [step, from, stage, day = '2027-01-01'] of rows) {
        try {
          await client.query(STAGE, [id, step, from, stage, day]);
        } catch (error) {
          return (error as { constraint?: string }).constraint;
        }
      }
      return undefined;
    });

  it('keeps the order of stages, the expertise, what a suspension has left, and the ends', async () => {
    const { id } = await Life.seeded('STATE_EXPERTISE', STANDS);
    expect(await refusedBy(id, [[5, 'STATE_EXPERTISE', 'TENDER']])).toBe('project_stage_expertise');
    expect(await refusedBy(id, [[5, 'STATE_EXPERTISE', 'CONSTRUCTION']])).toBe('project_stage_step');
    expect(await refusedBy(id, [[5, 'DESIGN', 'STATE_EXPERTISE']])).toBe('project_stage_follows');
    expect(await refusedBy(id, [[6, 'STATE_EXPERTISE', 'CANCELLED']])).toBe('project_stage_follows');
    expect(await refusedBy(id, [[4, 'DESIGN', 'STATE_EXPERTISE']])).toMatch(/_key$/);
    expect(await refusedBy(id, [[5, 'STATE_EXPERTISE', 'CANCELLED', '2024-01-11']])).toBe('project_stage_in_order');
    expect(await refusedBy(id, [[5, 'STATE_EXPERTISE', 'SUSPENDED'], [6, 'SUSPENDED', 'STATE_EXPERTISE'], [7, 'STATE_EXPERTISE', 'CANCELLED']])).toBeUndefined();
    expect(await refusedBy(id, [[5, 'STATE_EXPERTISE', 'SUSPENDED'], [6, 'SUSPENDED', 'DESIGN']])).toBe('project_stage_resumes');
    expect(await refusedBy(id, [[5, 'STATE_EXPERTISE', 'SUSPENDED'], [6, 'SUSPENDED', 'EQUIPPING']])).toBe('project_stage_resumes');
    expect(await refusedBy(id, [[5, 'STATE_EXPERTISE', 'CANCELLED'], [6, 'CANCELLED', 'STATE_EXPERTISE']])).toBe('project_stage_step');
    expect(await refusedBy(id, [[1, null, 'CONSTRUCTION']])).toBe('project_stage_begins');
    const opened = await Life.seeded('OPENED', "p.path = 'BUILD'");
    expect(await refusedBy(opened.id, [[11, 'OPENED', 'CANCELLED']])).toBe('project_stage_step');
  });

  it('commissions nothing without an act or with a no of the expertise, and counts no place before', async () => {
    const { id } = await Life.seeded('EQUIPPING', STANDS.replace('4', '8'));
    const one = (column: string, value: string): Promise<string | undefined> =>
      asApp((client) => client.query(STAGE.replace(column, value), [id, 9, 'EQUIPPING', 'COMMISSIONED', '2027-01-01']).then(() => undefined, (error: { constraint?: string }) => error.constraint));
    expect(await one("case when $4 = 'COMMISSIONED' then '1' end", 'null')).toBe('project_stage_act');
    expect(await one('nothing', '')).toBeUndefined();
    await rowsOf(schools, `insert into expertise_conclusion (project_id, version, number, verdict, concluded_on, source) select id, 98, 'late', 'NEGATIVE', '2026-12-01', 'test' from project where public_id = $1`, [id]);
    expect(await one('nothing', '')).toBe('project_stage_expertise');
  });

  it('changes and deletes no entry, and shows a department no other region to write in', async () => {
    for (const table of ['expertise_conclusion', 'project_stage', 'project_plan', 'project_document', 'project_relief', 'project_correction']) {
      for (const sql of [`update ${table} set recorded_at = now()`, `delete from ${table}`]) await expect(asApp((client) => client.query(sql))).rejects.toThrow(/permission denied/);
    }
    for (const sql of ["update project set design_capacity = 1", 'delete from project', "update programme_target set value = 1", "insert into cost_norm values (1, '2026-01-01', null, 1, 'x', 'x', 'A')"]) await expect(asApp((client) => client.query(sql))).rejects.toThrow(/permission denied/);
    expect(await asApp(async (client) => (await client.query<{ region_kato: string }>('update project set version = version + 1 returning region_kato')).rows.map((row) => row.region_kato), '750000000')).toSatisfy((found: string[]) => found.length > 0 && found.every((region) => region === '750000000'));
  });
});

const CORRECTED = 'name(lang: RU) district { kato } rural designCapacity placesDelivered customer version corrections { fact was corrected reason occurredOn source organisation version }';

describe('a correction', () => {
  const reason = 'A figure of the draft was recorded';
  const correct = (life: Life, input: Input, viewer?: Viewer) => life.try('correctProject', { reason, ...input }, viewer);
  const shown = async (id: string) => {
    const { data } = await schools.call({ query: `query ($id: ID!) { schoolProject(id: $id) { ${CORRECTED} } }`, variables: { id } });
    return data?.['schoolProject'] as Record<string, unknown>;
  };
  const other = '751510000';

  it('shows what is right from then on, and what was recorded beside it', async () => {
    const life = await Life.begin();
    const row = () => rowsOf(schools, 'select name_ru, district_kato, rural, design_capacity, customer_bin from project where public_id = $1', [life.id]);
    const before = await row();
    await done(correct(life, { designCapacity: 900, district: other, rural: true, name: { kk: 'Мектеп', ru: 'Школа № 7', en: 'School' }, customer: CONTRACTOR }));
    await done(correct(life, { designCapacity: 700 }, ALMATY));
    const found = await shown(life.id);
    expect(found).toMatchObject({ name: 'Школа № 7', district: { kato: other }, rural: true, designCapacity: 700, customer: CONTRACTOR, version: 3 });
    expect(found['corrections']).toEqual([
      ['DESIGN_CAPACITY', '600', '900', 2], ['DISTRICT', DISTRICT, other, 2], ['RURAL', 'false', 'true', 2], ['NAME_RU', 'Школа', 'Школа № 7', 2], ['CUSTOMER', CUSTOMER, CONTRACTOR, 2], ['DESIGN_CAPACITY', '900', '700', 3],
    ].map(([fact, was, corrected, version]) => ({ fact, was, corrected, version, reason, source: 'test', organisation: version === 2 ? NATION.organisation : ALMATY.organisation, occurredOn: version === 2 ? '2024-02-09' : '2024-03-10' })));
    expect(await row()).toEqual(before);
  });

  it('counts wherever a project is counted, and not on a day on which it was not known', async () => {
    const counts = async (on: string | null) => {
      const query = `query ($on: Date) { buildingProgress(programme: COMFORTABLE_SCHOOL, kind: SCHOOL, on: $on) { years { year plannedPlaces } } schoolDashboard { regions { kato schoolInfrastructure { projects { stage places } } } } schoolProjects(filter: { districtKato: "${other}" }, first: 100) { edges { node { id } } } }`;
      const { data } = await schools.call({ query, variables: { on } });
      const { buildingProgress, schoolDashboard, schoolProjects } = data as { buildingProgress: { years: { year: number; plannedPlaces: number }[] }; schoolDashboard: { regions: { kato: string; schoolInfrastructure: { projects: { stage: string; places: number }[] } }[] }; schoolProjects: { edges: { node: { id: string } }[] } };
      const planned = schoolDashboard.regions.find(({ kato }) => kato === '750000000')?.schoolInfrastructure.projects.find(({ stage }) => stage === 'PLANNED')?.places ?? 0;
      return { progress: buildingProgress.years.find(({ year }) => year === 2026)?.plannedPlaces ?? 0, planned, listed: schoolProjects.edges.map(({ node }) => node.id) };
    };
    const life = await Life.begin({ plans: [{ stage: 'COMMISSIONED', plannedOn: '2026-12-01' }] });
    const [past, now] = [await counts(addDays(today, -1)), await counts(null)];
    await done(correct(life, { designCapacity: 650, district: other }));
    const [pastThen, then] = [await counts(addDays(today, -1)), await counts(null)];
    expect([pastThen.progress, then.progress, then.planned]).toEqual([past.progress, now.progress + 100, now.planned + 100]);
    expect([now.listed.includes(life.id), then.listed.includes(life.id)]).toEqual([false, true]);
  });

  it('is refused where there is nothing to correct, or where it would be another project', async () => {
    const life = await Life.begin();
    for (const [input, expected] of [
      [{}, 'must have at least one fact'], [{ designCapacity: 600 }, 'ALREADY_RECORDED input.designCapacity'], [{ name: { kk: 'Мектеп', ru: 'Школа', en: 'School' } }, 'ALREADY_RECORDED input.name.kk'], [{ designCapacity: 700, rural: false }, 'ALREADY_RECORDED input.rural'],
      [{ designCapacity: 0 }, 'input.designCapacity'], [{ district: '751999000' }, 'UNKNOWN_PLACE input.district'], [{ district: '711110000' }, 'CONTRADICTORY input.district'], [{ customer: IIN }, 'input.customer'], [{ rural: true, reason: ` ${IIN}` }, 'input.reason'],
      [{ rural: true, reason: ' ' }, 'input.reason'], [{ rural: true, occurredOn: '2024-01-09' }, 'OUT_OF_ORDER input.occurredOn'], [{ rural: true, expectedVersion: 7 }, 'VERSION_CONFLICT input.expectedVersion'], [{ rural: true, project: randomUUID() }, 'UNKNOWN_PROJECT input.project'],
    ] as const) expect(said(await correct(life, input))).toContain(expected);
    expect(said(await correct(life, { rural: true }, ASTANA))).toBe('UNKNOWN_PROJECT input.project');
    const opened = await Life.seeded('OPENED');
    expect(said(await correct(opened, { district: await neighbour(opened.id) }))).toBe('NOT_IN_THIS_STATE input.district');
    expect(await shown(life.id)).toMatchObject({ version: 1, corrections: [] });
  });

  /** Another district of a project's region. */
  const neighbour = async (id: string): Promise<string> =>
    (await rowsOf<{ kato: string }>(schools, 'select s.district_kato as kato from school s join project p using (region_kato) where p.public_id = $1 and s.district_kato <> p.district_kato order by 1 limit 1', [id]))[0]?.kato ?? '';
});

interface Listed {
  readonly id: string;
  readonly kind: string;
  readonly stage: string;
  readonly late: boolean;
  readonly slippageDays: number | null;
  readonly opensOn: string | null;
  readonly contractor: string | null;
  readonly region: { readonly kato: string };
  readonly designCapacity: number;
  readonly placesDelivered: number;
}

async function list(filter: Input = {}): Promise<Listed[]> {
  const found: Listed[] = [];
  let after: string | null = null;
  do {
    const { data, errors } = await schools.call({
      query: `query ($filter: SchoolProjectFilter, $after: String) { schoolProjects(filter: $filter, first: 100, after: $after) { edges { node { id kind stage late slippageDays opensOn contractor region { kato } designCapacity placesDelivered } } pageInfo { hasNextPage endCursor } } }`,
      variables: { filter, after },
    });
    expect(errors).toEqual([]);
    const page = data?.['schoolProjects'] as { edges: { node: Listed }[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } };
    found.push(...page.edges.map(({ node }) => node));
    after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
  } while (after !== null);
  return found;
}

describe('what is public', () => {
  it('lists every project once, and by every condition what the projects say of themselves', async () => {
    const all = await list();
    const ids = (ones: readonly Listed[]) => ones.map(({ id }) => id);
    expect(new Set(ids(all)).size).toBe(all.length);
    expect(new Set(all.map(({ stage }) => stage)).size).toBe(12);
    expect(new Set(all.map(({ region }) => region.kato)).size).toBe(20);
    const { contractor } = all.find((one) => one.contractor !== null) ?? {};
    for (const [filter, holds] of [
      [{ late: true }, (one: Listed) => one.late && (one.slippageDays ?? 0) > 0], [{ late: false }, (one: Listed) => !one.late], [{ stage: 'TENDER' }, (one: Listed) => one.stage === 'TENDER'],
      [{ openingBefore: today }, (one: Listed) => one.opensOn !== null && one.opensOn < today], [{ contractorBin: contractor }, (one: Listed) => one.contractor === contractor],
      [{ kind: 'RECREATION_CENTRE', regionKato: '610000000' }, (one: Listed) => one.kind === 'RECREATION_CENTRE' && one.region.kato === '610000000'],
    ] as const) {
      const expected = all.filter(holds);
      expect(expected.length).toBeGreaterThan(0);
      expect([filter, ids(await list(filter))]).toEqual([filter, ids(expected)]);
    }
  });

  it('reads a page by as many statements as a project', async () => {
    const query = (first: number) => `{ schoolProjects(first: ${first}) { edges { node { ${FULL} } } } }`;
    await schools.call({ query: query(1) });
    const counts: number[] = [];
    for (const first of [2, 50]) {
      schools.takeSql();
      expect((await schools.call({ query: query(first) })).errors).toEqual([]);
      counts.push(schools.takeSql().filter((sql) => /project|school|conclusion|norm/.test(sql)).length);
    }
    expect(counts[1]).toBeLessThanOrEqual((counts[0] ?? 0) + 2);
    expect(counts[1]).toBeLessThanOrEqual(12);
  });

  it('adds up a region\'s projects by stage, places from commissioning on', async () => {
    const all = (await list()).filter(({ kind }) => kind === 'SCHOOL');
    const regions = [...new Set(all.map(({ region }) => region.kato))];
    expect(regions).toHaveLength(20);
    expect(new Set(all.map(({ stage }) => stage)).size).toBe(12);
    const { data } = await schools.call({ query: `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Region { kato schoolInfrastructure { projects { stage projects places } placesDelivered placesUnderConstruction } } } }`, variables: { r: regions.map((kato) => ({ __typename: 'Region', kato })) } });
    for (const { kato, schoolInfrastructure } of data?.['_entities'] as { kato: string; schoolInfrastructure: { projects: { stage: string; projects: number; places: number }[]; placesDelivered: number; placesUnderConstruction: number } }[]) {
      const here = all.filter(({ region }) => region.kato === kato);
      const places = (ones: readonly Listed[]) => ones.reduce((sum, { designCapacity }) => sum + 2 * designCapacity, 0);
      const building = here.filter(({ stage }) => ['MOBILISATION', 'CONSTRUCTION', 'EQUIPPING'].includes(stage));
      expect(schoolInfrastructure).toMatchObject({ placesDelivered: 2 * here.reduce((sum, { placesDelivered }) => sum + placesDelivered, 0), placesUnderConstruction: places(building) });
      expect(Object.fromEntries(schoolInfrastructure.projects.map((one) => [one.stage, [one.projects, one.places]]))).toEqual(Object.fromEntries([...Map.groupBy(here, ({ stage }) => stage)].map(([stage, ones]) => [stage, [ones.length, places(ones)]])));
    }
  });

  it('tells targets as they were stated, and progress as it could be known', async () => {
    const { data } = await schools.call({ query: `{ then: programmeTargets(programme: COMFORTABLE_SCHOOL, on: "2024-02-22") { measure value statedOn source certainty } ever: programmeTargets { value } norms: buildingCostNorms { capacity perPlace { amount } certainty }
      progress: buildingProgress(programme: COMFORTABLE_SCHOOL) { asOf shiftsCounted projects targets { value } years { year statedObjects plannedObjects deliveredObjects deliveredPlaces } } before: buildingProgress(programme: COMFORTABLE_SCHOOL, on: "2019-01-01") { projects targets { value } years { year } } }` });
    const then = data?.['then'] as { measure: string; value: string }[];
    expect(Object.fromEntries(then.filter(({ measure }) => measure === 'OBJECTS').map(({ value, ...rest }) => [value, rest]))).toMatchObject({ '382': { statedOn: '2024-02-22', certainty: 'B' } });
    expect(data?.['ever']).toHaveLength(27);
    expect(data?.['norms']).toHaveLength(7);
    expect(data?.['before']).toMatchObject({ projects: 0, targets: [], years: [{ year: null }] });
    const [counted] = await rowsOf<{ projects: number; delivered: number; places: number }>(schools, `select count(*)::int as projects, count(*) filter (where done)::int as delivered, coalesce(2 * sum(design_capacity) filter (where done), 0)::int as places from (
      select p.design_capacity, exists (select from project_stage s where s.project_id = p.id and s.stage = 'COMMISSIONED') as done from project p where p.programme = 'COMFORTABLE_SCHOOL' and p.kind = 'SCHOOL'
        and not exists (select from project_stage s where s.project_id = p.id and s.stage = 'CANCELLED')) t`);
    const progress = data?.['progress'] as { projects: number; years: { year: number | null; deliveredObjects: number; deliveredPlaces: number }[] };
    expect(progress).toMatchObject({ asOf: today, shiftsCounted: 2, projects: counted?.projects });
    expect(progress.years[0]).toMatchObject({ year: null, statedObjects: 217, deliveredObjects: counted?.delivered, deliveredPlaces: counted?.places });
    expect(progress.years.slice(1).reduce((sum, { deliveredObjects }) => sum + deliveredObjects, 0)).toBe(counted?.delivered);
  });
});
