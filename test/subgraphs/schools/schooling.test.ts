import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AccessGrant } from '../../../subgraphs/shared/access/grant.js';
import { withCheckDigit } from '../../../subgraphs/shared/scalars/identifier.js';
import type { SyntheticPerson } from '../../../subgraphs/shared/synthetic/household.js';
import { rowsOf } from '../../support/jobs.js';
import { viewerAs } from '../../support/gateway-call.js';
import { startTestSubgraph, type TestSubgraph } from '../../support/subgraph.js';

const ENROLMENT = `id child { iin } school { id name region { kato } district { kato } languages } classNumber letter language shift validFrom validTo leaveReason source recordedAt`;
const SECTION = `iin child { iin } enrolment { ${ENROLMENT} } history { ${ENROLMENT} }`;
const ENTITIES = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Child { iin schooling { ${SECTION} } } } }`;

const OPEN: AccessGrant = { relation: 'CASEWORKER', classes: ['identity', 'education'], restricted: false };
const unknown = withCheckDigit('99123190001') ?? '';
const caseworker = viewerAs('caseworker');

let schools: TestSubgraph;
let children: readonly SyntheticPerson[];
beforeAll(async () => {
  schools = await startTestSubgraph('schools', { households: 100 });
  children = schools.households.flatMap(({ persons }) => persons.filter((one) => one.isChild));
});
afterAll(() => schools.close());

interface Enrolled {
  readonly school: { readonly district: { readonly kato: string }; readonly languages: readonly string[] } | null;
  readonly classNumber: number | null;
  readonly language: string | null;
  readonly validFrom: string;
  readonly validTo: string | null;
  readonly leaveReason: string | null;
}
interface Section {
  readonly enrolment: Enrolled | null;
  readonly history: readonly Enrolled[];
}

const child = (iin: string, grant: AccessGrant | null = OPEN) => ({ __typename: 'Child', iin, grant });
const listOf = <T>(data: Readonly<Record<string, unknown>> | null | undefined): T[] => (data?.['_entities'] ?? []) as T[];
const codes = (errors: readonly { extensions: Readonly<Record<string, unknown>> }[]) => [...new Set(errors.map(({ extensions }) => extensions['code']))];

const entities = (representations: readonly object[], query = ENTITIES, viewer = caseworker) =>
  schools.call({ query, variables: { r: representations }, viewer, purpose: 'CHILD_PROFILE' });

async function sectionsOf(iins: readonly string[], grant = OPEN) {
  const { data, errors } = await entities(iins.map((iin) => child(iin, grant)));
  return { sections: listOf<{ schooling: Section }>(data).map(({ schooling }) => schooling), errors };
}

describe('the section', () => {
  it('takes one statement per table for fifty children', async () => {
    schools.takeSql();
    const { sections, errors } = await sectionsOf(children.slice(0, 50).map(({ iin }) => iin));
    expect(errors).toEqual([]);
    expect(sections.filter(({ enrolment }) => enrolment !== null).length).toBeGreaterThan(15);
    const tables = schools.takeSql().map((sql) => /\bfrom "?(\w+)"?/.exec(sql)?.[1]);
    expect(tables.toSorted((a = '', b = '') => a.localeCompare(b))).toEqual(['enrolment', 'school']);
  });

  it('agrees with where the children lived, died and left', async () => {
    const some = children.slice(0, 150);
    const { sections } = await sectionsOf(some.map(({ iin }) => iin));
    some.forEach(({ residences, death, birthDate }, i) => {
      for (const one of sections[i]?.history ?? []) {
        const home = residences.find(({ from, to }) => from <= one.validFrom && (to === null || one.validFrom < to));
        expect(one.school?.district.kato).toBe(home?.district);
        expect(one.school?.languages).toContain(one.language);
        const entered = Number(one.validFrom.slice(0, 4)) - Number(birthDate.slice(0, 4)) - (one.classNumber ?? 0);
        expect([5, 6, 7, 8]).toContain(entered);
        expect(one.validFrom < (death?.on ?? '9999')).toBe(true);
      }
    });
    const gone = some.flatMap(({ death, residences }, i) => (death !== null || residences.at(-1)?.to !== null ? [sections[i]?.enrolment] : []));
    expect(gone.length).toBeGreaterThan(0);
    expect(gone.every((enrolment) => enrolment === null)).toBe(true);
  });

  it('follows a child through the classes without a gap', async () => {
    const { sections } = await sectionsOf(children.map(({ iin }) => iin).slice(0, 200));
    const steps = sections.flatMap(({ history }) => history.map((one, i) => [one, history[i + 1]] as const));
    const promoted = steps.filter(([one]) => one.leaveReason === 'PROMOTED');
    const transferred = steps.filter(([one, next]) => one.leaveReason === 'TRANSFERRED' && next !== undefined);
    expect([promoted.length > 300, transferred.length > 5]).toEqual([true, true]);
    for (const [one, next] of promoted) expect(next).toMatchObject({ validFrom: one.validTo, classNumber: (one.classNumber ?? 0) + 1 });
    for (const [one, next] of transferred) expect([0, 1]).toContain((next?.classNumber ?? 0) - (one.classNumber ?? 0));
  });

  it('answers for another day', async () => {
    const { sections } = await sectionsOf(children.map(({ iin }) => iin).slice(0, 50));
    const index = sections.findIndex(({ history }) => history.length > 3);
    const past = sections[index]?.history[1];
    const query = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Child { schooling { then: enrolment(on: "${past?.validFrom}") { classNumber } before: enrolment(on: "2005-09-01") { id } } } } }`;
    const { data } = await entities([child(children[index]?.iin ?? '')], query);
    expect(listOf(data)).toEqual([{ schooling: { then: { classNumber: past?.classNumber }, before: null } }]);
  });

  it('is empty for a child that the programme does not know', async () => {
    const { sections, errors } = await sectionsOf([unknown]);
    expect([sections, errors]).toEqual([[{ iin: unknown, child: { iin: unknown }, enrolment: null, history: [] }], []]);
  });
});

describe('ofSchoolAge', () => {
  const AGE = 'query ($r: [_Any!]!, $on: Date) { _entities(representations: $r) { ... on ChildSchooling { ofSchoolAge(on: $on) } } }';
  const section = (birthDate: string, grant: AccessGrant | null = OPEN) => ({ __typename: 'ChildSchooling', iin: unknown, child: { __typename: 'Child', iin: unknown, grant, facts: { birthDate } } });

  it('goes by the age on the first day of the school year', async () => {
    const births = ['2020-09-01', '2020-09-02', '2008-09-02', '2008-09-01'];
    for (const on of ['2026-09-01', '2027-08-31']) {
      const { data, errors } = await schools.call({ query: AGE, variables: { r: births.map((day) => section(day)), on }, viewer: caseworker, purpose: 'CHILD_PROFILE' });
      expect(errors).toEqual([]);
      expect(listOf<{ ofSchoolAge: boolean }>(data).map((one) => one.ofSchoolAge)).toEqual([true, false, true, false]);
    }
  });

  it('is withheld without a grant, one child at a time', async () => {
    const { data, errors } = await entities([section('2015-01-01', null), section('2015-01-01')], AGE);
    expect(listOf(data)).toEqual([{ ofSchoolAge: null }, { ofSchoolAge: true }]);
    expect(errors.map(({ path, extensions }) => [path, extensions['code']])).toEqual([[['_entities', 0, 'ofSchoolAge'], 'WITHHELD']]);
  });
});

describe('access', () => {
  it('withholds the section without a grant, and with one that does not open education', async () => {
    const iin = children[0]?.iin ?? '';
    for (const grant of [null, { ...OPEN, classes: ['identity', 'care'] } as const]) {
      const { data, errors } = await entities([child(iin, grant), child(unknown, grant)]);
      expect(listOf<{ schooling: unknown }>(data).map(({ schooling }) => schooling)).toEqual([null, null]);
      expect(errors.map(({ message, extensions }) => [message, extensions['code']])[0]).toEqual(errors.map(({ message, extensions }) => [message, extensions['code']])[1]);
      expect(codes(errors)).toEqual(['WITHHELD']);
    }
  });

  it('withholds every field of a section reached by its key alone', async () => {
    const iin = children[0]?.iin ?? '';
    const { data, errors } = await entities([{ __typename: 'ChildSchooling', iin }], `query ($r: [_Any!]!) { _entities(representations: $r) { ... on ChildSchooling { ${SECTION} ofSchoolAge } } }`);
    expect(listOf(data)).toEqual([{ iin, child: null, enrolment: null, history: null, ofSchoolAge: null }]);
    expect(codes(errors)).toEqual(['WITHHELD']);
  });

  it('needs the field class under the purpose named', async () => {
    const request = { query: ENTITIES, variables: { r: [child(children[0]?.iin ?? '')] } };
    expect(codes((await schools.call({ ...request, viewer: caseworker, purpose: 'BENEFIT_ASSESSMENT' })).errors)).toEqual(['SCOPE_MISSING']);
    expect(codes((await schools.call(request)).errors)).toEqual(['UNAUTHENTICATED']);
  });

  it('withholds school, class, language, shift and source of a restricted child, past ones included', async () => {
    const { sections: free } = await sectionsOf(children.slice(0, 50).map(({ iin }) => iin));
    const iin = children[free.findIndex(({ history, enrolment }) => enrolment !== null && history.length > 1)]?.iin ?? '';
    const { sections, errors } = await sectionsOf([iin], { ...OPEN, restricted: true });
    const rows = [sections[0]?.enrolment, ...(sections[0]?.history ?? [])];
    expect(rows.length).toBeGreaterThan(2);
    for (const row of rows) {
      expect(row).toMatchObject({ school: null, classNumber: null, letter: null, language: null, shift: null, source: null, child: { iin } });
      expect(row?.validFrom).toMatch(/^\d{4}-/);
    }
    expect(codes(errors)).toEqual(['WITHHELD']);
    expect(errors).toHaveLength(6 * rows.length);
  });
});

describe('without a place', () => {
  const QUERY = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Child { iin schooling { withoutPlace { since classNumber nearby { school { district { kato } } intake { classNumber schoolYear free } } } } } } }`;
  interface Found {
    readonly iin: string;
    readonly schooling: { readonly withoutPlace: { readonly since: string; readonly classNumber: number; readonly nearby: readonly { school: { district: { kato: string } }; intake: { classNumber: number; schoolYear: number; free: number } }[] } | null } | null;
  }
  const found = async (iins: readonly string[], grant = OPEN) => entities(iins.map((iin) => child(iin, grant)), QUERY);
  const pupil = async (): Promise<{ iin: string; class_number: number; district: string; valid_to: string }> => {
    const [row] = await rowsOf<{ iin: string; class_number: number; district: string; valid_to: string }>(schools, `
      update enrolment e set valid_to = '2026-09-03', leave_reason = 'OTHER' from resident_child r where r.iin = e.iin and r.died_on is null
         and e.id = (select min(o.id) from enrolment o join resident_child a using (iin) where o.valid_to is null and o.class_number between 2 and 8 and a.district_kato is not null and exists (select 1 from intake i join school s on s.id = i.school_id where s.district_kato = a.district_kato and i.class_number = o.class_number and i.school_year = '2026-09-01' and i.taken < i.places))
      returning e.iin, e.class_number, r.district_kato as district, e.valid_to::text`);
    if (row === undefined) throw new Error('no pupil');
    return row;
  };

  it('says since when, for which class, and where there are places in the district', async () => {
    const left = await pupil();
    const others = children.slice(0, 40).map(({ iin }) => iin).filter((iin) => iin !== left.iin);
    const { data, errors } = await found([left.iin, ...others, unknown]);
    expect(errors).toEqual([]);
    const [first, ...rest] = listOf<Found>(data);
    expect(first?.schooling?.withoutPlace).toMatchObject({ since: left.valid_to, classNumber: left.class_number });
    const nearby = first?.schooling?.withoutPlace?.nearby ?? [];
    expect(nearby.length).toBeGreaterThan(0);
    expect(nearby.every(({ school, intake }) => school.district.kato === left.district && intake.classNumber === left.class_number && intake.schoolYear === 2026 && intake.free > 0)).toBe(true);
    expect(rest.filter(({ schooling }) => schooling?.withoutPlace != null)).toEqual([]);
  });

  it('is withheld while a placement is shielded', async () => {
    const [iin = ''] = children.map((one) => one.iin);
    const { data, errors } = await found([iin], { ...OPEN, restricted: true });
    expect(listOf<Found>(data)[0]?.schooling).toEqual({ withoutPlace: null });
    expect(codes(errors)).toEqual(['WITHHELD']);
  });
});
