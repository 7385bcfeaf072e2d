import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ALMATY_BODY, ASTANA, ASTANA_BODY, Authority, INSTITUTION, type Input } from './authority.js';
import { openDesk, type Candidate, mutate, registration, change, paper, COMPLETE, documented, suitable, refusal, eligibility, recordOf, record, place, listed, CONVICTED } from './candidate-desk.js';

let authority: Authority;
beforeAll(async () => {
  authority = await openDesk();
});
afterAll(() => authority.close());

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

  it('is due the same day where children live: the body must remove the carer at once, and the placement goes on until it has', async () => {
    const { id, carers: [carer] } = await authority.family();
    const placed = await place(id, { form: 'GUARDIANSHIP', occurredOn: '2026-09-01' });
    const due = async (): Promise<string[]> => {
      const { data } = await authority.ask('{ supervisionCases(filter: { kinds: [CARER_UNSUITABLE] }, first: 100) { edges { node { dueOn carer { iin } } } } }', {});
      return (data?.['supervisionCases'] as { edges: { node: { dueOn: string; carer: { iin: string } } }[] }).edges.flatMap(({ node }) => (node.carer.iin === carer ? [node.dueOn] : []));
    };
    expect(await due()).toEqual([]);
    // Received today, of a day before: the desk's clock stands at 1 October 2026.
    await record(carer, [CONVICTED], { occurredOn: '2026-10-01' });
    expect(await due()).toEqual(['2026-10-01']);
    // 129(3): removing is the body's act, and the child must not be without a representative until it has found another.
    expect(await authority.rows('select valid_to from placement where public_id::text = $1', [placed.id])).toEqual([{ valid_to: null }]);
    await authority.change('endPlacement', placed.id ?? '', { reason: 'CARER_REMOVED', occurredOn: '2026-10-01' });
    expect(await due()).toEqual([]);
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
