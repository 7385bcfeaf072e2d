import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withClient } from '../../support/kept-connections.js';
import type { Viewer } from '../../../subgraphs/shared/access/viewer.js';
import { viewerAs } from '../../support/gateway-call.js';
import { agreesWithIin } from '../../../subgraphs/foster-families/modules/candidate/agrees-with-iin.js';
import { FORM_SINCE } from '../../../subgraphs/foster-families/rules/candidate/condition.js';
import { ALMATY, ALMATY_BODY, ASTANA, ASTANA_BODY, Authority, BODY, CASEWORKER, INSTITUTION, NATION, type Input } from './authority.js';

const INPUTS: Readonly<Record<string, string>> = {
  registerCandidate: 'RegisterCandidateInput', recordCandidateEvidence: 'RecordCandidateEvidenceInput', decideSuitability: 'DecideSuitabilityInput', checkCandidate: 'CheckCandidateInput', closeCandidate: 'CloseCandidateInput',
};

const FIELDS = `id version status forms suitableFor checkedOn nextCheckBy closedOn closing agreesWithIin person { iin } family { id carers { person { iin } } } evidence { kind holds amount people validTo source }
  decisions { form suitable grounds articles decidedOn } history { action from to version }`;

interface Candidate {
  readonly __typename?: string;
  readonly id: string;
  readonly version: number;
  readonly status: string;
  readonly suitableFor: readonly string[];
  readonly family: { readonly id: string; readonly carers: readonly { readonly person: { readonly iin: string } }[] } | null;
  readonly decisions: readonly object[];
  readonly history: readonly { readonly action: string }[];
  readonly code?: string;
  readonly field?: string;
  readonly message?: string;
  readonly errors?: readonly { readonly extensions: Readonly<Record<string, unknown>> }[];
}

let authority: Authority;
beforeAll(async () => {
  authority = await Authority.start();
});
afterAll(() => authority.close());

async function mutate(mutation: string, input: Input, viewer: Viewer = NATION): Promise<Candidate> {
  const query = `mutation ($input: ${INPUTS[mutation]}!) { ${mutation}(input: $input) { __typename ... on CarerCandidate { ${FIELDS} } ... on Refusal { code field message } } }`;
  const { data, errors } = await authority.ask(query, { input: { idempotencyKey: randomUUID(), ...input } }, viewer);
  return { ...(data?.[mutation] as Candidate), ...(errors.length === 0 ? {} : { errors }) };
}

const registration = (more: Input = {}): Input =>
  ({ iin: authority.iin(), birthDate: '1980-05-05', sex: 'FEMALE', forms: ['PROFESSIONAL_FOSTER', 'GUARDIANSHIP'], body: BODY, district: ALMATY, occurredOn: '2026-08-01', source: 'application 1', ...more });

async function registered(more: Input = {}): Promise<Candidate & { iin: string }> {
  const input = registration(more);
  const found = await mutate('registerCandidate', input);
  if (found.id === undefined) throw new Error(JSON.stringify(found));
  return { ...found, iin: input['iin'] as string };
}

const change = (mutation: string, { id, version }: Pick<Candidate, 'id' | 'version'>, more: Input, viewer: Viewer = NATION): Promise<Candidate> =>
  mutate(mutation, { candidate: id, expectedVersion: version, occurredOn: '2026-08-20', source: 'paper 2', ...more }, viewer);

const paper = (kind: string, holds: boolean, more: Input = {}): Input => ({ kind, holds, validFrom: '2026-08-10', ...more });

const COMPLETE: readonly Input[] = [
  ...['CITIZEN', 'PERMANENT_HOME', 'INCOME_SUFFICES', 'MARRIED', 'SPOUSE_CONSENT', 'PROFESSIONAL_CONCLUSION'].map((kind) => paper(kind, true)),
  paper('TRAINING', true, { validTo: '2027-08-10' }),
  paper('HOUSING', true, { amount: '105.5', people: 2 }),
  ...['CAPACITY_LIMITED', 'RIGHTS_REMOVED_OR_LIMITED', 'REMOVED_AS_GUARDIAN', 'ADOPTION_CANCELLED', 'UNFIT_HEALTH', 'DISPENSARY_REGISTER', 'UNEXPUNGED_CONVICTION', 'LISTED_OFFENCE', 'UNDER_PROSECUTION', 'STATELESS'].map((kind) => paper(kind, false)),
];

const documented = async (more: Input = {}, evidence = COMPLETE): Promise<Candidate & { iin: string }> => {
  const candidate = await registered(more);
  return { ...(await change('recordCandidateEvidence', candidate, { evidence })), iin: candidate.iin };
};

const suitable = async (more: Input = {}, evidence = COMPLETE): Promise<Candidate & { iin: string }> => {
  const candidate = await documented(more, evidence);
  return { ...(await change('decideSuitability', candidate, { decision: 'SUITABLE', forms: ['PROFESSIONAL_FOSTER', 'GUARDIANSHIP'] })), iin: candidate.iin };
};

const refusal = (code: string, field: string) => ({ __typename: 'Refusal', code, field: `input.${field}` });

const eligibility = async (id: string, form: string, on: string): Promise<{ allowed: boolean | null; suitable: boolean; missingEvidence: string[]; conditions: { code: string; met: boolean | null; article: string; text: string }[] }> => {
  const query = `query ($id: ID!) { candidate(id: $id) { eligibility(form: ${form}, on: "${on}") { allowed suitable missingEvidence conditions { code text met value source article certainty } } } }`;
  const { data } = await authority.ask(query, { id });
  return (data?.['candidate'] as { eligibility: never }).eligibility;
};

describe('a candidate', () => {
  it('is registered, shown by papers to be fit, found suitable, and is a carer from then on', async () => {
    const candidate = await registered();
    expect(candidate).toMatchObject({ status: 'REGISTERED', version: 1, suitableFor: [], family: null });
    expect(await eligibility(candidate.id, 'GUARDIANSHIP', '2026-08-20')).toMatchObject({ allowed: null, suitable: false });
    const known = await change('recordCandidateEvidence', candidate, { evidence: COMPLETE });
    expect(await eligibility(candidate.id, 'PROFESSIONAL_FOSTER', '2026-08-20')).toMatchObject({ allowed: true, suitable: false, missingEvidence: [] });
    expect((await eligibility(candidate.id, 'PROFESSIONAL_FOSTER', '2026-08-20')).conditions).toContainEqual(
      { code: 'ENOUGH_ROOM', met: true, value: '35.1', source: 'paper 2', article: '132-8(2)', certainty: 'A', text: expect.any(String) as unknown });
    const decided = await change('decideSuitability', known, { decision: 'SUITABLE', forms: ['PROFESSIONAL_FOSTER', 'GUARDIANSHIP'] });
    expect(decided).toMatchObject({ status: 'SUITABLE', version: 3, checkedOn: '2026-08-20', nextCheckBy: '2027-08-20', family: { carers: [{ person: { iin: candidate.iin } }] } });
    expect(decided.suitableFor.toSorted()).toEqual(['GUARDIANSHIP', 'PROFESSIONAL_FOSTER']);
    expect(decided.history.map(({ action }) => action)).toEqual(['REGISTER', 'EVIDENCE', 'DECIDE']);
    const iin = await authority.child();
    expect(await authority.mutate('recordPlacement', authority.placement(iin, { family: decided.family?.id }))).toMatchObject({ status: 'ACTIVE' });
  });

  it('and the spouse are one family, also when both are decided at once', async () => {
    const one = await documented();
    const other = await documented({ sex: 'MALE', partner: one.id });
    const decided = await Promise.all([one, other].map((candidate) => change('decideSuitability', candidate, { decision: 'SUITABLE', forms: ['GUARDIANSHIP'] })));
    expect(new Set(decided.map(({ family }) => family?.id)).size).toBe(1);
    const { data } = await authority.ask('query ($id: ID!) { candidate(id: $id) { family { carers { person { iin } } } } }', { id: one.id });
    expect((data?.['candidate'] as Candidate).family?.carers.map(({ person }) => person.iin).toSorted()).toEqual([one.iin, other.iin].toSorted());
    expect(await mutate('registerCandidate', registration({ partner: one.id }))).toMatchObject(refusal('ALREADY_RECORDED', 'partner'));
  });

  it('is refused on grounds of the law only, with their articles', async () => {
    const candidate = await documented({}, [...COMPLETE.filter(({ kind }) => kind !== 'UNFIT_HEALTH'), paper('UNFIT_HEALTH', true)]);
    expect(await change('decideSuitability', candidate, { decision: 'SUITABLE', forms: ['GUARDIANSHIP'] })).toMatchObject(
      { ...refusal('NOT_SUITABLE', 'forms[0]'), message: 'The condition HEALTHY is not met (Code on Marriage and Family, 122(1)5).' });
    expect(await change('decideSuitability', candidate, { decision: 'UNSUITABLE', forms: ['GUARDIANSHIP'], grounds: ['TRAINED'] })).toMatchObject(refusal('NO_GROUND', 'grounds'));
    expect((await change('decideSuitability', candidate, { decision: 'UNSUITABLE', forms: ['GUARDIANSHIP'] })).errors).toMatchObject([{ extensions: { field: 'input.grounds' } }]);
    expect(await change('decideSuitability', candidate, { decision: 'UNSUITABLE', forms: ['GUARDIANSHIP'], grounds: ['HEALTHY'] })).toMatchObject(
      { status: 'UNSUITABLE', family: null, decisions: [{ form: 'GUARDIANSHIP', suitable: false, grounds: ['HEALTHY'], articles: ['122(1)5'], decidedOn: '2026-08-20' }] });
  });

  it('is not found suitable while papers are missing', async () => {
    const candidate = await documented({}, COMPLETE.filter(({ kind }) => kind !== 'TRAINING'));
    expect(await change('decideSuitability', candidate, { decision: 'SUITABLE', forms: ['GUARDIANSHIP'] })).toMatchObject({ ...refusal('EVIDENCE_MISSING', 'forms[0]'), message: 'Papers are missing: TRAINING.' });
  });

  it('is suitable no longer the moment a conviction is known, and keeps other forms otherwise', async () => {
    const candidate = await suitable();
    const barred = await change('recordCandidateEvidence', candidate, { evidence: [paper('UNDER_PROSECUTION', true, { validFrom: '2026-08-20' })] });
    expect(barred).toMatchObject({ status: 'UNSUITABLE', suitableFor: [], version: 5 });
    expect(barred.decisions.slice(2)).toMatchObject([{ suitable: false, grounds: ['NOT_PROSECUTED'], articles: ['122(1)7, 132-8(1), as changed by Law 236-VIII'] }, { suitable: false }]);
    expect(barred.history.map(({ action }) => action).slice(3)).toEqual(['EVIDENCE', 'BAR']);
    const input = authority.placement(await authority.child(), { family: candidate.family?.id, occurredOn: '2026-10-01' });
    expect(await authority.mutate('recordPlacement', input)).toMatchObject(refusal('NOT_SUITABLE', 'family'));
  });

  it('is checked every year: without it no child is placed, with it suitability goes on', async () => {
    const candidate = await suitable({ occurredOn: '2025-08-01' }, COMPLETE.map((one) => ({ ...one, validFrom: '2025-08-10', ...(one['kind'] === 'TRAINING' ? { validTo: '2028-01-01' } : {}) })));
    const early = await authority.rows<{ id: string }>(`update carer_decision set decided_on = '2025-08-20' where candidate_id = (select id from carer_candidate where iin = $1) returning id`, [candidate.iin]);
    expect(early).toHaveLength(2);
    await authority.rows(`update carer_candidate set checked_on = '2025-08-20' where iin = $1`, [candidate.iin]);
    const place = async () => authority.mutate('recordPlacement', authority.placement(await authority.child(), { family: candidate.family?.id }));
    expect(await place()).toMatchObject({ code: 'NOT_SUITABLE', message: 'The condition CHECKED_THIS_YEAR is not met (Code on Marriage and Family, 122, as changed by Law 236-VIII).' });
    const due = async (day: string) => (await authority.ask(`{ carerCandidates(filter: { checkDueBefore: "${day}" }, first: 100) { edges { node { id } } } }`, {})).data;
    expect([JSON.stringify(await due('2026-08-20')).includes(candidate.id), JSON.stringify(await due('2026-08-21')).includes(candidate.id)]).toEqual([false, true]);
    expect(await change('checkCandidate', candidate, { passed: true })).toMatchObject({ status: 'SUITABLE', checkedOn: '2026-08-20' });
    expect(await place()).toMatchObject({ status: 'ACTIVE' });
    expect(await change('checkCandidate', { ...candidate, version: 4 }, { passed: false, grounds: ['HEALTHY'] })).toMatchObject(refusal('NO_GROUND', 'grounds'));
  });

  it('is registered once in the country, of ten at once, and changed at one version', async () => {
    const input = registration();
    const answers = await Promise.all(Array.from({ length: 10 }, (_, i) => mutate('registerCandidate', i % 2 === 0 ? input : { ...input, district: ASTANA })));
    expect(answers.map(({ __typename, code }) => code ?? __typename).toSorted()).toEqual([...Array.from({ length: 9 }, () => 'ALREADY_RECORDED'), 'CarerCandidate']);
    const candidate = await documented();
    const decisions = await Promise.all(Array.from({ length: 5 }, () => change('decideSuitability', candidate, { decision: 'SUITABLE', forms: ['GUARDIANSHIP'] })));
    expect(decisions.map(({ __typename, code }) => code ?? __typename).toSorted()).toEqual([...Array.from({ length: 1 }, () => 'CarerCandidate'), ...Array.from({ length: 4 }, () => 'VERSION_CONFLICT')]);
  });

  it('is closed, and takes no child any more', async () => {
    const candidate = await suitable();
    expect(await change('closeCandidate', candidate, { closing: 'WITHDREW' })).toMatchObject({ status: 'CLOSED', closing: 'WITHDREW', closedOn: '2026-08-20' });
    expect(await change('decideSuitability', { ...candidate, version: 4 }, { decision: 'SUITABLE', forms: ['GUEST'] })).toMatchObject(refusal('NOT_IN_THIS_STATE', 'candidate'));
    const input = authority.placement(await authority.child(), { family: candidate.family?.id });
    expect(await authority.mutate('recordPlacement', input)).toMatchObject(refusal('NOT_SUITABLE', 'family'));
  });

  it.each<[string, Input, string]>([
    ['a paper of tomorrow', { validFrom: '2026-10-02' }, 'input.evidence[0].validFrom'],
    ['one that holds on no day', { validTo: '2026-08-10' }, 'input.evidence[0].validTo'],
    ['a negative area', { amount: '-1', people: 1 }, 'input.evidence[0].amount'],
    ['nobody at home', { amount: '1', people: 0 }, 'input.evidence[0].people'],
    ['no area', {}, 'input.evidence[0]'],
  ])('%s is no paper', async (_what, more, field) => {
    const candidate = await registered();
    expect((await change('recordCandidateEvidence', candidate, { evidence: [paper('HOUSING', true, more)] })).errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', field } }]);
  });
});

/** The record of a carer whom the register has, as it is now. */
async function recordOf(iin: string | undefined): Promise<{ id: string; version: number }> {
  const [row] = await authority.rows<{ id: string; version: number }>('select public_id as id, version from carer_candidate where iin = $1 order by carer_candidate.id desc limit 1', [iin]);
  if (row === undefined) throw new Error('Nobody is on record.');
  return row;
}

const record = async (iin: string | undefined, evidence: readonly Input[], more: Input = {}, viewer: Viewer = NATION): Promise<Candidate> => change('recordCandidateEvidence', await recordOf(iin), { evidence, ...more }, viewer);

const place = async (family: string | undefined, more: Input = {}) => authority.mutate('recordPlacement', authority.placement(await authority.child(), { family, ...more }));

const listed = async (filter: string, viewer: Viewer = NATION): Promise<string[]> => {
  const { data } = await authority.ask(`{ carerCandidates(filter: { ${filter} }, first: 100) { edges { node { person { iin } } } } }`, {}, viewer);
  return (data?.['carerCandidates'] as { edges: { node: { person: { iin: string } } }[] }).edges.map(({ node }) => node.person.iin);
};

const CONVICTED = paper('UNEXPUNGED_CONVICTION', true, { validFrom: '2026-08-15' });

describe('a bar', () => {
  it('is heard however old the judgment is, and whenever it was received', async () => {
    const candidate = await suitable();
    const barred = await change('recordCandidateEvidence', candidate, { evidence: [paper('LISTED_OFFENCE', true, { validFrom: '2026-05-01' })], occurredOn: '2026-08-15', receivedOn: '2026-08-15' });
    expect(barred).toMatchObject({ status: 'UNSUITABLE', suitableFor: [], decisions: [{}, {}, { suitable: false, grounds: ['NO_LISTED_OFFENCE'], decidedOn: '2026-08-20' }, {}] });
    expect(await change('decideSuitability', barred, { decision: 'SUITABLE', forms: ['GUEST'] })).toMatchObject(refusal('NOT_SUITABLE', 'forms[0]'));
    const known = await documented({}, [...COMPLETE, paper('UNDER_PROSECUTION', true, { validFrom: '2026-08-25' })]);
    expect(await change('decideSuitability', known, { decision: 'SUITABLE', forms: ['GUARDIANSHIP'], occurredOn: '2026-08-21' })).toMatchObject(
      { ...refusal('NOT_SUITABLE', 'forms[0]'), message: 'The condition NOT_PROSECUTED is not met (Code on Marriage and Family, 122(1)7, as changed by Law 236-VIII).' });
  });

  it('is asked of hosts of guests, too', async () => {
    const { id, carers: [host] } = await authority.family();
    expect(await record(host, [CONVICTED])).toMatchObject({ status: 'UNSUITABLE', suitableFor: [] });
    const iin = await authority.child();
    await authority.placed(iin, { form: 'INSTITUTION', institution: INSTITUTION });
    expect(await authority.mutate('recordPlacement', authority.placement(iin, { form: 'GUEST', family: id, occurredOn: '2026-09-20' }))).toMatchObject(refusal('NOT_SUITABLE', 'family'));
  });

  it('keeps a child away for a day before it, too, and what else was true of that day may be written down late', async () => {
    const { id, carers: [carer] } = await authority.family();
    await record(carer, [paper('RIGHTS_REMOVED_OR_LIMITED', true, { validFrom: '2026-09-15' })], { occurredOn: '2026-09-20' });
    expect(await place(id, { occurredOn: '2026-09-10' })).toMatchObject({ ...refusal('NOT_SUITABLE', 'family'), message: 'The condition RIGHTS_INTACT is not met (Code on Marriage and Family, 122(1)2, 132-8(1)).' });
    const old = await authority.family();
    await authority.rows(`update carer_candidate set birth_date = '1962-09-20' where iin = $1`, [old.carers[0]]);
    expect([(await place(old.id, { occurredOn: '2026-09-19' })).status, (await place(old.id, { occurredOn: '2026-09-20' })).code]).toEqual(['ACTIVE', 'NOT_SUITABLE']);
  });

  it('names whose children must be looked at: by the form in which they live there, wherever they were placed, pending ones and closed records included', async () => {
    const families = [await authority.family(), await authority.family(), await authority.family(), await authority.family()] as const;
    const [elsewhere, pending, closed, childless] = families;
    await place(elsewhere.id, { form: 'GUARDIANSHIP', district: ASTANA });
    await place(pending.id, { form: 'GUARDIANSHIP', shielded: true });
    await place(closed.id, { form: 'GUARDIANSHIP' });
    await change('closeCandidate', await recordOf(closed.carers[0]), { closing: 'TOOK_A_CHILD', occurredOn: '2026-09-05' });
    const found = async (filter: string) => {
      const iins = await listed(filter, ALMATY_BODY);
      return families.map(({ carers: [iin = ''] }) => iins.includes(iin));
    };
    expect(await found('barredWithChildren: true')).toEqual([false, false, false, false]);
    for (const { carers } of families) {
      await authority.rows(`insert into carer_decision (candidate_id, form, suitable, grounds, decided_on, version, source) select id, 'ADOPTION', true, '{}', '2026-08-01', 3, 'test' from carer_candidate where iin = $1`, [carers[0]]);
      await record(carers[0], [paper('UNDER_PROSECUTION', true)]);
    }
    expect([await found('barredWithChildren: true'), await found('withChildren: true')]).toEqual([[true, true, true, false], [true, true, true, false]]);
    expect([await listed('barredWithChildren: true', ASTANA_BODY), (await listed('barredWithChildren: false')).includes(childless.carers[0] ?? '')]).toEqual([[], true]);
  });
});

describe('once somebody has a child', () => {
  it('papers, bars, checks and the contract go on in a record that was closed for it; no other child comes', async () => {
    const { id, carers: [carer] } = await authority.family();
    const iin = await authority.child();
    const placed = await authority.placed(iin, { family: id, occurredOn: '2026-04-10' });
    expect(await change('closeCandidate', await recordOf(carer), { closing: 'TOOK_A_CHILD' })).toMatchObject({ status: 'CLOSED', nextCheckBy: '2027-08-01' });
    expect((await place(id)).code).toBe('NOT_SUITABLE');
    expect(await change('checkCandidate', await recordOf(carer), { passed: true })).toMatchObject({ status: 'CLOSED', checkedOn: '2026-08-20' });
    expect(await listed('checkDueBefore: "2027-09-01"')).toContain(carer);
    expect(await authority.change('extendPlacement', placed.id)).toMatchObject({ plannedUntil: '2027-04-10' });
    const patron = await authority.placed(await authority.child(), { form: 'PATRONAGE', family: (await authority.family()).id });
    const [row] = await authority.rows<{ iin: string; carer: string; family: string }>(
      'select p.iin, c.iin as carer, f.public_id as family from placement p join foster_family f on f.id = p.family_id join carer c on c.family_id = f.id where p.public_id = $1', [patron.id]);
    await change('closeCandidate', await recordOf(row?.carer), { closing: 'TOOK_A_CHILD' });
    expect(await authority.mutate('movePlacement', { ...authority.placement(row?.iin ?? '', { form: 'PATRONAGE', family: row?.family, occurredOn: '2026-09-20' }), placement: patron.id, expectedVersion: 1 })).toMatchObject({ status: 'ACTIVE' });
    expect(await record(carer, [CONVICTED])).toMatchObject({ status: 'CLOSED', suitableFor: [], history: expect.arrayContaining([expect.objectContaining({ action: 'BAR', to: 'CLOSED' })]) as unknown });
    const another = await authority.placed(await authority.child(), { family: (await authority.family()).id });
    expect((await authority.change('extendPlacement', another.id)).plannedUntil).toBe('2027-09-01');
    await authority.rows(`update carer_candidate set status = 'CLOSED', closing = 'DEATH', closed_on = '2026-09-01' where iin = $1`, [carer]);
    expect(await record(carer, [CONVICTED])).toMatchObject(refusal('NOT_IN_THIS_STATE', 'candidate'));
  });

  it('the home is asked about for those who live there: a full one passes the check and the extension, and takes nobody on any day to come', async () => {
    const { id, carers: [carer] } = await authority.family();
    const small = (amount: string) => record(carer, [paper('HOUSING', true, { amount, people: 1 })]);
    await small('30');
    const placed = await authority.placed(await authority.child(), { family: id, occurredOn: '2026-09-10' });
    expect(await change('checkCandidate', await recordOf(carer), { passed: true })).toMatchObject({ status: 'SUITABLE' });
    expect(await change('decideSuitability', await recordOf(carer), { decision: 'SUITABLE', forms: ['PROFESSIONAL_FOSTER'], occurredOn: '2026-09-12' })).toMatchObject({ status: 'SUITABLE' });
    expect(await authority.change('extendPlacement', placed.id)).toMatchObject({ plannedUntil: '2027-09-10' });
    const crowded = { ...refusal('NOT_SUITABLE', 'family'), message: 'The condition ENOUGH_ROOM is not met (Code on Marriage and Family, 132-8(2)).' };
    expect([await place(id, { occurredOn: '2026-09-15' }), await place(id, { occurredOn: '2026-09-05' })]).toMatchObject([crowded, crowded]);
    await small('45');
    expect((await place(id, { occurredOn: '2026-09-12' })).status).toBe('ACTIVE');
  });

  it('a decision about another form is no check of this one', async () => {
    const { id, carers: [carer] } = await authority.family();
    await authority.rows(`delete from carer_decision d using carer_candidate k where k.id = d.candidate_id and k.iin = $1 and d.decided_on >= '2025-08-01'`, [carer]);
    expect(await change('decideSuitability', await recordOf(carer), { decision: 'SUITABLE', forms: ['GUEST'] })).toMatchObject({ status: 'SUITABLE', checkedOn: '2026-08-20', nextCheckBy: '2021-01-01' });
    expect(await place(id)).toMatchObject({ ...refusal('NOT_SUITABLE', 'family'), message: 'The condition CHECKED_THIS_YEAR is not met (Code on Marriage and Family, 122, as changed by Law 236-VIII).' });
  });

  it('and moves, it is the same family: its children and its room are counted wherever it is registered anew', async () => {
    const { id, carers: [carer] } = await authority.family(1, ASTANA);
    for (let i = 0; i < 4; i += 1) await place(id, { district: ASTANA });
    await change('closeCandidate', await recordOf(carer), { closing: 'TOOK_A_CHILD' });
    const moved = await mutate('registerCandidate', registration({ iin: carer }), ALMATY_BODY);
    expect(moved).toMatchObject({ status: 'REGISTERED', family: null });
    await change('recordCandidateEvidence', moved, { evidence: [...COMPLETE, paper('HOUSING', true, { amount: '200', people: 1 })] }, ALMATY_BODY);
    const decided = await change('decideSuitability', { ...moved, version: 2 }, { decision: 'SUITABLE', forms: ['PROFESSIONAL_FOSTER'] }, ALMATY_BODY);
    expect(decided).toMatchObject({ status: 'SUITABLE', family: { id, carers: [{ person: { iin: carer } }] } });
    expect(await authority.mutate('recordPlacement', authority.placement(await authority.child(), { family: id }), ALMATY_BODY)).toMatchObject(refusal('OVER_CAPACITY', 'family'));
    const other = await authority.family();
    expect(await mutate('registerCandidate', registration({ iin: other.carers[0] ?? '', partner: moved.id }))).toMatchObject(refusal('ALREADY_RECORDED', 'iin'));
    await change('closeCandidate', await recordOf(other.carers[0]), { closing: 'TOOK_A_CHILD' });
    expect(await mutate('registerCandidate', registration({ iin: other.carers[0] ?? '', partner: moved.id }))).toMatchObject(refusal('CONTRADICTORY', 'partner'));
  });

  it('a contract older than the databank is extended without a decision, and listed; not where a bar stands', async () => {
    const { id, carers: [carer] } = await authority.family();
    const placed = await authority.placed(await authority.child(), { family: id, occurredOn: '2026-04-10' });
    const undecided = async () => JSON.stringify((await authority.ask('{ placements(first: 100, filter: { undecidedCarers: true }) { edges { node { id } } } }', {})).data).includes(placed.id);
    expect(await undecided()).toBe(false);
    await authority.rows('delete from carer_decision d using carer_candidate k where k.id = d.candidate_id and k.iin = $1', [carer]);
    await authority.rows(`update carer_candidate set status = 'REGISTERED', version = 1 where iin = $1`, [carer]);
    expect(await undecided()).toBe(true);
    expect(await record(carer, [CONVICTED])).toMatchObject({ status: 'UNSUITABLE', decisions: [{ form: 'PROFESSIONAL_FOSTER', suitable: false, grounds: ['NO_CONVICTION'] }] });
    expect((await authority.change('extendPlacement', placed.id)).code).toBe('NOT_SUITABLE');
    for (const table of ['carer_decision', 'carer_evidence', 'carer_candidate_event']) await authority.rows(`delete from ${table} where candidate_id = (select id from carer_candidate where iin = $1)`, [carer]);
    await authority.rows('delete from carer_candidate where iin = $1', [carer]);
    expect([await undecided(), (await authority.change('extendPlacement', placed.id)).plannedUntil, (await place(id)).code]).toEqual([true, '2027-04-10', 'EVIDENCE_MISSING']);
  });
});

describe('a later record of the same person', () => {
  /** A carer with a child whose record was closed, and who is registered anew, with clean papers of that day. */
  async function anew(...earlier: readonly Input[]): Promise<{ readonly family: string; readonly carer: string; readonly candidate: Candidate }> {
    const { id, carers: [carer = ''] } = await authority.family();
    await place(id, { form: 'GUARDIANSHIP' });
    if (earlier.length > 0) await record(carer, earlier);
    await change('closeCandidate', await recordOf(carer), { closing: 'TOOK_A_CHILD', occurredOn: '2026-09-05' });
    const candidate = await mutate('registerCandidate', registration({ iin: carer, occurredOn: '2026-09-10' }));
    return { family: id, carer, candidate };
  }

  const documentedAnew = ({ candidate }: { readonly candidate: Candidate }, ...papers: readonly Input[]): Promise<Candidate> =>
    change('recordCandidateEvidence', candidate, { evidence: [...COMPLETE, ...papers], occurredOn: '2026-09-12' });

  const decide = (candidate: Candidate): Promise<Candidate> => change('decideSuitability', candidate, { decision: 'SUITABLE', forms: ['GUARDIANSHIP'], occurredOn: '2026-10-01' });

  it('hears what bars from the one before, until a paper takes it back; of anything else it asks anew', async () => {
    const offence = paper('LISTED_OFFENCE', true, { validFrom: '2015-01-01' });
    const given = await anew(offence);
    expect(await decide(given.candidate)).toMatchObject(refusal('NOT_SUITABLE', 'forms[0]'));
    const { conditions, missingEvidence } = await eligibility(given.candidate.id, 'GUARDIANSHIP', '2026-09-13');
    expect(conditions.filter(({ met }) => met === false)).toMatchObject([{ code: 'NO_LISTED_OFFENCE', value: 'YES', source: 'Another record of the person in the databank' }]);
    expect(missingEvidence).toEqual(expect.arrayContaining(['CAPACITY_LIMITED', 'TRAINING']));
    const barred = await documentedAnew(given);
    expect(barred).toMatchObject({ status: 'UNSUITABLE', history: [{}, {}, { action: 'BAR' }] });
    const cleared = await change('recordCandidateEvidence', barred, { evidence: [{ ...offence, holds: false }], occurredOn: '2026-09-13' });
    expect(await decide(cleared)).toMatchObject({ status: 'SUITABLE' });
    expect((await place(given.family, { form: 'GUARDIANSHIP', occurredOn: '2026-10-01' })).status).toBe('ACTIVE');
  });

  it('has the last word: until it has one, whoever was barred before is on the list', async () => {
    const given = await anew(paper('UNDER_PROSECUTION', true));
    const about = async (filter: string): Promise<number> => (await listed(filter)).filter((iin) => iin === given.carer).length;
    expect(await about('barredWithChildren: true')).toBe(1);
    await decide(await documentedAnew(given, paper('UNDER_PROSECUTION', false, { validFrom: '2026-09-11' })));
    expect(await about('barredWithChildren: true')).toBe(0);
  });

  it('is none of somebody who has died, nor is the one before checked any more', async () => {
    const { id, carers: [carer = ''] } = await authority.family();
    await place(id, { form: 'GUARDIANSHIP' });
    await change('closeCandidate', await recordOf(carer), { closing: 'TOOK_A_CHILD' });
    await authority.rows(`update carer set died_on = '2026-08-18' where iin = $1`, [carer]);
    expect(await change('checkCandidate', await recordOf(carer), { passed: true })).toMatchObject(refusal('NOT_IN_THIS_STATE', 'candidate'));
    expect(await mutate('registerCandidate', registration({ iin: carer }))).toMatchObject(refusal('AFTER_DEATH', 'iin'));
  });
});

describe('a paper about a child', () => {
  it('names it, counts for it alone, and leads to it no more once it is adopted', async () => {
    const [nephew, stranger] = [await authority.child(), await authority.child()];
    const untrained = COMPLETE.filter(({ kind }) => kind !== 'TRAINING');
    const aunt = await documented({ forms: ['GUARDIANSHIP'] }, [...untrained, paper('RELATIVE_OF_CHILD', true, { child: nephew })]);
    const decided = await change('decideSuitability', aunt, { decision: 'SUITABLE', forms: ['GUARDIANSHIP'] });
    expect(decided).toMatchObject({ status: 'SUITABLE' });
    const take = (iin: string) => authority.mutate('recordPlacement', authority.placement(iin, { form: 'GUARDIANSHIP', family: decided.family?.id }));
    expect(await take(stranger)).toMatchObject({ ...refusal('EVIDENCE_MISSING', 'family'), message: 'Papers are missing: TRAINING.' });
    const placed = await take(nephew);
    expect(placed).toMatchObject({ status: 'ACTIVE' });
    const children = async () => {
      const { data } = await authority.ask('query ($id: ID!) { candidate(id: $id) { evidence { kind child { iin } } } }', { id: aunt.id });
      return (data?.['candidate'] as { evidence: { kind: string; child: { iin: string } | null }[] }).evidence.find(({ kind }) => kind === 'RELATIVE_OF_CHILD')?.child;
    };
    expect(await children()).toEqual({ iin: nephew });
    await authority.change('endPlacement', placed.id ?? '', { reason: 'ADOPTED' });
    expect(await children()).toBeNull();
    for (const evidence of [[paper('CLOSE_RELATIVE', true)], [paper('CITIZEN', true, { child: nephew })]]) {
      expect((await change('recordCandidateEvidence', decided, { evidence })).errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', field: 'input.evidence[0].child' } }]);
    }
  });
});

it('nobody decides about themselves, their spouse or their own family', async () => {
  const { id, carers: [own = '', spouse] } = await authority.family(2);
  const official = viewerAs('ministry:foster-families', { iin: own });
  const withheld = [{ extensions: { code: 'WITHHELD' } }];
  for (const iin of [own, spouse]) expect((await change('checkCandidate', await recordOf(iin), { passed: true }, official)).errors).toMatchObject(withheld);
  expect((await authority.mutate('recordPlacement', authority.placement(await authority.child(), { family: id }), official)).errors).toMatchObject(withheld);
  const placed = await authority.placed(await authority.child(), { family: id });
  expect((await authority.change('endPlacement', placed.id, {}, official)).errors).toMatchObject(withheld);
  expect(await change('checkCandidate', await recordOf(own), { passed: true }, viewerAs('ministry:foster-families', { iin: authority.iin() }))).toMatchObject({ status: 'SUITABLE' });
});

it('says whether birth date and sex are those of the IIN', () => {
  const agrees = (iin: string, birthDate: string, sex: 'FEMALE' | 'MALE') => agreesWithIin({ iin, birthDate, sex });
  expect([agrees('800505400000', '1980-05-05', 'FEMALE'), agrees('800505300000', '1980-05-05', 'FEMALE'), agrees('800505400000', '1981-05-05', 'FEMALE'), agrees('800505000000', '1980-05-05', 'FEMALE')]).toEqual([true, false, false, null]);
});

it('no form is asked about before the law had it, as `placement_form` says', async () => {
  const forms = await authority.rows<{ code: string; since: string }>(`select code, to_char(min(valid_from), 'YYYY-MM-DD') as since from placement_form where code <> 'INSTITUTION' group by code`);
  expect(Object.fromEntries(forms.map(({ code, since }) => [code, since]))).toEqual(FORM_SINCE);
});

it('a page of candidates takes as many statements as one, with everything that hangs on them', async () => {
  for (let i = 0; i < 4; i += 1) await suitable();
  const query = (first: number) => `{ carerCandidates(first: ${first}, filter: { status: SUITABLE }) { edges { node { ${FIELDS} eligibility(form: PROFESSIONAL_FOSTER) { allowed } family { capacity(form: PROFESSIONAL_FOSTER) { free } } } } } }`;
  const statements = async (first: number): Promise<number> => {
    authority.care.takeSql();
    const { data, errors } = await authority.ask(query(first), {});
    expect([errors, (data?.['carerCandidates'] as { edges: object[] }).edges.length]).toEqual([[], first]);
    return authority.care.takeSql().length;
  };
  const one = await statements(1);
  expect([one > 5, await statements(4)]).toEqual([true, one]);
});

describe('who sees a candidate', () => {
  const QUERIES = ['{ carerCandidates(first: 100) { edges { node { id } } } }', 'query ($id: ID!) { candidate(id: $id) { id evidence { kind } } }'];

  it('is the authority of the region alone', async () => {
    const { id } = await registered();
    const seen = async (viewer: Viewer) => Promise.all(QUERIES.map(async (query) => JSON.stringify((await authority.ask(query, query.includes('$id') ? { id } : {}, viewer)).data).includes(id)));
    expect([await seen(NATION), await seen(ALMATY_BODY), await seen(ASTANA_BODY), await seen(CASEWORKER)]).toEqual([[true, true], [true, true], [false, false], [false, false]]);
    const { errors } = await authority.ask(QUERIES[0] ?? '', {}, viewerAs('caseworker', { regions: ['750000000'] }));
    expect(errors).toMatchObject([{ extensions: { code: 'ROLE_NOT_ALLOWED' } }]);
    expect(await change('closeCandidate', { id, version: 1 }, { closing: 'WITHDREW' }, ASTANA_BODY)).toMatchObject(refusal('UNKNOWN_CANDIDATE', 'candidate'));
  });

  it('also where no code looks: no path, relation or region shows a row without the authority\'s setting', async () => {
    await suitable();
    for (const table of ['carer_candidate', 'carer_candidate_event', 'carer_evidence', 'carer_decision']) {
      const count = (settings: string) => withClient(authority.care.database.appUrl, async (app) => {
        await app.query(settings);
        return (await app.query(`select 1 from ${table} limit 1`)).rowCount;
      });
      expect([await count(`set app.path = 'relation'`), await count(`set app.path = 'relation'; set app.confidential = 'visible'`), await count(`set app.path = 'register'; set app.regions = '*'`)]).toEqual([0, 0, 0]);
      expect(await count(`set app.path = 'register'; set app.regions = '*'; set app.confidential = 'visible'`)).toBe(1);
    }
  });
});
