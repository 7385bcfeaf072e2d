import { beforeAll, describe, expect, it } from 'vitest';
import { withCheckDigit } from '../../subgraphs/shared/scalars/identifier.js';
import { staffRole, type SubgraphName } from '../../subgraphs/shared/access/viewer.js';
import type { Answer, RunningFederation } from './federation.js';

const codes = ({ errors }: Answer): unknown[] => [...new Set(errors.map(({ extensions }) => extensions['code']))];

interface Profile {
  benefits: { awards: { programme: { code: string }; recipient: unknown }[] } | null;
  savings: { balance: { amount: string }; payableFrom: string | null } | null;
  care: unknown;
  schooling: unknown;
}

/** What its users meet: citizens, caseworkers, ministries, and whoever makes a mistake. */
export function users(running: () => RunningFederation): void {
  let federation: RunningFederation;
  let child: string;
  let mother: string;
  let region: string;
  beforeAll(() => {
    federation = running();
    ({ child, mother, regionKato: region } = federation.state.demo);
  });

  const profileAs = async (purpose: string, ...token: string[]): Promise<Answer> =>
    federation.ask({ operation: 'child-profile.graphql', variables: { iin: child, on: '2026-09-15' }, token: await federation.token(...token), purpose });

  describe('the unified child profile', () => {
    it('is whole for a caseworker of the child\'s region', async () => {
      const answer = await profileAs('CHILD_PROFILE', '--role', 'caseworker');
      expect(answer.errors).toEqual([]);
      const profile = answer.data?.['child'] as Profile;
      expect(profile.benefits?.awards.map(({ programme }) => programme.code)).toEqual(expect.arrayContaining(['LARGE_FAM', 'DIS_CHILD']));
      expect(profile.savings).toMatchObject({ balance: { amount: '370.56' }, payableFrom: null });
    });

    it('is withheld from a caseworker of another region, like a child nobody knows', async () => {
      const elsewhere = region === '710000000' ? '750000000' : '710000000';
      const token = await federation.token('--role', 'caseworker', '--region', elsewhere);
      const unknown = withCheckDigit('99123190001') ?? '';
      const ask = (iin: string) => federation.ask({ operation: 'child-profile.graphql', variables: { iin }, token, purpose: 'CHILD_PROFILE' });
      const [foreign, missing] = [await ask(child), await ask(unknown)];
      const shape = ({ status, data, errors, programmes }: Answer) => ({ status, data, programmes, errors: errors.map(({ message, path, extensions: { correlationId: _id, ...extensions } }) => ({ message, path, extensions })) });
      expect(shape(foreign)).toEqual(shape(missing));
      expect(foreign.data).toEqual({ child: null });
      expect(codes(foreign)).toEqual(['WITHHELD']);
    });

    it('is open to the mother for her own family, and to nobody else\'s', async () => {
      const own = await profileAs('OWN_FAMILY', '--role', 'citizen', '--iin', mother);
      expect(own.errors).toEqual([]);
      expect(own.programmes).toEqual({ registry: 'OK', benefits: 'OK', savings: 'OK', 'foster-families': 'OK', schools: 'OK' });
      const stranger = await profileAs('OWN_FAMILY', '--role', 'citizen', '--iin', withCheckDigit('90010190007') ?? '');
      expect([stranger.data, codes(stranger)]).toEqual([{ child: null }, ['WITHHELD']]);
    });

    it('shows a ministry its own section only, and says why the others are missing', async () => {
      const answer = await profileAs('SAVINGS_ADMINISTRATION', '--role', 'ministry:savings');
      const profile = answer.data?.['child'] as Profile;
      expect(profile.savings).toMatchObject({ balance: { amount: '370.56' } });
      expect([profile.benefits, profile.care, profile.schooling]).toEqual([null, null, null]);
      expect(codes(answer)).toEqual(['SCOPE_MISSING']);
      expect(answer.programmes).toMatchObject({ registry: 'PARTIAL', savings: 'OK', benefits: 'WITHHELD', 'foster-families': 'WITHHELD', schools: 'WITHHELD' });
      for (const section of ['benefits', 'care', 'schooling']) expect(answer.errors.map(({ path }) => path?.join('.'))).toContain(`child.${section}`);
    });

    it('asks for a token, a purpose, and one the role may name', async () => {
      const anonymous = await federation.ask({ operation: 'child-profile.graphql', variables: { iin: child } });
      expect([anonymous.data, codes(anonymous)]).toEqual([{ child: null }, ['UNAUTHENTICATED']]);
      const token = await federation.token('--role', 'caseworker');
      const purposeless = await federation.ask({ operation: 'child-profile.graphql', variables: { iin: child }, token });
      expect(codes(purposeless)).toEqual(['PURPOSE_MISSING']);
      const wrong = await federation.ask({ operation: 'child-profile.graphql', variables: { iin: child }, token, purpose: 'OWN_FAMILY' });
      expect([wrong.status, codes(wrong)]).toEqual([403, ['PURPOSE_NOT_ALLOWED']]);
      const forged = await federation.ask({ operation: 'child-profile.graphql', variables: { iin: child }, token: `${token.slice(0, -4)}AAAA`, purpose: 'CHILD_PROFILE' });
      expect([forged.status, codes(forged)]).toEqual([401, ['UNAUTHENTICATED']]);
    });
  });

  describe('the family card', () => {
    it('shows a mother her children with what each programme has', async () => {
      const token = await federation.token('--role', 'citizen', '--iin', mother);
      const { data, errors } = await federation.ask({ operation: 'family-card.graphql', variables: { iin: mother, on: '2026-09-15' }, token, purpose: 'OWN_FAMILY' });
      expect(errors).toEqual([]);
      const person = data?.['person'] as { children: { iin: string; savings: { phase: string } }[]; benefits: { awards: { programme: { code: string } }[] } };
      expect(person.children.map(({ iin }) => iin)).toContain(child);
      expect(person.children.length).toBeGreaterThanOrEqual(4);
      expect(person.benefits.awards.map(({ programme }) => programme.code)).toContain('LARGE_FAM');
    });
  });

  describe('the demo\'s frontends', () => {
    it('send what is published by its id, and nothing else', async () => {
      const token = await federation.token('--role', 'citizen', '--iin', mother, '--client', 'portal');
      const request = { operation: 'family-card.graphql', variables: { iin: mother, on: '2026-09-15' }, token, purpose: 'OWN_FAMILY' };
      const { data, errors } = await federation.ask({ ...request, byId: true });
      expect([data?.['person'], errors]).toMatchObject([{ iin: mother }, []]);
      const others = [await federation.ask({ ...request, operation: '{ me { iin } }' }), await federation.ask({ ...request, operation: '{ me { iin } }', byId: true })];
      expect(others.map((answer) => [answer.status, answer.data, codes(answer)])).toEqual([[403, null, ['QUERY_NOT_IN_SAFELIST']], [404, null, ['PERSISTED_QUERY_NOT_IN_LIST']]]);
    });
  });

  describe('mistakes', () => {
    let token: string;
    beforeAll(async () => {
      token = await federation.token('--role', 'caseworker');
    });
    const ask = (operation: string, variables: Record<string, unknown> = {}) => federation.ask({ operation, variables, token, purpose: 'CHILD_PROFILE' });

    it.each([
      ['an unknown field', '{ child(iin: "150601900015") { secret } }', {}, 400, 'GRAPHQL_VALIDATION_FAILED', /secret/],
      ['a mistyped IIN', 'query ($iin: IIN!) { child(iin: $iin) { iin } }', { iin: '150601900016' }, 400, 'BAD_USER_INPUT', /\$iin.*check digit/],
      ['a mistyped IIN in the document', '{ child(iin: "150601900016") { iin } }', {}, 400, 'BAD_USER_INPUT', /check digit/],
      ['a KATO of nowhere', '{ region(kato: "990000000") { name } }', {}, 400, 'BAD_USER_INPUT', /20 regions/],
      ['a day no calendar has', '{ children(filter: { bornFrom: "0000-01-01" }) { edges { node { iin } } } }', {}, 400, 'BAD_USER_INPUT', /1900-01-01/],
      ['a subscription', 'subscription { x }', {}, 400, 'GRAPHQL_VALIDATION_FAILED', /no subscriptions/],
      ['siblings of siblings without end', `{ child(iin: "150514900002") { ${'siblings { child { '.repeat(4)} iin ${'} } '.repeat(4)} } }`, {}, 400, 'LIMIT_EXCEEDED', /Child more than 3 times/],
      ['an oversized page', '{ children(first: 1000000) { edges { node { iin } } } }', {}, 400, 'LIMIT_EXCEEDED', /more than 100 items asked for in one list/],
      ['no document', '', {}, 400, 'BAD_REQUEST', /./],
      ['a document that is none', '{ child(', {}, 400, 'GRAPHQL_PARSE_FAILED', /./],
    ])('%s has a clear code', async (_case, operation, variables, status, code, message) => {
      const answer = await ask(operation, variables);
      expect(answer.status).toBe(status);
      expect(answer.errors[0]).toMatchObject({ extensions: { code } });
      expect(answer.errors[0]?.message).toMatch(message);
      expect(answer.errors[0]?.extensions['correlationId']).toEqual(expect.any(String));
      expect(answer.text).not.toMatch(/150601900016|stack|127\.0\.0\.1|select /);
    });

    it('refuses a register to a role it does not serve, with that role\'s code', async () => {
      const citizen = await federation.token('--role', 'citizen', '--iin', mother);
      const { errors } = await federation.ask({ operation: `{ careOf(iin: "${child}") { inCare } schoolingOf(iin: "${child}") { iin } benefitsOf(iin: "${child}") { iin } savingsOf(iin: "${child}") { iin } }`, token: citizen, purpose: 'OWN_FAMILY' });
      expect(errors.map(({ extensions }) => extensions['code'])).toEqual(['ROLE_NOT_ALLOWED', 'ROLE_NOT_ALLOWED', 'ROLE_NOT_ALLOWED', 'ROLE_NOT_ALLOWED']);
    });

    it('does not let anybody past the gateway: a subgraph without its MAC, and its machinery', async () => {
      for (const [name, url] of Object.entries(federation.state.subgraphs)) {
        const body = JSON.stringify({ query: '{ _entities(representations: []) { __typename } }' });
        const send = (headers: Record<string, string>) => fetch(`${url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body });
        expect((await send({})).status).toBe(401);
        expect((await send({ 'x-balagraph-envelope': 'e30', 'x-balagraph-mac': 'AAAA' })).status).toBe(403);
        expect((await send({ authorization: `Bearer ${token}`, 'x-purpose': 'CHILD_PROFILE' })).status).toBe(403);
        const ministry = await federation.token('--role', staffRole(name as SubgraphName));
        expect((await send({ authorization: `Bearer ${ministry}`, 'x-purpose': 'OWN_FAMILY' })).status).toBe(403);
      }
    });
  });

  it('answers public questions to anybody', async () => {
    const { data, errors } = await federation.ask({ operation: '{ regions { kato name(lang: EN) schoolInfrastructure { schools } } reportingYears { year perChild { amount } } benefitProgrammes { code } placementForms { code } }' });
    expect(errors).toEqual([]);
    expect(data?.['regions']).toHaveLength(20);
    expect(data?.['reportingYears']).toHaveLength(3);
    expect(data?.['benefitProgrammes']).toHaveLength(19);
  });

  it('lists a caseworker\'s children page by page, each with its sections', async () => {
    const token = await federation.token('--role', 'caseworker');
    const operation = `query ($after: String) { children(first: 50, after: $after) { edges { node { iin birthDate benefits { awards { id } } savings { phase } care { inCare } schooling { ofSchoolAge } } } pageInfo { hasNextPage } } }`;
    const { data, programmes } = await federation.ask({ operation, token, purpose: 'CHILD_PROFILE' });
    const { edges } = data?.['children'] as { edges: { node: Record<string, unknown> }[] };
    expect(edges.length).toBeGreaterThan(10);
    expect(Object.keys(programmes)).toHaveLength(5);
    expect(edges.filter(({ node }) => node['savings'] !== null).length).toBe(edges.length);
  });
}
