import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { withClient } from '../../local/bootstrap/connection.js';
import { keepCredentials } from '../../local/data/credentials.js';
import { readLocalEnvironment } from '../../local/environment.js';
import { embeddedUrl } from '../../local/postgres/embedded.js';
import { PROGRAMMES as MINISTRIES, SUBGRAPHS, type SubgraphName } from '../../subgraphs/shared/access/viewer.js';
import type { DatabaseName } from '../../subgraphs/shared/database/roles.js';
import { withCheckDigit } from '../../subgraphs/shared/scalars/identifier.js';
import { guardianshipBody } from '../../subgraphs/shared/synthetic/organisations.js';
import { stateOf } from '../local/launcher.js';
import type { Answer, RunningFederation } from './federation.js';

let serial = 0;
/** An IIN that nobody has. */
function freshIin(): string {
  for (;;) {
    serial += 1;
    const found = withCheckDigit(`2609019${String(serial).padStart(4, '0')}`);
    if (found !== null) return found;
  }
}

const PROGRAMMES = { registry: 'OK', benefits: 'OK', savings: 'OK', 'foster-families': 'OK', schools: 'OK' };
const OUTCOME = '__typename ... on Registration { kind version person { iin version } } ... on Refusal { code field message currentVersion }';
const codes = ({ errors }: Answer): unknown[] => [...new Set(errors.map(({ extensions }) => extensions['code']))];

/** Waits for the programmes to have caught up; a second or so. */
async function until(what: string, done: () => Promise<boolean>): Promise<void> {
  const late = Date.now() + 20_000;
  while (!(await done())) {
    if (Date.now() > late) throw new Error(`${what}: not within twenty seconds`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

/** What is registered, from the registrar's hand to every programme. The demo child's IIN is replaced in the end. */
export function lifeEvents(running: () => RunningFederation): void {
  let federation: RunningFederation;
  let child: string;
  let mother: string;
  let registrar: string;
  let caseworker: string;
  beforeAll(async () => {
    federation = running();
    ({ child, mother } = federation.state.demo);
    [registrar, caseworker] = await Promise.all([federation.token('--role', 'ministry:registry'), federation.token('--role', 'caseworker')]);
  });

  const register = (mutation: string, type: string, input: object): Promise<Answer> =>
    federation.ask({
      operation: `mutation ($input: ${type}!) { outcome: ${mutation}(input: $input) { ${OUTCOME} } }`,
      variables: { input: { idempotencyKey: randomUUID(), source: 'act 1', occurredOn: '2026-09-15', ...input } },
      token: registrar,
      purpose: 'CIVIL_REGISTRATION',
    });
  const profile = (iin: string): Promise<Answer> => federation.ask({ operation: 'child-profile.graphql', variables: { iin, on: '2026-09-15' }, token: caseworker, purpose: 'CHILD_PROFILE' });
  const replace = (iin: string, newIin: string): Promise<Answer> => register('replaceIin', 'ReplaceIinInput', { iin, newIin, basis: 'ADOPTION', expectedVersion: 1 });

  /** A database as its server's administrator, who sees past row-level security. */
  async function rows<R extends object>(name: DatabaseName, sql: string, parameters: readonly unknown[] = []): Promise<R[]> {
    const { databaseUrl } = readLocalEnvironment();
    const port = Number(federation.state.database.split(':').at(-1));
    const password = keepCredentials(path.join(federation.folder, 'credentials.json')).superuser;
    const url = new URL(databaseUrl ?? embeddedUrl({ port, password }));
    url.pathname = `/${name}`;
    return withClient(url.href, async (admin) => (await admin.query<R>(sql, [...parameters])).rows);
  }

  /** Where in the databases of the ministries and the gateway a text stands, in whatever column of whatever table. */
  async function whereIs(text: string): Promise<string[]> {
    const found = await Promise.all(
      ([...SUBGRAPHS, 'gateway'] as const).map(async (name) => {
        const tables = await rows<{ table: string }>(name, `select tablename as table from pg_tables where schemaname = 'public'`);
        const looks = tables.map(({ table }) => `select '${table}' as table where exists (select 1 from "${table}" t where t::text like $1)`);
        return (await rows<{ table: string }>(name, looks.join(' union all '), [`%${text}%`])).map(({ table }) => `${name}.${table}`);
      }),
    );
    return found.flat().sort();
  }

  describe('a registrar', () => {
    it('registers a birth at the gateway, and every programme knows the child', async () => {
      const iin = freshIin();
      const name = { surname: 'Ермеков', given: 'Алан' };
      const answer = await register('registerBirth', 'RegisterBirthInput', {
        iin, sex: 'MALE', name: { kk: name, ru: name, latin: { surname: 'Yermekov', given: 'Alan' } }, parents: [{ iin: mother, role: 'MOTHER' }], citizenships: ['KZ'],
        home: { districtKato: '751410000', address: 'Абай 52' },
      });
      expect([answer.status, answer.errors, answer.data?.['outcome'], answer.programmes]).toEqual([200, [], { __typename: 'Registration', kind: 'BIRTH', version: 1, person: { iin, version: 1 } }, { registry: 'OK' }]);
      const { data, programmes, errors } = await profile(iin);
      expect([programmes, errors]).toEqual([PROGRAMMES, []]);
      expect(data?.['child']).toMatchObject({ birthOrder: 6, birthDate: '2026-09-15', care: { inCare: false }, schooling: { ofSchoolAge: false } });
      await until('savings knows the birth', async () => (await rows('savings', 'select 1 from listed_child where iin = $1', [iin])).length === 1);
    });

    it('sends several mutations in one request: in order, each with its own answer, and one that fails stops none', async () => {
      const variables = Object.fromEntries(['a', 'b', 'c', 'd'].map((key, i) => [key, {
        idempotencyKey: randomUUID(), iin: mother, expectedVersion: [1, 1, 2, 2][i], occurredOn: [`2026-05-01`, '2026-06-01', '2027-12-31', '2026-07-01'][i], source: 'x',
        home: { districtKato: '751410000', address: `Home ${key}` },
      }]));
      const operation = `mutation (${Object.keys(variables).map((key) => `$${key}: RegisterResidenceInput!`).join(' ')}) {
        ${Object.keys(variables).map((key) => `${key}: registerResidence(input: $${key}) { ${OUTCOME} ... on Registration { person { residence { address } } } }`).join(' ')} }`;
      const answer = await federation.ask({ operation, variables, token: registrar, purpose: 'CIVIL_REGISTRATION' });
      expect(answer.data).toMatchObject({
        a: { version: 2, person: { residence: { address: 'Home a' } } },
        b: { code: 'VERSION_CONFLICT', currentVersion: 2 },
        c: null,
        d: { version: 3, person: { residence: { address: 'Home d' } } },
      });
      expect(answer.errors).toMatchObject([{ path: ['c'], extensions: { code: 'BAD_USER_INPUT', programme: 'registry' } }]);
      expect(answer.programmes).toEqual({ registry: 'OK' });
    });

    it('is nobody else', async () => {
      const operation = 'mutation ($input: RegisterDeathInput!) { registerDeath(input: $input) { __typename } }';
      const variables = { input: { idempotencyKey: randomUUID(), iin: child, expectedVersion: 1, occurredOn: '2026-09-01', source: 'x' } };
      const asked = [
        await federation.ask({ operation, variables, token: caseworker, purpose: 'CHILD_PROFILE' }),
        await federation.ask({ operation, variables, token: await federation.token('--role', 'citizen', '--iin', mother), purpose: 'OWN_FAMILY' }),
        await federation.ask({ operation, variables, token: await federation.token('--role', 'ministry:benefits'), purpose: 'BENEFIT_ASSESSMENT' }),
        await federation.ask({ operation, variables, token: await federation.token('--role', 'auditor'), purpose: 'AUDIT_ANALYSIS' }),
        await federation.ask({ operation, variables, token: registrar }),
        await federation.ask({ operation, variables }),
      ];
      expect(asked.map(codes)).toEqual([['ROLE_NOT_ALLOWED'], ['ROLE_NOT_ALLOWED'], ['ROLE_NOT_ALLOWED'], ['SCOPE_MISSING'], ['PURPOSE_MISSING'], ['UNAUTHENTICATED']]);
      expect(asked.map(({ data }) => data)).toEqual(asked.map(() => ({ registerDeath: null })));
    });

    it('deprives a father of his rights, and he sees nothing on his next request, of no programme', async () => {
      const { data } = await profile(child);
      const father = (data?.['child'] as { parents: { role: string; person: { iin: string } }[] }).parents.find(({ role }) => role === 'FATHER')?.person.iin ?? '';
      const token = await federation.token('--role', 'citizen', '--iin', father);
      const asFather = () => federation.ask({ operation: 'child-profile.graphql', variables: { iin: child, on: '2026-09-15' }, token, purpose: 'OWN_FAMILY' });
      expect((await asFather()).programmes).toEqual(PROGRAMMES);
      const decision = { childIin: child, parentIin: father, change: 'DEPRIVED', expectedVersion: 1 };
      expect((await register('changeParentalRights', 'ChangeParentalRightsInput', decision)).data?.['outcome']).toMatchObject({ kind: 'RIGHTS_DEPRIVED' });
      const after = await asFather();
      expect([after.data, codes(after)]).toEqual([{ child: null }, ['WITHHELD']]);
      const restored = await register('changeParentalRights', 'ChangeParentalRightsInput', { ...decision, change: 'RESTORED', expectedVersion: 2, occurredOn: '2026-09-16' });
      expect(restored.data?.['outcome']).toMatchObject({ kind: 'RIGHTS_RESTORED' });
    });
  });

  describe('a guardianship body', () => {
    let authority: string;
    beforeAll(async () => {
      authority = await federation.token('--role', 'ministry:foster-families');
    });

    const PLACED = '__typename ... on Placement { id version status child { iin name { ru { full } } } family { carers { person { iin } } } } ... on Refusal { code field message }';
    const asAuthority = (operation: string, variables: object = {}): Promise<Answer> => federation.ask({ operation, variables: { ...variables }, token: authority, purpose: 'CARE_SUPERVISION' });
    const decide = async (mutation: string, type: string, input: object): Promise<Placed> => {
      const answer = await asAuthority(`mutation ($input: ${type}!) { outcome: ${mutation}(input: $input) { ${PLACED} } }`, { input: { idempotencyKey: randomUUID(), source: 'decision 1', occurredOn: '2026-10-05', ...input } });
      expect([answer.errors, answer.data?.['outcome']]).toMatchObject([[], { __typename: 'Placement' }]);
      return answer.data?.['outcome'] as Placed;
    };
    interface Placed { readonly id: string; readonly version: number; readonly status: string; readonly child: object; readonly family: { readonly carers: readonly { readonly person: { readonly iin: string } }[] } }

    const siblingBorn = async (year: string): Promise<string> => {
      const { siblings } = (await profile(child)).data?.['child'] as { siblings: { child: { iin: string }; birthDate: string }[] };
      return siblings.find(({ birthDate }) => birthDate.startsWith(year))?.child.iin ?? '';
    };
    interface Home { readonly id: string; readonly district: string; readonly carers: readonly string[] }
    /** Professional foster families on the register, the demo family's former one first. */
    const families = async (): Promise<Home[]> => {
      const { data } = await asAuthority('{ placements(first: 100, filter: { form: PROFESSIONAL_FOSTER }) { edges { node { family { id district { kato } carers { person { iin } } } } } } }');
      const { edges } = data?.['placements'] as { edges: { node: { family: { id: string; district: { kato: string }; carers: { person: { iin: string } }[] } } }[] };
      return edges.map(({ node: { family: { id, district: { kato }, carers } } }) => ({ id, district: kato, carers: carers.map(({ person }) => person.iin) }));
    };
    const placement = (iin: string, home: Home | undefined, more: object = {}) =>
      ({ iin, form: 'PROFESSIONAL_FOSTER', family: home?.id, body: guardianshipBody('751410000'), act: '2026/J-17', reason: 'NEGLECT', district: home?.district, ...more });

    it('places a child with a professional foster family: the carer may see the child until the placement ends', async () => {
      const [iin, [home]] = [await siblingBorn('2020'), await families()];
      const carer = home?.carers[0] ?? '';
      const token = await federation.token('--role', 'citizen', '--iin', carer);
      const seen = () => federation.ask({ operation: 'query ($iin: IIN!) { child(iin: $iin) { iin name { ru { full } } care { inCare(on: "2026-10-05") } } }', variables: { iin }, token, purpose: 'OWN_FAMILY' });
      const before = await seen();
      expect([before.data, codes(before)]).toEqual([{ child: null }, ['WITHHELD']]);
      const placed = await decide('recordPlacement', 'RecordPlacementInput', placement(iin, home));
      expect(placed).toMatchObject({ status: 'ACTIVE', version: 1, child: { iin, name: { ru: { full: expect.stringContaining('Ермекова') as unknown } } }, family: { carers: [{ person: { iin: carer } }] } });
      await until('the carer represents the child', async () => (await seen()).data?.['child'] !== null);
      expect(await seen()).toMatchObject({ errors: [], data: { child: { iin, care: { inCare: true } } } });
      await decide('endPlacement', 'EndPlacementInput', { placement: placed.id, expectedVersion: 1, occurredOn: '2026-10-06', reason: 'RETURNED_TO_PARENT' });
      await until('the carer is nobody to the child', async () => (await seen()).data?.['child'] === null);
      expect(codes(await seen())).toEqual(['WITHHELD']);
    });

    it('shields a placement: it waits for schools that do not answer, and then no moment shows where the child is', async () => {
      const iin = await siblingBorn('2026-02');
      const home = (await families()).find(({ carers, district }) => district !== '751410000' && carers.length === 2);
      const [one = '', other = ''] = home?.carers ?? [];
      const SHOWN = `care { inCare current { status shielded source institution body act region { kato } district { kato } family { id district { kato } carers { person { iin } } } events { source } }
        history { institution body act source district { kato } family { id carers { person { iin } } } } } guardianships { form body organisation source representative { iin } }`;
      const operation = `query ($iin: IIN!) { child(iin: $iin) { ${SHOWN} } }`;
      const people = [['--role', 'citizen', '--iin', mother], ['--role', 'ombudsman', '--region', '750000000'], ['--role', 'citizen', '--iin', one]];
      const [parent = '', ombudsman = '', carer = ''] = await Promise.all(people.map((who) => federation.token(...who)));
      const onlookers = [{ token: caseworker, purpose: 'CHILD_PROFILE' }, { token: parent, purpose: 'OWN_FAMILY' }, { token: ombudsman, purpose: 'CARE_SUPERVISION' }];
      interface Shown { readonly child: { readonly care: { readonly inCare: boolean; readonly current: { readonly family: object | null } | null }; readonly guardianships: readonly object[] } }
      const look = () => Promise.all(onlookers.map((onlooker) => federation.ask({ operation, variables: { iin }, ...onlooker })));
      const asCarer = () => federation.ask({ operation: 'query ($iin: IIN!) { child(iin: $iin) { care { current { status act } } } }', variables: { iin }, token: carer, purpose: 'OWN_FAMILY' });
      const telling = new RegExp([one, other, home?.id, home?.district, guardianshipBody('751410000'), '2026/J-18', 'decision 2'].join('|'));
      const schools = stateOf(federation.folder).processes['schools'] ?? 0;
      process.kill(schools, 'SIGSTOP');
      let placed: Placed;
      let looks = 0;
      const shielded = async (): Promise<Shown[]> => {
        const answers = await look();
        looks += 1;
        for (const { text } of answers) expect(text).not.toMatch(telling);
        return answers.map(({ data }) => data as unknown as Shown);
      };
      try {
        placed = await decide('recordPlacement', 'RecordPlacementInput', placement(iin, home, { shielded: true, act: '2026/J-18', source: 'decision 2' }));
        expect(placed.status).toBe('PENDING');
        await until('the registry withholds', async () => (await rows('registry', 'select 1 from restriction where iin = $1 and valid_to is null', [iin])).length === 1);
        for (let i = 0; i < 10; i += 1) expect((await shielded()).map(({ child: { care, guardianships } }) => [care.inCare, guardianships.length])).toEqual(onlookers.map(() => [false, 0]));
        expect((await asCarer()).data).toEqual({ child: null });
        expect(await rows('foster-families', 'select version from placement where public_id = $1', [placed.id])).toEqual([{ version: 1 }]);
      } finally {
        process.kill(schools, 'SIGCONT');
      }
      await until('it takes effect, and the registry knows', async () => (await shielded()).every(({ child: { care, guardianships } }) => care.inCare && care.current?.family === null && guardianships.length === 1));
      expect(looks).toBeGreaterThan(10);
      expect(await asCarer()).toMatchObject({ errors: [], data: { child: { care: { current: { status: 'ACTIVE', act: '2026/J-18' } } } } });
      await decide('liftShielding', 'LiftShieldingInput', { placement: placed.id, expectedVersion: 2, occurredOn: '2026-10-05' });
      await until('the shielding is lifted for whoever may see the child', async () => (await look()).every(({ text }) => text.includes(one)));
    });
  });

  describe('a replaced IIN', () => {
    /** A sibling of the demo child, of whom every programme has something and nobody has asked. */
    async function sibling(): Promise<string> {
      const { data } = await profile(child);
      const { siblings } = data?.['child'] as { siblings: { child: { iin: string }; birthDate: string }[] };
      return siblings.find(({ birthDate }) => birthDate.startsWith('2017'))?.child.iin ?? '';
    }

    it('answers like an unknown child\'s from the first moment, while the new one\'s profile becomes what the old one\'s was', async () => {
      const old = await sibling();
      const newIin = freshIin();
      const before = (await profile(old)).data;
      expect(before?.['child']).toMatchObject({ schooling: { enrolment: {} }, savings: { phase: 'CLAIM' } });
      const expected = JSON.parse(JSON.stringify(before).replaceAll(old, newIin)) as unknown;
      expect((await replace(old, newIin)).data?.['outcome']).toEqual({ __typename: 'Registration', kind: 'IIN_REPLACED', version: 2, person: { iin: newIin, version: 2 } });
      let asked = 0;
      await until('the programmes follow', async () => {
        const [gone, now] = await Promise.all([profile(old), profile(newIin)]);
        asked += 1;
        expect([gone.data, codes(gone)]).toEqual([{ child: null }, ['WITHHELD']]);
        expect(now.text).not.toContain(old);
        expect([now.errors, now.programmes]).toEqual([[], PROGRAMMES]);
        return JSON.stringify(now.data) === JSON.stringify(expected);
      });
      expect(asked).toBeGreaterThan(0);
    });

    it('stands in no table of any ministry any more but the sealed one, and its records in the ledger are the new one\'s', async () => {
      const old = child;
      const newIin = freshIin();
      const version = (await rows<{ version: number }>('registry', 'select version from person where iin = $1', [old]))[0]?.version;
      const LEDGER = 'select count(*)::int as n from ledger_record r join ledger_subject s on s.id = r.subject where s.iin = $1';
      const records = async (iin: string) => Promise.all(MINISTRIES.map(async (name) => (await rows<{ n: number }>(name, LEDGER, [iin]))[0]?.n ?? 0));
      const before = await records(old);
      expect(Math.min(...before)).toBeGreaterThan(0);
      expect((await register('replaceIin', 'ReplaceIinInput', { iin: old, newIin, basis: 'ADOPTION', expectedVersion: version })).data?.['outcome']).toMatchObject({ kind: 'IIN_REPLACED' });
      await until('everybody has applied it, and the event is sealed', async () => (await whereIs(old)).length === 1);
      expect(await whereIs(old)).toEqual(['registry.iin_replacement']);
      const after = await records(newIin);
      for (const [i, n] of after.entries()) expect(n).toBeGreaterThanOrEqual(before[i] ?? 0);
      child = newIin;
    });

    it('answers like an unknown child\'s at every door, to every role', async () => {
      const old = federation.state.demo.child;
      const never = freshIin();
      const shape = ({ status, data, errors, programmes }: Answer, iin: string) =>
        JSON.stringify([status, data, errors.map(({ message, path: at, extensions: { correlationId: _id, ...rest } }) => [message, at, rest]), programmes]).replaceAll(iin, 'IIN');
      const same = async (ask: (iin: string) => Promise<Answer>) => expect(shape(await ask(old), old)).toBe(shape(await ask(never), never));
      const roles: [string[], string][] = [
        [['--role', 'caseworker'], 'CHILD_PROFILE'], [['--role', 'citizen', '--iin', mother], 'OWN_FAMILY'], [['--role', 'ombudsman'], 'CHILD_PROFILE'], [['--role', 'ministry:registry'], 'CIVIL_REGISTRATION'],
        [['--role', 'ministry:benefits'], 'BENEFIT_ASSESSMENT'], [['--role', 'ministry:savings'], 'SAVINGS_ADMINISTRATION'], [['--role', 'ministry:foster-families'], 'CARE_SUPERVISION'], [['--role', 'ministry:schools'], 'EDUCATION_PLANNING'],
      ];
      const tokens = await Promise.all(roles.map(([role]) => federation.token(...role)));
      for (const [i, [, purpose]] of roles.entries()) {
        const token = tokens[i] ?? '';
        await same((iin) => federation.ask({ operation: 'child-profile.graphql', variables: { iin }, token, purpose }));
        await same((iin) => federation.ask({ operation: 'query ($iin: IIN!) { person(iin: $iin) { name { ru { full } } children { iin } benefits { awards { id } } } }', variables: { iin }, token, purpose }));
      }
      await same(async (iin) => federation.ask({ operation: 'query { me { iin name { ru { full } } version children { iin } } }', token: await federation.token('--role', 'citizen', '--iin', iin), purpose: 'OWN_FAMILY' }));
      const registers: [SubgraphName, string, string][] = [
        ['registry', 'child(iin: $iin) { birthDate } person(iin: $iin) { birthDate } registrationsOf(iin: $iin) { edges { node { kind } } }', 'CIVIL_REGISTRATION'],
        ['benefits', 'benefitsOf(iin: $iin) { awards { id } payments { month } }', 'BENEFIT_ASSESSMENT'],
        ['savings', 'savingsOf(iin: $iin) { phase balance { amount } accruals { kind } }', 'SAVINGS_ADMINISTRATION'],
        ['foster-families', 'careOf(iin: $iin) { inCare history { reason } }', 'CARE_SUPERVISION'],
        ['schools', 'schoolingOf(iin: $iin) { enrolment { classNumber } }', 'EDUCATION_PLANNING'],
      ];
      for (const [name, fields, purpose] of registers) {
        const token = tokens[roles.findIndex(([role]) => role[1] === `ministry:${name}`)] ?? '';
        await same((iin) => federation.askOwn(name, { operation: `query ($iin: IIN!) { ${fields} }`, variables: { iin }, token, purpose }));
      }
      for (const iin of [old, never]) expect((await replace(iin, freshIin())).data?.['outcome']).toMatchObject({ code: 'UNKNOWN_PERSON', field: 'input.iin' });
    });
  });
}
