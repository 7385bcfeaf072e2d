import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withClient } from '../../support/kept-connections.js';
import type { Viewer } from '../../../subgraphs/shared/access/viewer.js';
import { viewerAs } from '../../support/gateway-call.js';
import { agreesWithIin } from '../../../subgraphs/foster-families/modules/candidate/agrees-with-iin.js';
import { FORM_SINCE } from '../../../subgraphs/foster-families/rules/candidate/condition.js';
import { ALMATY_BODY, ASTANA, ASTANA_BODY, Authority, CASEWORKER, NATION, type Input } from './authority.js';
import { openDesk, FIELDS, type Candidate, mutate, registration, registered, change, paper, COMPLETE, documented, suitable, refusal, eligibility, recordOf } from './candidate-desk.js';

let authority: Authority;
beforeAll(async () => {
  authority = await openDesk();
});
afterAll(() => authority.close());

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
