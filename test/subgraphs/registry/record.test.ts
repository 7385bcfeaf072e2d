import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withClient } from '../../support/kept-connections.js';
import type { Household, SyntheticPerson } from '../../../subgraphs/shared/synthetic/household.js';
import { withCheckDigit } from '../../../subgraphs/shared/scalars/identifier.js';
import { ageOn } from '../../../subgraphs/shared/dated.js';
import { viewerAs } from '../../support/gateway-call.js';
import { startTestSubgraph, type TestSubgraph } from '../../support/subgraph.js';

const RECORD = `iin name { kk { full } ru { full } latin { full } } birthDate age sex lifeStatus { code since }
  citizenships { country validFrom validTo source recordedAt } residence { region { name } district { name } address }
  parents { role basis rights name { ru { full } } person { iin } } siblings { child { iin } birthDate commonParents } birthOrder guardianships { form body }`;

const living = (person: SyntheticPerson): boolean => person.isChild && person.death === null && person.residences.at(-1)?.to === null;

let registry: TestSubgraph;
let children: SyntheticPerson[];
const caseworker = viewerAs('caseworker');

beforeAll(async () => {
  registry = await startTestSubgraph('registry', { households: 120 });
  const shielded = new Set(registry.households.flatMap(({ cares }) => cares.filter((care) => care.shielded).map(({ child }) => child)));
  children = registry.households.flatMap(({ persons }) => persons.filter((one) => living(one) && !shielded.has(one.iin)));
});
afterAll(() => registry.close());

const ask = (query: string, variables: Record<string, unknown> = {}, viewer = caseworker) =>
  registry.call({ query, variables, viewer, purpose: viewer.role === 'citizen' ? 'OWN_FAMILY' : 'CHILD_PROFILE' });

const householdOf = (iin: string): Household | undefined => registry.households.find(({ persons }) => persons.some((one) => one.iin === iin));

describe('a child\'s record', () => {
  it('is nothing that is told to nobody, not even to the federation', async () => {
    const query = 'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Child { iin birthDate grant { relation } facts { birthDate } } } }';
    const variables = { r: [{ __typename: 'Child', iin: children[0]?.iin }] };
    const entity = async (viewer: typeof caseworker | null): Promise<unknown> => ((await registry.call({ query, variables, viewer, purpose: viewer === null ? null : 'CHILD_PROFILE' })).data?.['_entities'] as unknown[])[0];
    expect(await entity(null)).toEqual({ iin: children[0]?.iin, birthDate: null, grant: null, facts: null });
    expect(await entity(caseworker)).toMatchObject({ facts: { birthDate: children[0]?.birthDate } });
  });

  it('says what the civil registry knows, in one statement per table for fifty children', async () => {
    await ask('{ regions { kato } }');
    registry.takeSql();
    const answer = await ask(`{ children(first: 50) { edges { node { ${RECORD} grant { relation classes } facts { birthDate birthOrder } } } } }`);
    expect(answer.errors.every(({ path, extensions }) => path?.at(-1) === 'residence' && extensions['code'] === 'WITHHELD')).toBe(true);
    expect((answer.data?.['children'] as { edges: unknown[] }).edges).toHaveLength(50);
    const reads = registry.takeSql().filter((sql) => /\b(select|execute)\b/.test(sql) && !sql.includes('set_config'));
    const tables = reads.map((sql) => /\bfrom "?(\w+)"?/.exec(sql.replace('execute kin_of_children', 'from parentage '))?.[1]);
    expect(tables.toSorted()).toEqual(
      ['citizenship', 'district', 'guardianship', 'life_status', 'parental_right', 'parentage', 'person', 'region', 'residence', 'restriction'].toSorted(),
    );
  });

  it('agrees with what happened to the child', async () => {
    for (const child of children.slice(0, 25)) {
      const { data, errors } = await ask(`query ($iin: IIN!) { child(iin: $iin) { ${RECORD} } }`, { iin: child.iin });
      expect(errors).toEqual([]);
      const home = householdOf(child.iin);
      const parents = home?.parentages.filter((one) => one.child === child.iin) ?? [];
      expect(data?.['child']).toMatchObject({
        iin: child.iin,
        birthDate: child.birthDate,
        age: ageOn(child.birthDate, registry.facts.asOf),
        sex: child.sex,
        lifeStatus: { code: 'ALIVE', since: null },
        name: { ru: { full: Object.values(child.name.ru).filter(Boolean).join(' ') } },
        citizenships: child.citizenships.map(({ country, from, to }) => ({ country, validFrom: from, validTo: to })),
        residence: { address: child.residences.at(-1)?.address },
      });
      expect((data?.['child'] as { parents: { person: { iin: string } }[] }).parents.map(({ person }) => person.iin).toSorted()).toEqual(
        parents.map(({ parent }) => parent).toSorted(),
      );
    }
  });

  it('gives every child of a mother its own place in the birth order', async () => {
    const families = registry.households.filter(({ parentages }) => parentages.filter(({ role }) => role === 'MOTHER').length > 2).slice(0, 5);
    for (const { persons, parentages } of families) {
      const mothers = new Set(parentages.filter(({ role }) => role === 'MOTHER').map(({ parent }) => parent));
      for (const mother of mothers) {
        const own = parentages.filter(({ parent, to }) => parent === mother && to === null).map(({ child }) => child);
        const alive = own.filter((iin) => persons.some((one) => one.iin === iin && living(one)));
        const orders = await Promise.all(
          alive.map(async (iin) => (await ask('query ($iin: IIN!) { child(iin: $iin) { birthOrder } }', { iin })).data?.['child'] as { birthOrder: number }),
        );
        const numbers = orders.map(({ birthOrder }) => birthOrder);
        expect(new Set(numbers).size).toBe(alive.length);
        for (const number of numbers) expect(number).toBeLessThanOrEqual(own.length);
      }
    }
  });

  it('answers for another day', async () => {
    const [child] = children;
    const { data } = await ask('query ($iin: IIN!, $on: Date!) { child(iin: $iin) { age(on: $on) residence(on: $on) { address } } }', {
      iin: child?.iin,
      on: '2005-12-31',
    });
    expect(data?.['child']).toEqual({ age: null, residence: null });
  });
});

describe('who may open it', () => {
  const CHILD = 'query ($iin: IIN!) { child(iin: $iin) { iin name { kk { full } } } }';
  const unknown = withCheckDigit('99123190001') ?? '';

  it('answers alike for an unknown child and for somebody else\'s', async () => {
    const [child] = children;
    const stranger = viewerAs('caseworker', { regions: [] });
    const [missing, foreign] = [await ask(CHILD, { iin: unknown }), await ask(CHILD, { iin: child?.iin }, stranger)];
    const shape = ({ data, errors, status }: typeof missing) => ({ status, data, errors: errors.map(({ message, path, extensions }) => ({ message, path, code: extensions['code'] })) });
    expect(shape(missing)).toEqual(shape(foreign));
    expect(foreign.errors[0]?.extensions['code']).toBe('WITHHELD');
  });

  it('opens to the mother, not to another family\'s', async () => {
    const home = registry.households.find(({ parentages }) => parentages.some(({ restrictions, role, to, child }) => role === 'MOTHER' && to === null && restrictions.length === 0 && children.some(({ iin }) => iin === child)));
    const link = home?.parentages.find(({ role, child }) => role === 'MOTHER' && children.some(({ iin }) => iin === child));
    const mother = viewerAs('citizen', { iin: link?.parent ?? null, regions: [] });
    const own = await ask(CHILD, { iin: link?.child }, mother);
    expect(own.errors).toEqual([]);
    const other = children.find(({ iin }) => !home?.persons.some((one) => one.iin === iin));
    expect((await ask(CHILD, { iin: other?.iin }, mother)).errors[0]?.extensions['code']).toBe('WITHHELD');
    const me = await ask('{ me { iin name { kk { full } } children { iin } } }', {}, mother);
    expect(me.errors).toEqual([]);
    expect((me.data?.['me'] as { children: { iin: string }[] }).children.map(({ iin }) => iin)).toContain(link?.child);
  });

  it('keeps the fields of a referenced stranger, but not the key', async () => {
    const [child] = children;
    const stranger = viewerAs('caseworker', { regions: [] });
    const answer = await ask('query ($r: [_Any!]!) { _entities(representations: $r) { ... on Child { iin birthDate grant { relation } } } }', { r: [{ __typename: 'Child', iin: child?.iin }] }, stranger);
    expect(answer.data?.['_entities']).toEqual([{ iin: child?.iin, birthDate: null, grant: null }]);
    expect(answer.errors.map(({ extensions }) => extensions['code'])).toEqual(['WITHHELD']);
  });

  it('counts changes for the registry alone: the number tells of what others do not see', async () => {
    const [child] = children;
    const { data, errors } = await ask('query ($iin: IIN!) { child(iin: $iin) { version birthDate } }', { iin: child?.iin });
    expect([data?.['child'], errors]).toMatchObject([{ version: null, birthDate: child?.birthDate }, [{ path: ['child', 'version'], extensions: { code: 'ROLE_NOT_ALLOWED' } }]]);
  });

  it('hides where a shielded child is, and how many care for them', async () => {
    const care = registry.households.flatMap(({ cares }) => cares).find(({ shielded, to, carers }) => shielded && to === null && carers.length > 0);
    await withClient(registry.database.adminUrl, (admin) => admin.query(`insert into guardianship (iin, representative_iin, form, body_bin, valid_from, source, recorded_at)
      select iin, '${children[0]?.iin}', form, body_bin, valid_from, source, recorded_at from guardianship where iin = '${care?.child}' and valid_to is null`));
    const answer = await ask('query ($iin: IIN!) { child(iin: $iin) { residence { address } guardianships { form body source representative { iin } organisation } } }', { iin: care?.child });
    const hidden = { form: care?.form, body: null, source: 'Act of a guardianship body', representative: null, organisation: null };
    expect(answer.data?.['child']).toEqual({ residence: null, guardianships: [hidden] });
    expect(answer.errors).toMatchObject([{ path: ['child', 'residence'], extensions: { code: 'WITHHELD' } }]);
  });
});
