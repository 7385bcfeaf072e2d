import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withClient } from '../../support/kept-connections.js';
import type { AccessGrant } from '../../../subgraphs/shared/access/grant.js';
import type { Purpose } from '../../../subgraphs/shared/access/purposes.js';
import type { Role } from '../../../subgraphs/shared/access/viewer.js';
import { withCheckDigit } from '../../../subgraphs/shared/scalars/identifier.js';
import type { SyntheticCare } from '../../../subgraphs/shared/synthetic/household.js';
import { viewerAs } from '../../support/gateway-call.js';
import { startTestSubgraph, type TestSubgraph } from '../../support/subgraph.js';

const PLACEMENT = `id child { iin } form { code reportIntervalMonths } reason validFrom plannedUntil validTo endReason institution body act
  region { kato } district { kato } family { id region { kato } district { kato } carers { person { iin } validFrom } } source recordedAt`;
const SECTION = `iin child { iin } inCare nextReportDue current { ${PLACEMENT} } history { ${PLACEMENT} }`;
const ENTITIES = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Child { iin care { ${SECTION} } } } }`;

/** Of somebody who may know where a shielded child is. */
const OPEN: AccessGrant = { relation: 'REPRESENTATIVE', classes: ['identity', 'care'], restricted: false };
const caseworker = viewerAs('caseworker');

let care: TestSubgraph;
let cares: readonly SyntheticCare[];
let current: readonly SyntheticCare[];
beforeAll(async () => {
  care = await startTestSubgraph('foster-families', { households: 100 });
  cares = care.households.flatMap((household) => household.cares);
  current = cares.filter(({ to, form }) => to === null && form !== 'GUEST');
});
afterAll(() => care.close());

const child = (iin: string, grant: AccessGrant | null = OPEN) => ({ __typename: 'Child', iin, grant });

const entities = (representations: readonly object[], query = ENTITIES, viewer = caseworker) =>
  care.call({ query, variables: { r: representations }, viewer, purpose: 'CHILD_PROFILE' });

const listOf = <T>(data: Readonly<Record<string, unknown>> | null | undefined): T[] => (data?.['_entities'] ?? []) as T[];

type Section = Record<string, unknown> & { current: Record<string, unknown> | null; history: Record<string, unknown>[] };

async function sectionOf(iin: string, grant: AccessGrant = OPEN, query = ENTITIES) {
  const { data, errors } = await entities([child(iin, grant)], query);
  return { section: listOf<{ care: Section }>(data)[0]?.care, errors };
}

const codes = (errors: readonly { extensions: Readonly<Record<string, unknown>> }[]): Set<unknown> => new Set(errors.map(({ extensions }) => extensions['code']));

describe('the section', () => {
  it('takes one statement per table for fifty children', async () => {
    const everybody = [...new Set([...current.map((one) => one.child), ...care.households.flatMap(({ persons }) => persons.filter((one) => one.isChild).map(({ iin }) => iin))])];
    care.takeSql();
    const { data, errors } = await entities(everybody.slice(0, 50).map((iin) => child(iin)));
    expect(errors).toEqual([]);
    expect(listOf<{ care: Section }>(data).filter((one) => one.care.current !== null).length).toBeGreaterThan(5);
    const tables = care.takeSql().map((sql) => /\bfrom "(\w+)"/.exec(sql)?.[1]);
    expect(new Set(tables)).toEqual(new Set(['carer', 'foster_family', 'placement', 'placement_form']));
    expect(tables).toHaveLength(4);
  });

  it('agrees with what happened to the children', async () => {
    for (const one of current) {
      const { section, errors } = await sectionOf(one.child);
      expect(errors).toEqual([]);
      expect(section).toMatchObject({ iin: one.child, child: { iin: one.child }, inCare: true });
      expect(section?.current).toMatchObject({
        child: { iin: one.child },
        form: { code: one.form },
        reason: one.reason,
        validFrom: one.from,
        validTo: null,
        endReason: null,
        body: one.body,
        act: one.act,
        institution: one.institution,
        district: { kato: one.district },
        region: { kato: `${one.district.slice(0, 2)}0000000` },
      });
      const family = section?.current?.['family'] as { carers: { person: { iin: string } }[] } | null;
      expect((family?.carers ?? []).map(({ person }) => person.iin).toSorted()).toEqual(one.carers.toSorted());
      const own = cares.filter((other) => other.child === one.child).toSorted((a, b) => (a.from < b.from ? -1 : 1));
      expect(section?.history.map(({ validFrom, form }) => [validFrom, form])).toEqual(own.map(({ from, form }) => [from, expect.objectContaining({ code: form })]));
    }
  });

  it('answers for another day', async () => {
    const past = cares.find(({ to, form }) => to !== null && form !== 'GUEST');
    const query = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Child { care {
      before: inCare(on: "2005-01-01") then: current(on: "${past?.from}") { validFrom endReason } history { id } } } } }`;
    const { section, errors } = await sectionOf(past?.child ?? '', OPEN, query);
    expect(errors).toEqual([]);
    expect(section).toMatchObject({ before: false, then: { validFrom: past?.from, endReason: past?.endReason } });
  });

  it('is empty for a child that the programme does not know', async () => {
    const { section, errors } = await sectionOf(withCheckDigit('99123190001') ?? '');
    expect(errors).toEqual([]);
    expect(section).toMatchObject({ inCare: false, current: null, history: [], nextReportDue: null });
  });

  it('counts reports by the interval of the form', async () => {
    const guardian = current.find(({ form }) => form === 'GUARDIANSHIP');
    const institution = current.find(({ form }) => form === 'INSTITUTION');
    const query = 'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Child { care { nextReportDue } } } }';
    const due = (await sectionOf(guardian?.child ?? '', OPEN, query)).section?.['nextReportDue'] as string;
    expect(due >= care.facts.asOf).toBe(true);
    const months = (day: string) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));
    expect((months(due) - months(guardian?.from ?? '')) % 6).toBe(0);
    expect((await sectionOf(institution?.child ?? '', OPEN, query)).section?.['nextReportDue']).toBeNull();
  });
});

describe('endsAtMajority', () => {
  const MAJORITY = 'query ($r: [_Any!]!) { _entities(representations: $r) { ... on ChildCare { iin endsAtMajority } } }';
  const section = (iin: string, extra: object) => ({ __typename: 'ChildCare', iin, ...extra });
  const birthOf = (iin: string) => care.households.flatMap(({ persons }) => persons).find((one) => one.iin === iin)?.birthDate ?? '';

  it('is the eighteenth birthday, for a guardianship too', async () => {
    for (const form of ['GUARDIANSHIP', 'TRUSTEESHIP', 'PROFESSIONAL_FOSTER'] as const) {
      const iin = current.find((one) => one.form === form)?.child ?? '';
      const birthDate = birthOf(iin);
      const { data, errors } = await entities([section(iin, { child: { __typename: 'Child', iin, grant: OPEN, facts: { birthDate } } })], MAJORITY);
      expect(errors).toEqual([]);
      const year = Number(birthDate.slice(0, 4)) + 18;
      expect(listOf<{ endsAtMajority: string }>(data)[0]?.endsAtMajority).toMatch(new RegExp(`^${year}-`));
    }
  });

  it('is withheld from a section reached without a grant, like every other field of it', async () => {
    const iin = current[0]?.child ?? '';
    const reached = await entities([section(iin, {})], `query ($r: [_Any!]!) { _entities(representations: $r) { ... on ChildCare { ${SECTION} endsAtMajority } } }`);
    expect(reached.data?.['_entities']).toEqual([{ iin, child: null, inCare: null, nextReportDue: null, current: null, history: null, endsAtMajority: null }]);
    expect([...codes(reached.errors)]).toEqual(['WITHHELD']);
    const facts = { birthDate: '2015-01-01' };
    const stranger = section(iin, { child: { __typename: 'Child', iin, grant: null, facts } });
    const known = section(iin, { child: { __typename: 'Child', iin, grant: OPEN, facts } });
    const { data, errors } = await entities([stranger, known], MAJORITY);
    expect(data?.['_entities']).toMatchObject([{ endsAtMajority: null }, { endsAtMajority: current[0]?.form === 'INSTITUTION' ? null : '2033-01-01' }]);
    expect(errors.map(({ path, extensions }) => [path, extensions['code']])).toEqual([[['_entities', 0, 'endsAtMajority'], 'WITHHELD']]);
  });
});

describe('access', () => {
  it('withholds the section without a grant, and with one that does not open care', async () => {
    const iin = current[0]?.child ?? '';
    const shapes = [];
    for (const grant of [null, { ...OPEN, classes: ['identity', 'education'] } as const]) {
      const { data, errors } = await entities([child(iin, grant), child(withCheckDigit('99123190001') ?? '', grant)]);
      expect(listOf<{ care: unknown }>(data).map((one) => one.care)).toEqual([null, null]);
      shapes.push(...errors.map(({ message, extensions }) => [message, extensions['code'], extensions['programme']]));
    }
    expect(new Set(shapes.map(String)).size).toBe(1);
    expect(shapes[0]?.[1]).toBe('WITHHELD');
  });

  it('needs the field class under the purpose named', async () => {
    const { errors } = await care.call({ query: ENTITIES, variables: { r: [child(current[0]?.child ?? '')] }, viewer: caseworker, purpose: 'BENEFIT_ASSESSMENT' });
    expect([...codes(errors)]).toEqual(['SCOPE_MISSING']);
    const anonymous = await care.call({ query: ENTITIES, variables: { r: [child(current[0]?.child ?? '')] } });
    expect([...codes(anonymous.errors)]).toEqual(['UNAUTHENTICATED']);
  });

  it('gives nothing but the id to whoever reaches a placement or a family by it', async () => {
    const { section } = await sectionOf(current.find(({ carers }) => carers.length > 0)?.child ?? '');
    const placement = section?.current as { id: string; family: { id: string } };
    const representations = [{ __typename: 'Placement', id: placement.id }, { __typename: 'FosterFamily', id: placement.family.id }];
    const query = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Placement { ${PLACEMENT} } ... on FosterFamily { id region { kato } district { kato } carers { validFrom } } } }`;
    const { data, errors } = await entities(representations, query);
    for (const entity of listOf<Record<string, unknown>>(data)) {
      const { id, ...rest } = entity;
      expect(id).toMatch(/^[0-9a-f-]{36}$/);
      expect(Object.values(rest).every((value) => value === null)).toBe(true);
    }
    expect([...codes(errors)]).toEqual(['WITHHELD']);
  });

  it('withholds carer, place, body, institution and act of a shielded child, past placements included', async () => {
    const { section, errors } = await sectionOf(current.find(({ shielded }) => shielded)?.child ?? '', { ...OPEN, restricted: true });
    const rows = [section?.current, ...(section?.history ?? [])];
    expect(rows.length).toBeGreaterThan(1);
    for (const row of rows) {
      expect(row).toMatchObject({ family: null, institution: null, body: null, act: null, region: null, district: null });
      expect(row?.['form']).not.toBeNull();
    }
    expect([...codes(errors)]).toEqual(['WITHHELD']);
    expect(new Set(errors.map(({ path }) => path?.at(-1)))).toEqual(new Set(['family', 'institution', 'body', 'act', 'region', 'district', 'source']));
  });
});

describe('a child that is shielded here', () => {
  const query = 'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Child { care { inCare current { validFrom status version shielded source events { source } family { id } institution body act region { kato } district { kato } } } } } }';
  const PLACE = ['version', 'shielded', 'source', 'events', 'family', 'institution', 'body', 'act', 'region', 'district'];
  const place = (section: Section | undefined) => PLACE.filter((field) => section?.current?.[field] != null);

  it.each(['PARENT', 'CASEWORKER', 'OMBUDSMAN'] as const)('is so to a %s too whose grant is older and does not say it', async (relation) => {
    const { section, errors } = await sectionOf(current.find(({ shielded }) => shielded)?.child ?? '', { ...OPEN, relation }, query);
    expect(section).toMatchObject({ inCare: true, current: { status: 'ACTIVE' } });
    expect([place(section), [...codes(errors)], errors.length]).toEqual([[], ['WITHHELD'], PLACE.length]);
  });

  it.each(['SELF', 'REPRESENTATIVE', 'MINISTRY'] as const)('is open to a %s', async (relation) => {
    const { section, errors } = await sectionOf(current.find(({ shielded }) => shielded)?.child ?? '', { ...OPEN, relation }, query);
    expect([section?.current?.['shielded'], errors]).toEqual([true, []]);
    expect(place(section)).toEqual(expect.arrayContaining(['family', 'body', 'act', 'district']));
  });

  it('does not make its neighbours so', async () => {
    const { section, errors } = await sectionOf(current.find(({ shielded }) => !shielded)?.child ?? '', { ...OPEN, relation: 'CASEWORKER' }, query);
    expect([section?.current?.['shielded'], errors]).toEqual([false, []]);
  });
});

describe('what looking after a child finds', () => {
  const query = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Child { care { current { validFrom version nextVisitBy siblingsApart
    visits { announced seenAlone finding } reports { state } events { kind version } } } } } }`;
  const ask = async (iin: string, role: Role, purpose: Purpose) => {
    const { data, errors } = await care.call({ query, variables: { r: [child(iin)] }, viewer: viewerAs(role), purpose });
    return { seen: listOf<{ care: Section }>(data)[0]?.care.current ?? {}, refused: errors.map(({ path, extensions }) => `${String(path?.at(-1))} ${String(extensions['code'])}`).toSorted() };
  };

  it('is read by officials, and by nobody who is looked after: how often they came neither', async () => {
    const iin = current.find(({ shielded, form, from }) => !shielded && form !== 'INSTITUTION' && from < '2025-10-01')?.child ?? '';
    await withClient(care.database.adminUrl, (admin) => admin.query(`insert into placement_event (placement_id, version, kind, occurred_on, received_on, source)
      select id, v, (array['RECORDED', 'VISITED', 'REPORTED', 'EXTENDED'])[v], '2026-09-01', '2026-09-01', 'test' from placement, generate_series(1, 4) as v where iin = $1 and valid_to is null`, [iin]));
    for (const role of ['caseworker', 'ombudsman'] as const) {
      const { seen, refused } = await ask(iin, role, 'CHILD_PROFILE');
      expect(refused).toEqual(['siblingsApart ROLE_NOT_ALLOWED']);
      expect(seen).toMatchObject({ version: 1, nextVisitBy: expect.any(String) as unknown, events: ['RECORDED', 'VISITED', 'REPORTED', 'EXTENDED'].map((kind, i) => ({ kind, version: i + 1 })) });
      expect([(seen['visits'] as object[]).length > 0, (seen['reports'] as object[]).length > 0]).toEqual([true, true]);
    }
    expect((await ask(iin, 'ministry:foster-families', 'CARE_SUPERVISION')).refused).toEqual([]);
    const { seen, refused } = await ask(iin, 'citizen', 'OWN_FAMILY');
    expect(refused).toEqual(['nextVisitBy', 'reports', 'siblingsApart', 'version', 'visits'].map((field) => `${field} ROLE_NOT_ALLOWED`));
    expect(seen).toEqual({ validFrom: expect.any(String) as unknown, version: null, nextVisitBy: null, siblingsApart: null, visits: null, reports: null, events: [{ kind: 'RECORDED', version: null }, { kind: 'EXTENDED', version: null }] });
  });
});

describe('placementForms', () => {
  const forms = async (on: string) => {
    const { data, errors } = await care.call({ query: `{ placementForms(on: "${on}") { code reportIntervalMonths maxChildren contractMonths name kk: name(lang: KK) certainty } }` });
    expect(errors).toEqual([]);
    return data?.['placementForms'] as Record<string, unknown>[];
  };

  it('is public and dated: professional foster families exist since 1 July 2025', async () => {
    expect((await forms('2025-06-30')).map(({ code }) => code)).not.toContain('PROFESSIONAL_FOSTER');
    const form = (await forms('2025-07-01')).find(({ code }) => code === 'PROFESSIONAL_FOSTER');
    expect(form).toEqual({ code: 'PROFESSIONAL_FOSTER', reportIntervalMonths: 3, maxChildren: 4, contractMonths: 6, name: 'Professional foster family', kk: 'Кәсіби қабылдайтын отбасы', certainty: 'A' });
    expect((await forms('2016-12-31')).map(({ code }) => code)).not.toContain('FOSTER_FAMILY');
  });
});
