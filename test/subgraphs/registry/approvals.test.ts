import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ASTANA, type Input } from '../../../soak/support/civil-register.js';
import { withClient } from '../../support/kept-connections.js';
import type { Purpose } from '../../../subgraphs/shared/access/purposes.js';
import type { Viewer } from '../../../subgraphs/shared/access/viewer.js';
import type { Clock } from '../../../subgraphs/shared/clock.js';
import { readLedger } from '../../ledger/read-ledger.js';
import { viewerAs, type GraphQLAnswer } from '../../support/gateway-call.js';
import { Registrar } from './registrar.js';

const NOON = '2026-10-01T07:00:00Z';
const time = { now: NOON };
const clock: Clock = { now: () => new Date(time.now) };
const after = (minutes: number): void => void (time.now = new Date(Date.parse(NOON) + minutes * 60_000).toISOString());

let registrar: Registrar;
let child: string;
let mother: string;
beforeAll(async () => {
  registrar = await Registrar.start({ clock });
  ({ child, mother } = await registrar.family());
});
afterAll(() => registrar.close());
afterEach(() => after(0));

const BODY = '990140000106';
const official = (role: Viewer['role'], iin: string, region: string, more: Partial<Viewer> = {}): Viewer =>
  viewerAs(role, { iin, regions: [region], subject: `account of ${role} ${iin.slice(7)}`, organisation: BODY, ...more });

const ALMATY = '750000000';
/** Works in Astana; the child lives in Almaty. */
const away = official('caseworker', '800101900011', '710000000');
const local = official('caseworker', '820202900012', ALMATY);
const ombudsman = official('ombudsman', '830303900013', ALMATY);

const FIELDS = 'id kind status awaiting person { iin } official { account role organisation } reason caseNumber classes askedAt endsAt steps { step verdict note by { account } }';
const OUTCOME = `__typename ... on Approval { ${FIELDS} } ... on Refusal { code field message }`;
const TYPES: Readonly<Record<string, string>> = {
  breakGlass: 'BreakGlassInput', requestOwnRelative: 'RequestOwnRelativeInput', decideApproval: 'DecideApprovalInput', reviewApproval: 'ReviewApprovalInput', revokeApproval: 'RevokeApprovalInput',
};
const REASON = 'The school says that the child was beaten this morning.';

interface Answered {
  readonly id: string;
  readonly status?: string;
  readonly code?: string;
  readonly errors: GraphQLAnswer['errors'];
  readonly correlationId: string;
}

async function mutate(name: string, viewer: Viewer, input: Input, { caseNumber = 'K-7/2026', purpose }: { caseNumber?: string | null; purpose?: Purpose } = {}): Promise<Answered> {
  const correlationId = randomUUID();
  const { data, errors } = await registrar.registry.call({
    query: `mutation ($input: ${TYPES[name]}!) { ${name}(input: $input) { ${OUTCOME} } }`,
    variables: { input: { idempotencyKey: randomUUID(), ...input } },
    viewer, purpose: purpose ?? (name === 'breakGlass' ? 'CHILD_PROFILE' : 'ACCESS_REVIEW'), envelope: { caseNumber, correlationId },
  });
  return { ...(data?.[name] as Answered), errors, correlationId };
}

const breakGlass = (viewer = away, childIin = child, reason = REASON) => mutate('breakGlass', viewer, { childIin, reason });
const step = (name: string, viewer: Viewer, id: string, decision?: string) => mutate(name, viewer, { id, note: 'Spoke to the school.', ...(decision === undefined ? {} : { decision }) });

const LOOK = 'query ($iin: IIN!) { child(iin: $iin) { birthDate parents { role } residence { region { kato } address } } }';
/** What a viewer sees of a child, and the codes of what they do not. */
async function look(viewer: Viewer, iin = child, purpose: Purpose = 'CHILD_PROFILE') {
  const correlationId = randomUUID();
  const { data, errors } = await registrar.registry.call({ query: LOOK, variables: { iin }, viewer, purpose, envelope: { correlationId } });
  const seen = data?.['child'] as { birthDate: string | null; parents: unknown; residence: { region: unknown; address: string | null } | null } | null;
  return { seen, codes: errors.map(({ path, extensions }) => `${path?.join('.')} ${String(extensions['code'])}`), correlationId };
}
const reasonsOf = async ({ correlationId }: { readonly correlationId: string }) => (await readLedger(registrar.registry.database.adminUrl, correlationId)).map(({ reason, outcome }) => reason ?? outcome);

const QUEUE = `query ($status: ApprovalStatus, $awaiting: Boolean) { approvals(status: $status, awaiting: $awaiting, first: 100) { edges { node { ${FIELDS} } } } }`;
async function queue(viewer: Viewer, variables: Input = {}): Promise<readonly Answered[]> {
  const { data, errors } = await registrar.registry.call({ query: QUEUE, variables, viewer, purpose: 'ACCESS_REVIEW' });
  expect(errors).toEqual([]);
  return (data?.['approvals'] as { edges: { node: Answered }[] }).edges.map(({ node }) => node);
}
const idsOf = (approvals: readonly Answered[]): string[] => approvals.map(({ id }) => id);

describe('an emergency', () => {
  it('opens a child at once, for an hour, to fewer classes', async () => {
    expect((await look(away)).codes).toEqual(['child WITHHELD']);
    const opened = await breakGlass();
    expect(opened).toMatchObject({
      kind: 'BREAK_GLASS', status: 'IN_FORCE', awaiting: true, person: { iin: child }, reason: REASON, caseNumber: 'K-7/2026', classes: ['identity', 'family', 'benefits', 'care', 'education'],
      official: { role: 'caseworker', organisation: BODY }, askedAt: '2026-10-01T07:00:00.000Z', endsAt: '2026-10-01T08:00:00.000Z', steps: [],
    });
    const found = await look(away);
    expect(found.seen).toMatchObject({ birthDate: '2015-05-14', parents: expect.any(Array) as unknown[], residence: { region: { kato: ALMATY }, address: null } });
    expect(found.codes).toEqual(['child.residence.address WITHHELD']);
    after(59);
    expect((await look(away)).codes).toEqual(['child.residence.address WITHHELD']);
    after(60);
    expect((await look(away)).codes).toEqual(['child WITHHELD']);
    expect(await queue(away)).toMatchObject([{ id: opened.id, status: 'EXPIRED', awaiting: true }]);
  });

  it('is for one official in one role at one body, and for one child', async () => {
    const { child: other } = await registrar.family();
    const who = official('caseworker', '800101900021', '710000000');
    await breakGlass(who);
    expect((await look(who)).seen).not.toBeNull();
    expect((await look(who, other)).seen).toBeNull();
    for (const viewer of [away, { ...who, iin: '800101900031' }, { ...who, role: 'ombudsman' as const }, { ...who, organisation: null }, { ...who, iin: null }]) {
      after(0);
      if (viewer === away) after(61);
      expect((await look(viewer)).seen).toBeNull();
    }
  });

  it('is on record with its case, as is what it was used for', async () => {
    const who = official('ombudsman', '800101900041', '710000000');
    const { correlationId } = await breakGlass(who);
    expect(await readLedger(registrar.registry.database.adminUrl, correlationId)).toMatchObject([
      { outcome: 'WRITTEN', fields: ['Mutation.breakGlass'], iin: child, caseNumber: 'K-7/2026', person: '800101900041' },
      { outcome: 'RELEASED', iin: child },
    ]);
  });

  it('tells nothing of whom it is refused: nobody\'s IIN, an adult\'s and a relative\'s are alike', async () => {
    const relative = official('caseworker', mother, '710000000');
    const refused = await Promise.all([breakGlass(away, registrar.iin()), breakGlass(away, mother), breakGlass(relative)]);
    for (const { errors, correlationId: _id, ...refusal } of refused) {
      expect(errors).toEqual([]);
      expect(refusal).toEqual({ __typename: 'Refusal', code: 'UNKNOWN_PERSON', field: 'input.childIin', message: 'No person is on record under this IIN, or none whose record is open to you.' });
    }
  });

  it('takes a role that may, a person, a purpose, a case and a reason that names nobody', async () => {
    const errorOf = async (answer: Promise<Answered>) => (await answer).errors.map(({ message, extensions }) => [extensions['code'], extensions['field'] ?? message]);
    expect(await errorOf(breakGlass(official('ministry:benefits', '800101900011', ALMATY)))).toEqual([['SCOPE_MISSING', expect.anything()]]);
    expect(await errorOf(mutate('breakGlass', official('ministry:benefits', '800101900011', ALMATY), { childIin: child, reason: REASON }, { purpose: 'BENEFIT_ASSESSMENT' }))).toEqual([['ROLE_NOT_ALLOWED', expect.anything()]]);
    expect(await errorOf(breakGlass({ ...away, iin: null }))).toEqual([['ROLE_NOT_ALLOWED', expect.stringContaining('iin')]]);
    expect(await errorOf(mutate('breakGlass', away, { childIin: child, reason: REASON }, { purpose: 'ACCESS_REVIEW' }))).toEqual([['PURPOSE_NOT_ALLOWED', expect.anything()]]);
    expect(await errorOf(mutate('breakGlass', away, { childIin: child, reason: REASON }, { caseNumber: null }))).toEqual([['CASE_NUMBER_MISSING', expect.anything()]]);
    for (const reason of ['short', ' '.repeat(30), 'x'.repeat(1001), `About ${child} and what happened.`]) {
      expect(await errorOf(breakGlass(away, child, reason))).toEqual([['BAD_USER_INPUT', 'input.reason']]);
    }
    expect(await errorOf(mutate('breakGlass', away, { childIin: child, reason: REASON }, { caseNumber: `K-${child}` }))).toEqual([['BAD_USER_INPUT', 'X-Case-Number']]);
  });

  it('has one effect under one key', async () => {
    const input = { childIin: child, reason: REASON, idempotencyKey: randomUUID() };
    const who = official('caseworker', '800101900051', '710000000');
    const [one, other] = await Promise.all([mutate('breakGlass', who, input), mutate('breakGlass', who, input)]);
    expect(one.id).toBe(other.id);
    expect(await queue(who)).toHaveLength(1);
  });

  it('never tells where a shielded child is', async () => {
    const { child: shielded } = await registrar.family();
    await registrar.rows(`insert into restriction (iin, valid_from, source) values ($1, '2026-09-01', 'foster-families')`, [shielded]);
    const { id } = await breakGlass(away, shielded);
    const { seen, codes } = await look(away, shielded);
    expect([seen?.birthDate, seen?.residence, codes]).toEqual(['2015-05-14', null, ['child.residence WITHHELD']]);
    // In a region's queue it would tell the region.
    for (const viewer of [local, ombudsman]) expect(idsOf(await queue(viewer))).not.toContain(id);
    for (const viewer of [away, { ...ombudsman, regions: ['*'] }]) expect(idsOf(await queue(viewer))).toContain(id);
    expect(await step('reviewApproval', local, id, 'JUSTIFIED')).toMatchObject({ code: 'UNKNOWN_APPROVAL' });
  });
});

describe('the queue', () => {
  it('is of the child\'s region, for those who protect children; others see their own only', async () => {
    const who = official('caseworker', '800101900061', '710000000');
    const { id } = await breakGlass(who);
    for (const viewer of [local, ombudsman, who, official('ministry:foster-families', '840404900014', ALMATY), official('ministry:foster-families', '840404900014', '*', { regions: [] })]) {
      expect(idsOf(await queue(viewer))).toContain(id);
    }
    for (const viewer of [away, official('ombudsman', '830303900013', '710000000'), official('ministry:registry', '850505900015', ALMATY), official('ministry:schools', '850505900015', '*')]) {
      expect(idsOf(await queue(viewer))).not.toContain(id);
    }
    expect(idsOf(await queue(official('caseworker', mother, ALMATY)))).not.toContain(id);
  });

  it('is looked through by another person, once', async () => {
    const { id } = await breakGlass(official('caseworker', '800101900071', '710000000', { subject: 'one' }));
    expect(await step('reviewApproval', official('caseworker', '800101900071', '710000000', { subject: 'two' }), id, 'JUSTIFIED')).toMatchObject({ code: 'SAME_PERSON', field: 'input.id' });
    expect(await step('reviewApproval', official('caseworker', '860606900016', ALMATY, { subject: 'one' }), id, 'JUSTIFIED')).toMatchObject({ code: 'SAME_PERSON' });
    for (const viewer of [away, official('caseworker', mother, ALMATY)]) expect(await step('reviewApproval', viewer, id, 'JUSTIFIED')).toMatchObject({ code: 'UNKNOWN_APPROVAL' });
    expect(await step('reviewApproval', local, randomUUID(), 'JUSTIFIED')).toMatchObject({ code: 'UNKNOWN_APPROVAL' });
    expect(idsOf(await queue(local, { awaiting: true }))).toContain(id);
    expect(await step('reviewApproval', local, id, 'JUSTIFIED')).toMatchObject({ status: 'IN_FORCE', awaiting: false, steps: [{ step: 'REVIEW', verdict: 'JUSTIFIED', note: 'Spoke to the school.', by: { account: local.subject } }] });
    expect(await step('reviewApproval', ombudsman, id, 'UNJUSTIFIED')).toMatchObject({ code: 'ALREADY_DECIDED' });
    expect(idsOf(await queue(local, { awaiting: true }))).not.toContain(id);
  });

  it('takes the word of one of two who speak at once', async () => {
    const { id } = await breakGlass(official('caseworker', '800101900081', '710000000'));
    const both = await Promise.all([step('reviewApproval', local, id, 'JUSTIFIED'), step('reviewApproval', ombudsman, id, 'UNJUSTIFIED')]);
    expect(both.map(({ code }) => code ?? 'DONE').sort()).toEqual(['ALREADY_DECIDED', 'DONE']);
    expect(await registrar.rows('select verdict from approval_step where approval = $1', [id])).toHaveLength(1);
  });

  it('ends what is found unjustified, or revoked, at once', async () => {
    const who = official('caseworker', '800101900091', '710000000');
    const first = await breakGlass(who);
    expect((await look(who)).seen).not.toBeNull();
    expect(await step('reviewApproval', local, first.id, 'UNJUSTIFIED')).toMatchObject({ status: 'REVOKED' });
    expect((await look(who)).seen).toBeNull();
    const second = await breakGlass(who);
    expect((await look(who)).seen).not.toBeNull();
    expect(await step('revokeApproval', who, second.id)).toMatchObject({ status: 'REVOKED', awaiting: true });
    expect((await look(who)).seen).toBeNull();
    expect(await step('revokeApproval', local, second.id)).toMatchObject({ code: 'NOT_IN_FORCE' });
    expect(await step('reviewApproval', local, second.id, 'JUSTIFIED')).toMatchObject({ status: 'REVOKED', awaiting: false });
  });

  it('is closed to the process by row-level security: with no path, in other regions, for other people', async () => {
    await breakGlass(away);
    const counted = (settings: Readonly<Record<string, string>>): Promise<number[]> =>
      withClient(registrar.registry.database.appUrl, async (app) => {
        for (const [name, value] of Object.entries(settings)) await app.query('select set_config($1, $2, false)', [name, value]);
        const rows = async (table: string) => Number((await app.query<{ n: string }>(`select count(*) as n from ${table}`)).rows[0]?.n);
        return [await rows('approval'), await rows('approval_step')];
      });
    const all = await counted({ 'app.path': 'register', 'app.regions': '*' });
    expect(all.every((count) => count > 0)).toBe(true);
    // All children live in Almaty; one is shielded.
    expect(await counted({})).toEqual([0, 0]);
    expect(await counted({ 'app.path': 'register', 'app.regions': '710000000' })).toEqual([0, 0]);
    expect(await counted({ 'app.path': 'register', 'app.regions': ALMATY })).toEqual([(all[0] ?? 0) - 1, all[1]]);
    expect(await counted({ 'app.path': 'register', 'app.regions': '710000000', 'app.person': '800101900011' })).toEqual([expect.any(Number), 0]);
    expect((await counted({ 'app.path': 'register', 'app.regions': '710000000', 'app.person': '800101900011' }))[0]).toBeGreaterThan(0);
  });

  it('keeps its rows as they were written', async () => {
    for (const table of ['approval', 'approval_step']) {
      const rows = await registrar.rows<{ may: string }>(`select privilege_type as may from information_schema.role_table_grants where table_name = $1 and grantee = 'registry_app'`, [table]);
      expect(rows.map(({ may }) => may).sort()).toEqual(['INSERT', 'SELECT']);
    }
  });
});

describe('an official\'s own family', () => {
  const clerk = (iin: string, more: Partial<Viewer> = {}) => official('caseworker', iin, ALMATY, { subject: `clerk ${iin.slice(7)}`, ...more });

  it('is withheld like an unknown child, and the ledger says why', async () => {
    const { child: own, father } = await registrar.family();
    const refused = await look(clerk(father), own);
    expect(refused).toMatchObject({ seen: null, codes: ['child WITHHELD'] });
    expect(await reasonsOf(refused)).toEqual(['OWN_RELATIVE']);
    expect(await reasonsOf(await look(official('caseworker', father, '710000000'), own))).toEqual(['OWN_RELATIVE']);
    expect((await look(clerk('870707900017'), own)).codes).toEqual([]);
    expect((await look(viewerAs('citizen', { iin: father, regions: [] }), own, 'OWN_FAMILY')).codes).toEqual([]);
  });

  it('is parents, children, brothers and sisters, spouse, wards and representatives, and oneself', async () => {
    const [grandmother, spouse, ward, guardian, stranger] = await Promise.all(['1960-01-01', '1990-02-02', '2016-03-03', '1970-04-04', '1980-05-05'].map((born) => registrar.person(born)));
    const me = await registrar.person('1990-06-06', { parents: [{ iin: grandmother, role: 'MOTHER' }] });
    const sister = await registrar.person('2009-07-07', { parents: [{ iin: grandmother, role: 'MOTHER' }] });
    const mine = await registrar.person('2018-08-08', { parents: [{ iin: me, role: 'MOTHER' }] });
    await registrar.change('registerMarriage', { iin: me, spouseIin: spouse, change: 'CONCLUDED', occurredOn: '2020-01-01' });
    for (const [iin, representative] of [[ward, me], [me, guardian]]) {
      await registrar.rows(`insert into guardianship (iin, representative_iin, form, body_bin, valid_from, source) values ($1, $2, 'GUARDIANSHIP', '${BODY}', '2020-01-01', 'act')`, [iin, representative]);
    }
    const codes = async (iin: string | undefined) => {
      const answer = await registrar.registry.call({ query: 'query ($iin: IIN!) { person(iin: $iin) { birthDate } }', variables: { iin }, viewer: clerk(me), purpose: 'CHILD_PROFILE' });
      return answer.errors.map(({ extensions }) => extensions['code']);
    };
    for (const iin of [me, grandmother, sister, mine, spouse, ward, guardian]) expect([iin, await codes(iin)]).toEqual([iin, ['WITHHELD']]);
    expect(await codes(stranger)).toEqual([]);
    const { data, errors } = await registrar.registry.call({ query: '{ me { iin birthDate } }', viewer: clerk(me), purpose: 'CHILD_PROFILE' });
    expect([data?.['me'], errors.map(({ extensions }) => extensions['code'])]).toEqual([{ iin: me, birthDate: null }, ['WITHHELD']]);
  });

  it('is not the official\'s to register anything of, nor to look up on the register', async () => {
    const { child: own, father } = await registrar.family();
    const registrarOf = viewerAs('ministry:registry', { iin: father });
    const newborn = registrar.birth({ parents: [{ iin: father, role: 'FATHER' }] });
    expect((await registrar.mutate('registerBirth', newborn, registrarOf)).errors).toMatchObject([{ extensions: { code: 'WITHHELD' } }]);
    expect(await registrar.version(newborn.iin)).toBe(0);
    const entries = async (iin: string) => registrar.ask('query ($iin: IIN!) { registrationsOf(iin: $iin) { edges { node { kind child { birthDate } } } } }', { iin }, registrarOf);
    expect(await entries(father)).toMatchObject({ data: { registrationsOf: null }, errors: [{ extensions: { code: 'WITHHELD' } }] });
    // The register's own list does not know whose relatives it shows; the records in it do.
    expect(await entries(own)).toMatchObject({ data: { registrationsOf: { edges: [{ node: { kind: 'BIRTH', child: { birthDate: null } } }] } }, errors: [{ extensions: { code: 'WITHHELD' } }] });
  });

  it('does not tell a former mother which child is hers: a parentage that an adoption ended makes no relative', async () => {
    const { child: given, mother: former } = await registrar.family();
    const adopter = await registrar.person('1980-01-01');
    await registrar.change('registerParentage', { childIin: given, change: 'ADOPTED', occurredOn: '2026-09-01', parents: [{ iin: adopter, role: 'MOTHER' }] });
    expect((await look(clerk(former), given)).codes).toEqual([]);
    expect((await look(clerk(adopter), given)).codes).toEqual(['child WITHHELD']);
  });

  it('opens for eight hours once a second person of the same body has agreed, as by the official\'s relation', async () => {
    const { child: own, father } = await registrar.family();
    const asked = await mutate('requestOwnRelative', clerk(father), { iin: own, reason: REASON }, { caseNumber: null });
    expect(asked).toMatchObject({ kind: 'OWN_RELATIVE', status: 'REQUESTED', awaiting: true, classes: null, caseNumber: null });
    expect((await look(clerk(father), own)).seen).toBeNull();
    expect(await step('decideApproval', clerk(father, { subject: 'another' }), asked.id, 'APPROVED')).toMatchObject({ code: 'SAME_PERSON' });
    const elsewhere = clerk('870707900017', { organisation: '990140000205' });
    for (const viewer of [elsewhere, ombudsman, official('ministry:registry', '850505900015', ALMATY)]) {
      expect(await step('decideApproval', viewer, asked.id, 'APPROVED')).toMatchObject({ code: 'UNKNOWN_APPROVAL' });
      expect(idsOf(await queue(viewer))).not.toContain(asked.id);
    }
    expect(await step('reviewApproval', local, asked.id, 'JUSTIFIED')).toMatchObject({ code: 'UNKNOWN_APPROVAL' });
    expect(await step('decideApproval', local, asked.id, 'APPROVED')).toMatchObject({ status: 'IN_FORCE', awaiting: false, endsAt: '2026-10-01T15:00:00.000Z' });
    expect(await step('decideApproval', { ...elsewhere, regions: ['*'] }, asked.id, 'REFUSED')).toMatchObject({ code: 'ALREADY_DECIDED' });
    expect((await look(clerk(father), own)).codes).toEqual([]);
    after(8 * 60);
    expect((await look(clerk(father), own)).codes).toEqual(['child WITHHELD']);
  });

  it('stays closed where the answer was no, none in time, or taken back', async () => {
    const { child: own, father, mother: wife } = await registrar.family();
    const ask = () => mutate('requestOwnRelative', clerk(father), { iin: own, reason: REASON });
    const refused = await ask();
    expect(await step('decideApproval', local, refused.id, 'REFUSED')).toMatchObject({ status: 'REFUSED' });
    const late = await ask();
    after(72 * 60);
    expect(await step('decideApproval', local, late.id, 'APPROVED')).toMatchObject({ code: 'NOT_IN_FORCE' });
    expect(await queue(clerk(father), { status: 'LAPSED' })).toMatchObject([{ id: late.id, awaiting: false }]);
    after(0);
    const revoked = await ask();
    expect(await step('decideApproval', clerk(wife), revoked.id, 'APPROVED')).toMatchObject({ code: 'UNKNOWN_APPROVAL' });
    await step('decideApproval', local, revoked.id, 'APPROVED');
    expect(await step('revokeApproval', local, revoked.id)).toMatchObject({ status: 'REVOKED' });
    expect((await look(clerk(father), own)).seen).toBeNull();
  });

  it('is asked for by relatives only, in their regions', async () => {
    const { child: own, father } = await registrar.family({ home: ASTANA });
    for (const iin of [own, child, registrar.iin()]) {
      expect(await mutate('requestOwnRelative', clerk(father), { iin, reason: REASON })).toMatchObject({ code: 'UNKNOWN_PERSON', field: 'input.iin' });
    }
  });
});

it('moves approvals along when an official\'s or the child\'s IIN is replaced', async () => {
  const { child: one } = await registrar.family();
  const person = await registrar.person('1985-01-01');
  const { id } = await breakGlass(official('caseworker', person, '710000000'), one);
  const [newOne, newPerson] = [registrar.iin(), registrar.iin()];
  for (const [iin, newIin] of [[one, newOne], [person, newPerson]]) await registrar.change('replaceIin', { iin, newIin, basis: 'CORRECTION', occurredOn: '2026-10-01' });
  const now = official('caseworker', newPerson, '710000000');
  expect(await queue(now)).toMatchObject([{ id, person: { iin: newOne } }]);
  expect((await look(now, newOne)).seen).toMatchObject({ birthDate: '2015-05-14' });
  expect((await look(now, one)).seen).toBeNull();
});
