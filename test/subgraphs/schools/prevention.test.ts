import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rowsOf } from '../../support/jobs.js';
import { viewerAs } from '../../support/gateway-call.js';
import type { Input, Outcome } from '../../support/outcome.js';
import { startTestSubgraph, type TestSubgraph } from '../../support/subgraph.js';

const MINISTRY = viewerAs('ministry:schools', { regions: ['*'] });
const ALMATY = '750000000';
const DEPARTMENT = viewerAs('ministry:schools', { regions: [ALMATY] });
const KIVA = '... on School { bullyingPrevention { programme stage since staffTrained stages { stage reachedOn } surveys { surveyedOn respondents victims aggressors withTrustedAdult } cases { quarter opened closed medianDays } } }';
const STEP = { programme: 'KIVA', occurredOn: '2026-09-02', source: 'order 12 of 2 September 2026' };

let schools: TestSubgraph;
/** Two schools of Almaty without KiVa, and one of another region. */
let [schoolId, neighbour, elsewhere] = ['', '', ''];
beforeAll(async () => {
  schools = await startTestSubgraph('schools');
  const without = `select public_id::text as id from school s where not exists (select 1 from prevention_stage p where p.school_id = s.id and p.programme = 'KIVA') and opened_on < '2020-01-01'`;
  const here = await rowsOf<{ id: string }>(schools, `${without} and region_kato = '${ALMATY}' order by id limit 2`);
  const there = await rowsOf<{ id: string }>(schools, `${without} and region_kato <> '${ALMATY}' order by id limit 1`);
  [schoolId = '', neighbour = '', elsewhere = ''] = [...here, ...there].map(({ id }) => id);
});
afterAll(() => schools.close());

interface AtSchool extends Outcome {
  readonly bullyingPrevention?: readonly Record<string, unknown>[];
}

async function record(what: 'Stage' | 'Staff' | 'Survey' | 'Cases', input: Input, viewer = DEPARTMENT): Promise<AtSchool> {
  const query = `mutation ($input: RecordPrevention${what}Input!) { out: recordPrevention${what}(input: $input) { __typename ${KIVA} ... on Refusal { code field message } } }`;
  const { data, errors } = await schools.call({ query, variables: { input: { idempotencyKey: randomUUID(), schoolId, ...STEP, ...input } }, viewer, purpose: 'EDUCATION_PLANNING' });
  return { ...(data?.['out'] as object | null), errors };
}

const kivaOf = ({ bullyingPrevention }: AtSchool): Record<string, unknown> | undefined => bullyingPrevention?.find(({ programme }) => programme === 'KIVA');

async function coverage(): Promise<{ schools: number; staffTrained: number; trained: number }> {
  const query = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Region { schoolInfrastructure { bullyingPrevention { programme schools share staffTrained selected trained victims } } } } }`;
  const { data } = await schools.call({ query, variables: { r: [{ __typename: 'Region', kato: ALMATY }] } });
  const [region] = data?.['_entities'] as { schoolInfrastructure: { bullyingPrevention: (Awaited<ReturnType<typeof coverage>> & { programme: string })[] } }[];
  return region?.schoolInfrastructure.bullyingPrevention.find(({ programme }) => programme === 'KIVA') as Awaited<ReturnType<typeof coverage>>;
}

describe('a programme against bullying', () => {
  it('is gone through stage by stage, and counted', async () => {
    const before = await coverage();
    expect(await record('Stage', { stage: 'TRAINED' })).toMatchObject({ code: 'NOT_IN_THIS_STATE', field: 'input.stage' });
    expect(await record('Staff', { trained: 4 })).toMatchObject({ code: 'NOT_IN_THIS_STATE', field: 'input.programme' });
    expect(kivaOf(await record('Stage', { stage: 'SELECTED' }))).toMatchObject({ stage: 'SELECTED', since: '2026-09-02', staffTrained: null });
    expect(await record('Stage', { stage: 'TRAINED', occurredOn: '2026-09-01' })).toMatchObject({ code: 'OUT_OF_ORDER' });
    await record('Stage', { stage: 'TRAINED', occurredOn: '2026-09-05' });
    expect(kivaOf(await record('Staff', { trained: 7, occurredOn: '2026-09-05' }))).toMatchObject({ stage: 'TRAINED', staffTrained: 7, stages: [{ stage: 'SELECTED' }, { stage: 'TRAINED' }] });
    const after = await coverage();
    expect([after.schools - before.schools, after.trained - before.trained, after.staffTrained - before.staffTrained]).toEqual([1, 1, 7]);
    await record('Stage', { stage: 'WITHDRAWN', occurredOn: '2026-09-06' });
    expect(await coverage()).toEqual(before);
    expect(kivaOf(await record('Stage', { stage: 'SELECTED', occurredOn: '2026-09-07' }))).toMatchObject({ stage: 'SELECTED', since: '2026-09-07' });
  });

  it('is one stage further when two say so at once', async () => {
    const both = await Promise.all([record('Stage', { stage: 'SELECTED', schoolId: neighbour }), record('Stage', { stage: 'SELECTED', schoolId: neighbour })]);
    expect(both.map(({ __typename, code }) => code ?? __typename).sort()).toEqual(['NOT_IN_THIS_STATE', 'School']);
  });

  it('tells no group of one to four pupils, the rest of one, nor a few cases', async () => {
    const survey = { respondents: 100, victims: 4, aggressors: 97, withTrustedAdult: 0, occurredOn: '2026-09-08' };
    expect(kivaOf(await record('Survey', survey))).toMatchObject({ surveys: [{ respondents: 100, victims: null, aggressors: null, withTrustedAdult: '0' }] });
    expect(kivaOf(await record('Survey', { ...survey, victims: 12, aggressors: 5 }))).toMatchObject({ surveys: [{ victims: '0.12', aggressors: '0.05' }] });
    const cases = { quarter: '2026-04-01', opened: 3, closed: 2, medianDays: '10' };
    expect(kivaOf(await record('Cases', cases))).toMatchObject({ cases: [{ quarter: '2026-04-01', opened: null, closed: null, medianDays: null }] });
    expect(kivaOf(await record('Cases', { ...cases, opened: 9, closed: 5, medianDays: '10.5' }))).toMatchObject({ cases: [{ opened: 9, closed: 5, medianDays: '10.5' }] });
  });

  it.each([
    ['Survey', { respondents: 0, victims: 0, aggressors: 0, withTrustedAdult: 0 }, 'input.respondents'],
    ['Survey', { respondents: 10, victims: 11, aggressors: 0, withTrustedAdult: 0 }, 'input.victims'],
    ['Cases', { quarter: '2026-08-01', opened: 0, closed: 0 }, 'input.quarter'],
    ['Cases', { quarter: '2026-10-01', opened: 0, closed: 0 }, 'input.quarter'],
    ['Cases', { quarter: '2026-04-01', opened: 1, closed: 1 }, 'input.medianDays'],
    ['Cases', { quarter: '2026-04-01', opened: 1, closed: 0, medianDays: '3' }, 'input.medianDays'],
    ['Staff', { trained: 1001 }, 'input.trained'],
    ['Staff', { trained: 1, source: 'of 150601900015' }, 'input.source'],
    ['Staff', { trained: 1, occurredOn: '2030-01-01' }, 'input.occurredOn'],
  ] as const)('is not understood: %s %o', async (what, input, field) => {
    expect((await record(what, { ...input })).errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', field } }]);
  });

  it('is recorded by the school\'s own department, or the ministry', async () => {
    expect(await record('Stage', { stage: 'SELECTED', schoolId: elsewhere })).toMatchObject({ code: 'OUTSIDE_YOUR_REGIONS' });
    expect(await record('Stage', { stage: 'SELECTED', schoolId: randomUUID() }, MINISTRY)).toMatchObject({ code: 'UNKNOWN_SCHOOL' });
    expect(kivaOf(await record('Stage', { stage: 'SELECTED', schoolId: elsewhere }, MINISTRY))).toMatchObject({ stage: 'SELECTED' });
    expect((await record('Stage', { stage: 'TRAINED' }, viewerAs('caseworker', { regions: [ALMATY] }))).errors).toMatchObject([{ extensions: { code: 'ROLE_NOT_ALLOWED' } }]);
  });

  it('has what was said of it, with the source', async () => {
    const { data } = await schools.call({ query: '{ preventionStatements { programme statedOn code value certainty source } }' });
    expect(data?.['preventionStatements']).toContainEqual(expect.objectContaining({ programme: 'KIVA', code: 'PILOT_SCHOOLS', value: '110', certainty: 'B' }));
  });
});
