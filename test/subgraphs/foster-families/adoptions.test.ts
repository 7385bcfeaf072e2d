import { randomUUID } from 'node:crypto';
import { isObjectType, buildSchema, getNamedType } from 'graphql';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { database } from '../../../subgraphs/foster-families/orm.config.js';
import { iins } from '../../../subgraphs/foster-families/modules/feeds/iins.js';
import { replaceIin } from '../../../subgraphs/shared/feeds/replaced.js';
import type { Viewer } from '../../../subgraphs/shared/access/viewer.js';
import { openJobs } from '../../support/jobs.js';
import { viewerAs, type GraphQLAnswer } from '../../support/gateway-call.js';
import { ALMATY, ALMATY_BODY, ASTANA, ASTANA_BODY, Authority, BODY, NATION, type Input, type Outcome } from './authority.js';
import { refusal, refused } from './refusals.js';

/* Adopters' reports, on 1 October 2026. */

let authority: Authority;
beforeAll(async () => {
  authority = await Authority.start();
});
afterAll(() => authority.close());

const record = (iin: string, more: Input = {}, viewer: Viewer = NATION): Promise<Outcome> => authority.mutate('recordAdoption',
  { iin, adopters: [authority.iin()], home: 'KAZAKHSTAN', body: BODY, district: ALMATY, occurredOn: '2024-05-20', source: 'decision of the court 7', ...more }, viewer);
const report = ({ id, version }: Outcome, dueOn: string, more: Input = {}, viewer: Viewer = NATION): Promise<Outcome> => authority.mutate('recordAdoptionReport',
  { adoption: id, expectedVersion: version, dueOn, living: 'WELL', education: 'SCHOOL', health: 'HEALTHY', occurredOn: '2026-09-28', source: 'report 3', ...more }, viewer);
const end = ({ id, version }: Outcome, more: Input = {}, viewer: Viewer = NATION): Promise<Outcome> =>
  authority.mutate('endAdoption', { adoption: id, expectedVersion: version, ending: 'CANCELLED', occurredOn: '2026-09-20', source: 'decision of the court 8', ...more }, viewer);

const CASES = `query ($filter: SupervisionFilter) { supervisionCases(filter: $filter, first: 100) { edges { node {
  kind dueOn region { kato } district { kato } body child { iin } carer { iin } placement { id } need { id } candidate { id } family { id } adoption { id childIin } } } } }`;

interface Case {
  readonly dueOn: string;
  readonly adoption: { readonly id: string; readonly childIin: string } | null;
}

async function casesOf(viewer: Viewer = NATION, more: Input = {}): Promise<Case[]> {
  const { data, errors } = await authority.ask(CASES, { filter: { kinds: ['ADOPTER_REPORT_DUE'], ...more } }, viewer);
  expect(errors).toEqual([]);
  return (data?.['supervisionCases'] as { edges: { node: Case }[] }).edges.map(({ node }) => node);
}

const dueOf = async ({ id }: Outcome, more?: Input): Promise<string | null> => (await casesOf(NATION, more)).find(({ adoption }) => adoption?.id === id)?.dueOn ?? null;

describe('adopters report', () => {
  it('yearly in Kazakhstan: the first report that is missing is due until it came', async () => {
    const iin = await authority.child();
    const adopters = [authority.iin(), authority.iin()];
    const adoption = await record(iin, { adopters });
    expect(adoption).toMatchObject({ childIin: iin, adopterIins: adopters, home: 'KAZAKHSTAN', decidedOn: '2024-05-20', body: BODY, endedOn: null, version: 1 });
    expect(adoption).toMatchObject({ reports: [{ dueOn: '2025-05-20', state: 'OVERDUE', receivedOn: null, living: null }, { dueOn: '2026-05-20', state: 'OVERDUE' }, { dueOn: '2027-05-20', state: 'DUE' }] });
    expect(await dueOf(adoption)).toBe('2025-05-20');
    const once = await report(adoption, '2025-05-20', { receivedOn: '2026-09-30', living: 'HELP_WISHED', education: 'AT_HOME', health: 'DISABILITY' });
    expect(once).toMatchObject({ version: 2, reports: [{ state: 'LATE', receivedOn: '2026-09-30', living: 'HELP_WISHED', education: 'AT_HOME', health: 'DISABILITY', source: 'report 3' }, {}, {}] });
    expect(await dueOf(adoption)).toBe('2026-05-20');
    const twice = await report(once, '2026-05-20');
    expect(await dueOf(adoption)).toBeNull();
    expect(await dueOf(adoption, { dueBefore: '2027-05-20' })).toBeNull();
    expect(await dueOf(adoption, { dueBefore: '2027-05-21' })).toBe('2027-05-20');
    expect(await report(twice, '2027-05-20')).toMatchObject({ version: 4, reports: [{}, {}, { state: 'MET' }] });
  });

  it('every six months abroad for three years, yearly after that; counted from the month end', async () => {
    const adoption = await record(await authority.child('2015-01-01'), { home: 'ABROAD', occurredOn: '2021-08-31' });
    const days = ['2022-02-28', '2022-08-31', '2023-02-28', '2023-08-31', '2024-02-29', '2024-08-31', '2025-08-31', '2026-08-31'];
    const found: (string | null)[] = [];
    let now = adoption;
    for (const day of days) {
      found.push(await dueOf(adoption));
      now = await report(now, day);
    }
    expect(found).toEqual(days);
    expect([await dueOf(adoption), await dueOf(adoption, { dueBefore: '2030-01-01' })]).toEqual([null, '2027-08-31']);
  });

  it('until majority, a death, or the end of the adoption', async () => {
    const [grown, last, died, cancelled] = [await authority.child('2007-05-20'), await authority.child('2008-10-02'), await authority.child(), await authority.child()];
    const [g, l, d, c] = [await record(grown, { occurredOn: '2023-05-20' }), await record(last, { occurredOn: '2024-10-02' }), await record(died), await record(cancelled)];
    expect([await dueOf(g), await dueOf(l), await dueOf(d), await dueOf(c)]).toEqual([null, '2025-10-02', '2025-05-20', '2025-05-20']);
    expect(g).toMatchObject({ reports: [{ dueOn: '2024-05-20', state: 'OVERDUE' }] });
    // The day of the second report is the 18th birthday: that one is owed by nobody.
    expect(l).toMatchObject({ reports: [{ dueOn: '2025-10-02' }] });
    await authority.rows(`update known_child set died_on = '2026-09-01' where iin = $1`, [died]);
    expect(await end(c)).toMatchObject({ endedOn: '2026-09-20', ending: 'CANCELLED', version: 2, reports: [{}, { dueOn: '2026-05-20' }] });
    expect([await dueOf(d), await dueOf(c)]).toEqual([null, null]);
  });
});

describe('the register of adoptions refuses', () => {
  it('whom nobody adopts, and a second adoption while one holds, in whatever region', async () => {
    const iin = await authority.child();
    expect(refused(await record(authority.iin()))).toEqual(refusal('UNKNOWN_PERSON', 'iin'));
    expect(refused(await record(iin, { occurredOn: '2018-03-09' }))).toEqual(refusal('BEFORE_BIRTH', 'occurredOn'));
    expect(refused(await record(await authority.child('2006-05-20')))).toEqual(refusal('NOT_A_MINOR', 'iin'));
    expect(refused(await record(await authority.child('2018-01-01', '2024-05-20')))).toEqual(refusal('AFTER_DEATH', 'occurredOn'));
    expect(refused(await record(iin, { adopters: [iin] }))).toEqual(refusal('CONTRADICTORY', 'adopters'));
    expect(refused(await record(iin, { district: ASTANA }, ALMATY_BODY))).toEqual(refusal('OUTSIDE_YOUR_REGIONS', 'district'));
    const one = authority.iin();
    for (const adopters of [[], [one, one], [one, authority.iin(), authority.iin()]]) expect((await record(iin, { adopters })).errors).toMatchObject([{ extensions: { field: 'input.adopters' } }]);
    const adoption = await record(iin, {}, ALMATY_BODY);
    expect(refused(await record(iin, { district: ASTANA }, ASTANA_BODY))).toEqual(refusal('ALREADY_ADOPTED', 'iin'));
    await end(adoption);
    expect(await record(iin, { occurredOn: '2026-09-25' })).toMatchObject({ version: 1, reports: [{ dueOn: '2027-09-25', state: 'DUE' }] });
  });

  it('reports that are not due, or came; changes of before, out of turn, and from other regions', async () => {
    const adoption = await record(await authority.child(), {}, ALMATY_BODY);
    for (const day of ['2025-05-19', '2028-05-20', '2024-05-20']) expect(refused(await report(adoption, day))).toEqual(refusal('NOT_ON_RECORD', 'dueOn'));
    expect(refused(await report(adoption, '2025-05-20', { occurredOn: '2024-05-19' }))).toEqual(refusal('OUT_OF_ORDER', 'occurredOn'));
    expect(refused(await report(adoption, '2025-05-20', {}, ASTANA_BODY))).toEqual(refusal('UNKNOWN_ADOPTION', 'adoption'));
    for (const id of [randomUUID(), 'none']) expect(refused(await report({ ...adoption, id }, '2025-05-20'))).toEqual(refusal('UNKNOWN_ADOPTION', 'adoption'));
    const key = randomUUID();
    const came = await report(adoption, '2025-05-20', { idempotencyKey: key });
    expect(await report(adoption, '2025-05-20', { idempotencyKey: key })).toMatchObject({ id: adoption.id, version: 2 });
    expect(refused(await report(adoption, '2026-05-20'))).toEqual(refusal('VERSION_CONFLICT', 'expectedVersion'));
    expect(refused(await report(came, '2025-05-20'))).toEqual(refusal('ALREADY_RECORDED', 'dueOn'));
    expect(refused(await end(came, { occurredOn: '2024-05-19' }))).toEqual(refusal('OUT_OF_ORDER', 'occurredOn'));
    const ended = await end(came);
    expect(refused(await end(ended))).toEqual(refusal('NOT_IN_THIS_STATE', 'adoption'));
    const both = await record(await authority.child());
    const results = await Promise.all(['2025-05-20', '2026-05-20'].map((day) => report(both, day)));
    expect(results.map((one) => one.code ?? 'RECORDED').toSorted()).toEqual(['RECORDED', 'VERSION_CONFLICT']);
  });

  it('an official who adopted the child', async () => {
    const iin = await authority.child();
    const adopter = authority.iin();
    const self = { ...NATION, iin: adopter };
    expect((await record(iin, { adopters: [adopter] }, self)).errors).toMatchObject([{ extensions: { code: 'WITHHELD' } }]);
    const adoption = await record(iin, { adopters: [adopter] });
    expect((await report(adoption, '2025-05-20', {}, self)).errors).toMatchObject([{ extensions: { code: 'WITHHELD' } }]);
    expect(await authority.rows('select version from adoption where public_id::text = $1', [adoption.id])).toEqual([{ version: 1 }]);
  });
});

describe('who was adopted (102)', () => {
  const OTHERS = [viewerAs('caseworker', { regions: ['750000000'] }), viewerAs('caseworker', { regions: ['*'] })];
  const COUNTS = 'query ($kinds: [SupervisionKind!]) { supervisionCounts(kinds: $kinds) { kind region { kato } cases } }';

  it('is told to nobody but the authority of the region: not by a list, a count, a placement or an event', async () => {
    const iin = await authority.child();
    const { id } = await authority.placed(iin, { form: 'GUARDIANSHIP', family: (await authority.family()).id });
    const auditor = viewerAs('auditor');
    const counts = (kinds?: readonly string[]) => authority.care.call({ query: COUNTS, variables: { kinds }, viewer: auditor, purpose: 'AUDIT_ANALYSIS' });
    const told = async (answer: Promise<GraphQLAnswer>) => {
      const { data, errors } = await answer;
      expect(errors).toEqual([]);
      return data;
    };
    const seen = async () => [
      ...(await Promise.all(OTHERS.flatMap((viewer) => [CASES, COUNTS].map((query) => told(authority.ask(query, {}, viewer)))))), await told(counts()),
      await told(authority.ask('query ($iin: IIN!) { careOf(iin: $iin) { inCare nextReview history { id version status events { kind } } } }', { iin }, OTHERS[0])),
      await authority.rows('select version, sealed_on from placement where public_id::text = $1', [id]), await authority.outbox(iin), await authority.dues(iin),
    ];
    const before = await seen();
    for (let n = 0; n < 6; n += 1) await record(await authority.child());
    const adoption = await record(iin, {}, ALMATY_BODY);
    await report(adoption, '2025-05-20', {}, ALMATY_BODY);
    expect(await seen()).toEqual(before);
    expect((await counts(['ADOPTER_REPORT_DUE'])).errors).toMatchObject([{ extensions: { code: 'ROLE_NOT_ALLOWED' } }]);
    for (const viewer of OTHERS) {
      expect((await authority.ask(COUNTS, { kinds: ['ADOPTER_REPORT_DUE'] }, viewer)).errors).toMatchObject([{ extensions: { code: 'ROLE_NOT_ALLOWED' } }]);
      expect((await authority.ask(CASES, { filter: { kinds: ['ADOPTER_REPORT_DUE'] } }, viewer)).errors).toMatchObject([{ extensions: { code: 'ROLE_NOT_ALLOWED' } }]);
      expect((await record(await authority.child(), {}, viewer)).errors).toMatchObject([{ extensions: { code: 'ROLE_NOT_ALLOWED' } }]);
    }
    const listed = (viewer: Viewer) => casesOf(viewer).then((cases) => cases.filter((one) => one.adoption?.childIin === iin).map(({ dueOn }) => dueOn));
    expect([await listed(ALMATY_BODY), await listed(ASTANA_BODY)]).toEqual([['2026-05-20'], []]);
  });

  it('leads nowhere: the case names the adoption and nothing else, and no type but that one leads to it or on from it', async () => {
    const iin = await authority.child();
    const adoption = await record(iin);
    const { data } = await authority.ask(CASES, { filter: { kinds: ['ADOPTER_REPORT_DUE'] } });
    const { edges } = data?.['supervisionCases'] as { edges: { node: Case }[] };
    expect(edges.find(({ node }) => node.adoption?.id === adoption.id)?.node).toEqual({
      kind: 'ADOPTER_REPORT_DUE', dueOn: '2025-05-20', region: { kato: '750000000' }, district: { kato: ALMATY }, body: null, child: null, carer: null, placement: null, need: null, candidate: null, family: null,
      adoption: { id: adoption.id, childIin: iin },
    });
    const types = Object.values(buildSchema(readFileSync('schema/api.graphql', 'utf8'), { assumeValid: true }).getTypeMap()).filter(isObjectType);
    const leads = (from: (name: string) => boolean, to: (name: string) => boolean) => types.filter(({ name }) => from(name)).flatMap((type) =>
      Object.values(type.getFields()).filter((field) => isObjectType(getNamedType(field.type)) && to(getNamedType(field.type).name)).map((field) => `${type.name}.${field.name}`));
    const own = (name: string): boolean => name === 'Adoption' || name === 'AdopterReport';
    expect(leads(() => true, own).toSorted()).toEqual(['Adoption.reports', 'SupervisionCase.adoption']);
    expect(leads(own, () => true).toSorted()).toEqual(['Adoption.district', 'Adoption.region', 'Adoption.reports']);
  });

  it('no key in the database leads from an adoption to anything else, nor anything else to one', async () => {
    expect(await authority.rows(`select conrelid::regclass::text as child, confrelid::regclass::text as parent from pg_constraint where contype = 'f' and 'adoption'::regclass in (conrelid, confrelid)`))
      .toEqual([{ child: 'adoption_report', parent: 'adoption' }]);
    expect(await authority.rows(`select column_name as name from information_schema.columns where table_schema = 'public' and column_name ~ 'adoption_id$' order by 1`)).toEqual([{ name: 'adoption_id' }]);
  });

  it('a new IIN takes its adoption along, and the old one is nowhere in it', async () => {
    const [old, adopter] = [await authority.child(), authority.iin()];
    const adoption = await record(old, { adopters: [adopter] });
    const [iin, next] = [authority.iin(), authority.iin()];
    const jobs = await openJobs(authority.care, database);
    for (const [oldIin, newIin] of [[old, iin], [adopter, next]] as const) await jobs.database.feeds((em) => replaceIin(em, iins, { oldIin, newIin }, { outbox: true }));
    await jobs.close();
    expect((await casesOf()).filter((one) => one.adoption?.id === adoption.id)).toMatchObject([{ adoption: { childIin: iin } }]);
    expect(await authority.rows(`select count(*)::int as left from adoption a where a::text like any (array['%' || $1 || '%', '%' || $2 || '%'])`, [old, adopter])).toEqual([{ left: 0 }]);
    expect(await report(adoption, '2025-05-20')).toMatchObject({ childIin: iin, adopterIins: [next] });
  });

  it('the ledger names the adopters: the child reads in its own log who looked it up', async () => {
    const [iin, adopter] = [await authority.child(), authority.iin()];
    const adoption = await record(iin, { adopters: [adopter] });
    await report(adoption, '2025-05-20');
    await casesOf();
    const recorded = (person: string) => authority.rows('select distinct e.outcome from ledger_record r join ledger_subject s on s.id = r.subject join ledger_effect e on e.id = r.effect where s.iin = $1', [person]);
    expect([(await recorded(adopter)).length > 0, await recorded(iin)]).toEqual([true, []]);
  });
});
