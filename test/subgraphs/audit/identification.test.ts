import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Purpose } from '../../../subgraphs/shared/access/purposes.js';
import type { Role } from '../../../subgraphs/shared/access/viewer.js';
import { withCheckDigit } from '../../../subgraphs/shared/scalars/identifier.js';
import { rowsOf } from '../../support/jobs.js';
import { firstHouseholds } from '../../support/population.js';
import { startRealFederation, type RealFederation } from '../../support/real-federation.js';
import { until } from '../../feeds/support/lab.js';
import { plantFindings } from './support/planted-findings.js';

/*
 * From a finding to the living child, through the gateway: two auditors, an engagement, a request and a decision; registry finds whom it is
 * about; whoever else asks learns nothing.
 */

const [CHAMBER, OTHER_BODY] = ['99014000020', '99014000111'].map((base) => withCheckDigit(base) ?? '');
const CASE = 'K-12/2026';

/** Who asks, and how. */
interface Asker {
  readonly role: Role;
  readonly iin?: string;
  readonly organisation?: string;
  readonly account?: string;
  readonly client?: string;
  readonly regions?: readonly string[];
}

interface Answer {
  readonly data: Readonly<Record<string, unknown>> | null;
  readonly errors: readonly { readonly message: string; readonly path?: readonly unknown[]; readonly extensions: Readonly<Record<string, unknown>> }[];
}

let federation: RealFederation;
let key: string;
let [child, adopted, adult, region]: string[] = [];
let asking: Asker;
let deciding: Asker;
let third: Asker;
let foreign: Asker;
beforeAll(async () => {
  const people = await firstHouseholds(60);
  federation = await startRealFederation(people, [{ owner: 'audit', consumer: 'registry' }, { owner: 'registry', consumer: 'audit' }]);
  const living = people.households.map(({ persons }) => persons.filter(({ death }) => death === null));
  [child, adopted] = living.slice(0, 30).flatMap((persons) => persons.filter(({ isChild }) => isChild)).map(({ iin }) => iin);
  adult = living.slice(0, 1).flatMap((persons) => persons.filter(({ isChild }) => !isChild))[0]?.iin;
  const [one, two, three, four] = living.slice(40).map((persons) => persons.find(({ isChild }) => !isChild)?.iin ?? '');
  const auditor = (iin: string | undefined, organisation = CHAMBER): Asker => ({ role: 'auditor', iin: iin ?? '', account: `auditor-${iin}`, organisation: organisation ?? '' });
  [asking, deciding, third, foreign] = [auditor(one), auditor(two), auditor(three), auditor(four, OTHER_BODY)] as [Asker, Asker, Asker, Asker];
  region = '750000000';
  key = await plantFindings(federation.subgraphs.audit.database, federation.sealingSecret, [
    ...[child, adopted, adult, '000000000000'].map((iin) => ({ kind: 'PERSON' as const, name: iin ?? '', rule: 'R2', region: region ?? '' })),
    { kind: 'BODY', name: 'a body', rule: 'R2', region },
  ]);
});
afterAll(() => federation.close());

async function ask({ role, iin, organisation, account = 'somebody', client = 'desk', regions = ['*'] }: Asker, purpose: Purpose, query: string, variables: object = {}, caseNumber: string | null = null): Promise<Answer> {
  const claims = { sub: account, client_id: client, regions, ...(iin === undefined ? {} : { iin }), ...(organisation === undefined ? {} : { organisation }) };
  const token = await federation.issuer.token(role, { claims });
  const response = await fetch(`${federation.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, 'x-purpose': purpose, ...(caseNumber === null ? {} : { 'x-case-number': caseNumber }) },
    body: JSON.stringify({ query, variables }),
  });
  const { data = null, errors = [] } = (await response.json()) as Partial<Answer>;
  return { data, errors };
}

/** Asks for a change and expects an outcome: the fields asked for, or a refusal's code. */
async function change(by: Asker, mutation: string, type: string, input: object, fields = 'id'): Promise<Record<string, unknown>> {
  const capital = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
  const query = `mutation ($input: ${capital}!) { outcome: ${mutation}(input: $input) { ... on ${type} { ${fields} } ... on Refusal { code } } }`;
  const { data, errors } = await ask(by, 'AUDIT_ANALYSIS', query, { input: { idempotencyKey: randomUUID(), ...input } });
  return errors.length > 0 ? { error: errors[0]?.extensions['code'] } : (data?.['outcome'] as Record<string, unknown>);
}

/** An IIN with its digits apart. */
const apart = (iin: string, sign: string): string => [iin.slice(0, 6), iin.slice(6, 9), iin.slice(9)].join(sign);

const opened = async (by: Asker, more: object = {}): Promise<string> =>
  (await change(by, 'openEngagement', 'Engagement', { caseNumber: CASE, programmes: ['BENEFITS'], endsOn: '2026-12-31', ...more }))['id'] as string;

const FOUND = 'query ($engagement: UUID!) { findings(engagement: $engagement) { edges { node { id about aboutKind rows } } } }';

/** What an engagement calls the findings, in the order in which they were planted: each has a row more than the one before. */
async function findingsOf(by: Asker, engagement: string): Promise<{ readonly id: string; readonly about: string }[]> {
  const { data } = await ask(by, 'AUDIT_ANALYSIS', FOUND, { engagement });
  return (data?.['findings'] as { edges: { node: { id: string; about: string; rows: number } }[] }).edges.map(({ node }) => node).sort((a, b) => a.rows - b.rows);
}

const REASON = 'paid for months after the term of the benefit';

async function findingAbout(by: Asker, engagement: string, place: number): Promise<string> {
  return (await findingsOf(by, engagement))[place]?.id ?? '';
}

const wish = (engagement: string, finding: string, more: object = {}): object => ({ engagement, finding, caseNumber: CASE, reason: REASON, ...more });
const requested = (by: Asker, engagement: string, finding: string, more: object = {}) => change(by, 'requestIdentification', 'Identification', wish(engagement, finding, more), 'id state finding requestedByYou until');
const decided = (by: Asker, request: string, more: object = {}) => change(by, 'decideIdentification', 'Identification', { request, approve: true, note: 'as agreed', ...more }, 'id state until decidedByYou requestedByYou ministry');

const LIST = 'query ($engagement: UUID!) { identifications(engagement: $engagement) { edges { node { id finding state reason requestedAt requestedBy decideBy decidedAt decidedBy note until answeredAt } } } }';
async function stateOf(by: Asker, engagement: string, request: string): Promise<unknown> {
  const { data } = await ask(by, 'AUDIT_ANALYSIS', LIST, { engagement });
  return (data?.['identifications'] as { edges: { node: { id: string; state: string } }[] }).edges.find(({ node }) => node.id === request)?.node.state;
}

/** Waits in the database, where looking takes little, until audit has the answer of registry. */
async function untilAnswered(by: Asker, engagement: string, request: string): Promise<void> {
  await until(async () => (await rowsOf(federation.subgraphs.audit, 'select 1 from identification where public_id = $1 and answered_at is not null', [request])).length === 1);
  expect(await stateOf(by, engagement, request)).toBe('ANSWERED');
}

/** A request that was approved and answered. */
async function answered(engagement: string, place: number): Promise<string> {
  const { id } = await requested(asking, engagement, await findingAbout(asking, engagement, place));
  expect(await decided(deciding, id as string)).toMatchObject({ state: 'APPROVED' });
  await untilAnswered(third, engagement, id as string);
  return id as string;
}

const WHO = 'query ($request: UUID!) { identified(request: $request) { until child { iin name { latin { surname } } savings { balance { amount } } } person { iin name { latin { surname } } } } }';
const who = (by: Asker, request: string, purpose: Purpose = 'AUDIT_CASE', caseNumber: string | null = CASE): Promise<Answer> => ask(by, purpose, WHO, { request }, caseNumber);

/** As a client sees it, but for what differs with every request. */
const seen = ({ data, errors }: Answer): object => ({ data, errors: errors.map(({ message, path, extensions: { correlationId: _id, ...extensions } }) => ({ message, path, extensions })) });
/** Expects the very answer that is given of a request that there is not. */
async function asOfNone(by: Asker, request: string, purpose: Purpose = 'AUDIT_CASE', caseNumber: string | null = CASE): Promise<void> {
  const [answer, ofNone] = [await who(by, request, purpose, caseNumber), await who(by, randomUUID(), purpose, caseNumber)];
  expect(answer.data).toEqual({ identified: null });
  expect(answer.errors.find(({ path }) => path?.join() === 'identified')?.extensions).toMatchObject({ code: 'WITHHELD' });
  expect(seen(answer)).toEqual(seen(ofNone));
}

describe('engagements', () => {
  it('are their members\', by body or by name', async () => {
    const [ofBody, ofPeople] = [await opened(asking, { caseNumber: 'K-1/2026' }), await opened(asking, { caseNumber: 'K-2/2026', members: [foreign.iin], regions: ['750000000'] })];
    const listed = async (by: Asker): Promise<unknown[]> =>
      ((await ask(by, 'AUDIT_ANALYSIS', '{ engagements(open: true) { edges { node { id caseNumber namedMembers regions programmes endsOn closedAt } } } }')).data?.['engagements'] as { edges: { node: { id: string } }[] }).edges.map(({ node }) => node.id);
    expect([await listed(asking), await listed(deciding), await listed(foreign)]).toEqual([[ofPeople, ofBody], [ofBody], [ofPeople]]);
    expect(await change(foreign, 'closeEngagement', 'Engagement', { engagement: ofBody })).toEqual({ code: 'UNKNOWN_ENGAGEMENT' });
    for (const engagement of [ofBody, ofPeople]) expect(await change(asking, 'closeEngagement', 'Engagement', { engagement }, 'closedAt')).toEqual({ closedAt: expect.any(String) as unknown });
    expect(await change(asking, 'closeEngagement', 'Engagement', { engagement: ofBody })).toEqual({ code: 'UNKNOWN_ENGAGEMENT' });
  });

  it('that were opened without a body are of whoever opened them, and not of everybody without one', async () => {
    const { organisation: _body, ...one } = asking;
    const { organisation: _other, ...another } = deciding;
    const [account, stranger]: Asker[] = [{ role: 'auditor', account: 'system' }, { role: 'auditor', account: 'another system' }];
    const byPerson = await opened(one, { caseNumber: 'K-5/2026' });
    const byAccount = await opened(account as Asker, { caseNumber: 'K-6/2026' });
    const named = await opened(one, { caseNumber: 'K-7/2026', members: [another.iin] });
    const listed = async (by: Asker): Promise<unknown> =>
      ((await ask(by, 'AUDIT_ANALYSIS', '{ engagements(open: true) { edges { node { id } } } }')).data?.['engagements'] as { edges: { node: { id: string } }[] }).edges.map(({ node }) => node.id);
    expect([await listed(one), await listed(another), await listed(account as Asker), await listed(stranger as Asker)]).toEqual([[named, byPerson], [named], [byAccount], []]);
    expect(await listed({ ...one, account: 'another account', client: 'another' })).toEqual([named, byPerson]);
    expect(await listed({ ...(account as Asker), client: 'another' })).toEqual([]);
    for (const engagement of [byPerson, byAccount]) {
      expect((await ask(another, 'AUDIT_ANALYSIS', FOUND, { engagement })).errors[0]?.extensions['code']).toBe('BAD_USER_INPUT');
      expect(await change(stranger as Asker, 'closeEngagement', 'Engagement', { engagement })).toEqual({ code: 'UNKNOWN_ENGAGEMENT' });
    }
    for (const [by, engagement] of [[one, byPerson], [account, byAccount], [another, named]] as [Asker, string][]) expect(await change(by, 'closeEngagement', 'Engagement', { engagement }, 'closedAt')).toEqual({ closedAt: expect.any(String) as unknown });
  });

  it('have one case number each while they are open, a term, a programme, and a named member who opens them', async () => {
    const engagement = await opened(asking, { caseNumber: 'K-3/2026' });
    const wrong = async (more: object, by = asking): Promise<unknown> => change(by, 'openEngagement', 'Engagement', { caseNumber: 'K-4/2026', programmes: ['BENEFITS'], endsOn: '2026-12-31', ...more });
    expect(await wrong({ caseNumber: 'K-3/2026' })).toEqual({ code: 'ALREADY_RECORDED' });
    for (const more of [{ endsOn: '2020-01-01' }, { endsOn: '2036-01-01' }, { programmes: [] }, { members: [] }, { regions: [] }, { regions: ['751210000'] }, { caseNumber: 'no blanks' }, { caseNumber: `K-${apart(child ?? '', '-')}` }]) expect(await wrong(more)).toEqual({ error: 'BAD_USER_INPUT' });
    expect(await wrong({ members: [asking.iin] }, { role: 'auditor', organisation: CHAMBER ?? '' })).toEqual({ error: 'BAD_USER_INPUT' });
    expect(await wrong({}, { role: 'operator' })).toEqual({ error: 'PURPOSE_NOT_ALLOWED' });
    await change(asking, 'closeEngagement', 'Engagement', { engagement });
    const again = await opened(asking, { caseNumber: 'K-3/2026' });
    await change(asking, 'closeEngagement', 'Engagement', { engagement: again });
  });

  it('call one and the same by names that have nothing in common', async () => {
    const [one, other] = [await opened(asking, { caseNumber: 'K-5/2026' }), await opened(asking, { caseNumber: 'K-6/2026' })];
    const [here, there] = [await findingsOf(asking, one), await findingsOf(deciding, other)];
    const names = [...here, ...there].filter(({ about }) => about !== 'a body').flatMap(({ id, about }) => [id, about]);
    expect(new Set(names).size).toBe(16);
    expect(await findingsOf(deciding, one)).toEqual(here);
    const { code } = await requested(asking, one, there[0]?.id ?? '', { caseNumber: 'K-5/2026' });
    expect(code).toBe('UNKNOWN_FINDING');
    for (const engagement of [one, other]) await change(asking, 'closeEngagement', 'Engagement', { engagement });
  });
});

describe('from a finding to the child', () => {
  let engagement: string;
  let request: string;
  beforeAll(async () => {
    engagement = await opened(asking);
  });

  it('is asked by a person who is a member, for the case, about a person', async () => {
    const finding = await findingAbout(asking, engagement, 0);
    const refused = [
      await requested({ role: 'auditor', organisation: CHAMBER ?? '' }, engagement, finding),
      await requested(foreign, engagement, finding),
      await requested(asking, randomUUID(), finding),
      await requested(asking, engagement, finding, { caseNumber: 'K-13/2026' }),
      await requested(asking, engagement, randomUUID()),
      await requested(asking, engagement, await findingAbout(asking, engagement, 4)),
      await requested(asking, engagement, finding, { reason: 'too short' }),
      await requested(asking, engagement, finding, { reason: `${REASON} ${child}` }),
      await requested(asking, engagement, finding, { reason: `${REASON} ${apart(child ?? '', ' ')}` }),
    ];
    expect(refused).toEqual([{ error: 'ROLE_NOT_ALLOWED' }, { code: 'UNKNOWN_ENGAGEMENT' }, { code: 'UNKNOWN_ENGAGEMENT' }, { code: 'CONTRADICTORY' }, { code: 'UNKNOWN_FINDING' }, { code: 'NOT_IDENTIFIABLE' }, { error: 'BAD_USER_INPUT' }, { error: 'BAD_USER_INPUT' }, { error: 'BAD_USER_INPUT' }]);
    const made = await requested(asking, engagement, finding);
    expect(made).toMatchObject({ state: 'REQUESTED', finding, requestedByYou: true, until: null });
    request = made['id'] as string;
  });

  it('opens nothing before a second person has agreed: not the same one by another client or account, nor by a system\'s account, nor a stranger', async () => {
    await asOfNone(asking, request);
    const refused = [
      await decided(asking, request),
      await decided({ ...asking, client: 'another', account: 'another' }, request),
      await decided({ ...asking, organisation: OTHER_BODY ?? '' }, request),
      await decided({ role: 'auditor', organisation: CHAMBER ?? '' }, request),
      await decided(foreign, request),
      await decided(deciding, randomUUID()),
      await decided(deciding, request, { until: '2027-03-01' }),
      await decided(deciding, request, { note: `as agreed, ${apart(child ?? '', '.')}` }),
    ];
    expect(refused).toEqual([{ code: 'SAME_PERSON' }, { code: 'SAME_PERSON' }, { code: 'UNKNOWN_IDENTIFICATION' }, { error: 'ROLE_NOT_ALLOWED' }, { code: 'UNKNOWN_IDENTIFICATION' }, { code: 'UNKNOWN_IDENTIFICATION' }, { error: 'BAD_USER_INPUT' }, { error: 'BAD_USER_INPUT' }]);
    expect(await rowsOf(federation.subgraphs.audit, 'select 1 from outbox')).toEqual([]);
  });

  it('is answered when another auditor agrees, once', async () => {
    expect(await decided(deciding, request)).toMatchObject({ state: 'APPROVED', decidedByYou: true, requestedByYou: false, ministry: null, until: expect.stringMatching(/^2026-/) as unknown });
    expect(await decided(third, request)).toEqual({ code: 'ALREADY_DECIDED' });
    await untilAnswered(asking, engagement, request);
  });

  it('shows the two of them the living child, with all that programmes have', async () => {
    for (const by of [asking, deciding]) {
      const { data, errors } = await who(by, request);
      expect(errors).toEqual([]);
      expect(data?.['identified']).toMatchObject({ child: { iin: child, name: { latin: { surname: expect.any(String) as unknown } }, savings: expect.any(Object) as unknown }, person: null });
    }
    expect((await ask(asking, 'AUDIT_CASE', 'query ($iin: IIN!) { child(iin: $iin) { iin } }', { iin: child }, CASE)).errors).toEqual([]);
  });

  it('tells everybody else the same as of a request that there is not', async () => {
    const others: readonly Parameters<typeof asOfNone>[] = [
      [third, request],
      [foreign, request],
      [asking, request, 'AUDIT_CASE', 'K-13/2026'],
      [asking, request, 'AUDIT_ANALYSIS'],
      [{ role: 'auditor', organisation: CHAMBER ?? '' }, request],
      [{ role: 'caseworker', iin: asking.iin ?? '' }, request, 'CHILD_PROFILE'],
      [{ role: 'ministry:benefits' }, request, 'BENEFIT_ASSESSMENT'],
      [{ role: 'citizen', iin: asking.iin ?? '' }, request, 'OWN_FAMILY', null],
    ];
    for (const other of others) await asOfNone(...other);
  });

  it('leaves no key on the way, and nobody\'s IIN in audit', async () => {
    const { audit, registry } = federation.subgraphs;
    expect(await rowsOf(registry, 'select pseudonym, sealed_key from identification where request = $1', [request])).toEqual([{ pseudonym: null, sealed_key: null }]);
    expect(await rowsOf(registry, `select data, subjects from inbox where type = 'IDENTIFICATION_APPROVED'`)).toEqual([{ data: {}, subjects: [] }]);
    expect(await rowsOf(audit, `select data, subjects from outbox where type = 'IDENTIFICATION_APPROVED'`)).toEqual([{ data: {}, subjects: [] }]);
    const tables = await rowsOf<{ name: string }>(audit, `select c.relname as name from pg_class c where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and c.relname not in ('person') order by 1`);
    for (const { name } of tables) expect([name, await rowsOf(audit, `select 1 from "${name}" t where t::text like '%' || $1 || '%'`, [child])]).toEqual([name, []]);
    for (const one of [audit, registry]) expect(await rowsOf(one, `select 1 from outbox where data::text like '%' || $1 || '%'`, [key])).toEqual([]);
  });

  it('is on the ledger, as any look at the child', async () => {
    const seenBy = await rowsOf<{ purpose: string; number: string; fields: string[] }>(
      federation.subgraphs.registry,
      `select o.purpose, o.case_number as number, e.fields from ledger_record r join ledger_subject s on s.id = r.subject join ledger_operation o on o.id = r.operation join ledger_effect e on e.id = r.effect where s.iin = $1 and o.purpose = 'AUDIT_CASE'`, [child]);
    expect(seenBy.length).toBeGreaterThan(0);
    expect(new Set(seenBy.map(({ number }) => number))).toEqual(new Set([CASE]));
    expect(seenBy.flatMap(({ fields }) => fields)).toEqual(expect.arrayContaining(['Identified.child', 'Child.name']));
  });

  it('names an adult to the two of them alone, who is closed to auditors otherwise', async () => {
    const PERSON = 'query ($iin: IIN!) { person(iin: $iin) { name { latin { surname } } } }';
    const look = async (by: Asker, caseNumber = CASE): Promise<unknown> => (await ask(by, 'AUDIT_CASE', PERSON, { iin: adult }, caseNumber)).data?.['person'];
    expect(await look(asking)).toBeNull();
    const answer = await answered(engagement, 2);
    expect((await who(asking, answer)).data?.['identified']).toMatchObject({ child: null, person: { iin: adult, name: { latin: { surname: expect.any(String) as unknown } } } });
    expect(await look(deciding)).toMatchObject({ name: {} });
    expect([await look(third), await look(asking, 'K-13/2026')]).toEqual([null, null]);
  });

  it('tells nobody from a person who is on record no more', async () => {
    const answer = await answered(engagement, 3);
    await asOfNone(asking, answer);
  });

  it('ends with a no', async () => {
    const { id } = await requested(asking, engagement, await findingAbout(asking, engagement, 1));
    expect(await decided(deciding, id as string, { approve: false })).toMatchObject({ state: 'REFUSED', until: null });
    expect(await decided(third, id as string)).toEqual({ code: 'ALREADY_DECIDED' });
    await asOfNone(asking, id as string);
  });

  it('waits for a decision for a week', async () => {
    const { id } = await requested(asking, engagement, await findingAbout(asking, engagement, 1));
    await rowsOf(federation.subgraphs.audit, `update identification set decide_by = '2026-01-01' where public_id = $1`, [id]);
    expect(await decided(deciding, id as string)).toEqual({ code: 'NOT_IN_FORCE' });
    expect(await stateOf(asking, engagement, id as string)).toBe('EXPIRED');
  });

  it('tells the ministry that was asked about the finding, for its own work, and no other', async () => {
    const { audit } = federation.subgraphs;
    await rowsOf(audit, `update finding set assigned_to = 'benefits', engagement = $1, due_on = '2026-12-31' where id = (select min(id) from finding)`, [engagement]);
    const ministry: Asker = { role: 'ministry:benefits', account: 'clerk' };
    const other: Asker = { role: 'ministry:savings' };
    const shown = async (by: Asker): Promise<unknown[]> => {
      const { data } = await ask(by, 'AUDIT_ANSWER', '{ findingsToAnswer(first: 100) { edges { node { identification { id until } } } } }', {});
      return (data?.['findingsToAnswer'] as { edges: { node: { identification: unknown } }[] }).edges.map(({ node }) => node.identification);
    };
    // What was approved before the ministry was asked does not name it.
    expect(await shown(ministry)).toEqual([null]);
    const answer = await answered(engagement, 0);
    expect(await shown(ministry)).toEqual([{ id: answer, until: expect.stringMatching(/^2026-/) as unknown }]);
    expect(await shown(other)).toEqual([]);
    await rowsOf(audit, `update finding set assigned_to = 'savings' where id = (select min(id) from finding)`);
    expect([await shown(ministry), await shown(other)]).toEqual([[], [null]]);
    await rowsOf(audit, `update finding set assigned_to = 'benefits' where id = (select min(id) from finding)`);
    await rowsOf(audit, `update identification set until = '2026-01-01' where public_id = $1`, [answer]);
    expect(await shown(ministry)).toEqual([null]);
    await rowsOf(audit, `update identification set until = '2026-12-31' where public_id = $1`, [answer]);
    const { data: ours } = await ask(asking, 'AUDIT_ANALYSIS', 'query ($engagement: UUID!) { findings(engagement: $engagement, filter: { assigned: true }) { edges { node { identification { id } } } } }', { engagement });
    expect(ours).toEqual({ findings: { edges: [{ node: { identification: { id: answer } } }] } });
    expect((await ask(ministry, 'BENEFIT_ASSESSMENT', 'query ($request: UUID!) { identified(request: $request) { child { iin name { latin { surname } } } } }', { request: answer })).data?.['identified']).toMatchObject({ child: { iin: child } });
    for (const [by, purpose] of [[ministry, 'ACCESS_REVIEW'], [other, 'SAVINGS_ADMINISTRATION'], [{ ...ministry, regions: ['110000000'] }, 'BENEFIT_ASSESSMENT']] as const) await asOfNone(by, answer, purpose);
  });

  it('ends with the term', async () => {
    const answer = await answered(engagement, 0);
    await rowsOf(federation.subgraphs.registry, `update identification set until = '2026-01-01' where request = $1`, [answer]);
    await asOfNone(asking, answer);
    await until(async () => (await rowsOf(federation.subgraphs.registry, 'select 1 from identification where request = $1 and iin is not null', [answer])).length === 0);
  });

  it('does not lead from the child before an adoption to the child after it', async () => {
    const answer = await answered(engagement, 1);
    expect((await who(asking, answer)).data?.['identified']).toMatchObject({ child: { iin: adopted } });
    const newIin = withCheckDigit('15051490987') ?? '';
    const { data } = await ask({ role: 'ministry:registry' }, 'CIVIL_REGISTRATION', 'query ($iin: IIN!) { child(iin: $iin) { version birthDate } }', { iin: adopted });
    const { version } = data?.['child'] as { version: number };
    const replaced = await ask({ role: 'ministry:registry' }, 'CIVIL_REGISTRATION', 'mutation ($input: ReplaceIinInput!) { replaceIin(input: $input) { __typename ... on Refusal { code field } } }', {
      input: { idempotencyKey: randomUUID(), iin: adopted, newIin, basis: 'ADOPTION', occurredOn: '2026-10-01', source: 'an act of adoption', expectedVersion: version },
    });
    expect(replaced).toMatchObject({ data: { replaceIin: { __typename: 'Registration' } } });
    await asOfNone(asking, answer);
    expect(await rowsOf(federation.subgraphs.registry, 'select 1 from identification where iin = any ($1)', [[adopted, newIin]])).toEqual([]);
  });

  it('ends with the engagement; what could not be answered until then holds up nothing, and ends as well', async () => {
    const { audit, registry } = federation.subgraphs;
    const stuck = randomUUID();
    await rowsOf(audit, `insert into identification (public_id, engagement_id, finding_id, requested_by_iin, requested_by, reason, decide_by, decided_by_iin, decided_by, decided_at, approved, note, until)
      select $1, engagement_id, finding_id, requested_by_iin, requested_by, reason, decide_by, decided_by_iin, decided_by, decided_at, approved, note, until from identification where answered_at is not null limit 1`, [stuck]);
    await rowsOf(registry, `insert into identification (request, pseudonym, sealed_key, case_number, requested_by_iin, decided_by_iin, until, asked_at) values ($1, $1, $2, $3, $4, $5, '2026-12-31', '2026-01-01')`, [stuck, 'A'.repeat(80), CASE, asking.iin, deciding.iin]);
    const answer = await answered(engagement, 0);
    expect((await who(asking, answer)).data?.['identified']).not.toBeNull();
    await change(asking, 'closeEngagement', 'Engagement', { engagement });
    await until(async () => (await rowsOf(audit, 'select 1 from identification where public_id = $1 and answered_at is not null', [stuck])).length === 1);
    for (const one of [answer, stuck]) await asOfNone(asking, one);
    expect(await rowsOf(registry, 'select 1 from identification where iin is not null or sealed_key is not null')).toEqual([]);
    expect([await stateOf(asking, engagement, answer), await stateOf(asking, engagement, stuck)]).toEqual(['EXPIRED', 'EXPIRED']);
    expect(await requested(asking, engagement, randomUUID())).toEqual({ code: 'UNKNOWN_ENGAGEMENT' });
    expect([...(await rowsOf(registry, `select 1 from inbox where state = 'PARKED'`)), ...(await rowsOf(audit, `select 1 from inbox where state = 'PARKED'`))]).toEqual([]);
  });
});
