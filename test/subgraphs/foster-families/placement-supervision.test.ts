import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { viewerAs } from '../../support/gateway-call.js';
import { ALMATY, Authority, INSTITUTION, NATION, type Input, type Outcome } from './authority.js';
import { refusal, refused } from './refusals.js';

let authority: Authority;
beforeAll(async () => {
  authority = await Authority.start();
});
afterAll(() => authority.close());

describe('supervision', () => {
  const seen = async (iin: string) => {
    const query = `query ($iin: IIN!) { careOf(iin: $iin) { history { nextVisitBy visits { visitedOn announced childSeen seenAlone finding source } reports(on: "2026-10-01") { dueOn state receivedOn healthPassport source } } } }`;
    const { data } = await authority.ask(query, { iin });
    return (data?.['careOf'] as { history: { nextVisitBy: string | null; visits: object[]; reports: object[] }[] }).history[0];
  };

  it('visits, announced or not, and what falls due after them', async () => {
    const iin = await authority.child();
    const { id } = await authority.placed(iin, { family: (await authority.family()).id, occurredOn: '2026-06-01' });
    expect(await seen(iin)).toMatchObject({ nextVisitBy: '2026-12-01', visits: [] });
    const visit = { announced: false, childSeen: true, seenAlone: true, finding: 'WELL' };
    expect(await authority.change('recordVisit', id, visit)).toMatchObject({ version: 2, events: [{}, { kind: 'VISITED' }] });
    expect(await seen(iin)).toMatchObject({ nextVisitBy: '2027-03-20', visits: [{ ...visit, visitedOn: '2026-09-20', source: 'decision 18' }] });
    const impossible = await authority.change('recordVisit', id, { ...visit, childSeen: false });
    expect(impossible.errors).toMatchObject([{ extensions: { field: 'input.seenAlone' } }]);
    expect(refused(await authority.change('recordVisit', id, { ...visit, occurredOn: '2026-05-31' }))).toEqual(refusal('NOT_ON_RECORD', 'occurredOn'));
    await authority.change('endPlacement', id, { reason: 'ENDED_BY_CARER', occurredOn: '2026-09-25' });
    expect(refused(await authority.change('recordVisit', id, { ...visit, occurredOn: '2026-09-25' }))).toEqual(refusal('NOT_ON_RECORD', 'occurredOn'));
    expect(await authority.change('recordVisit', id, { ...visit, occurredOn: '2026-09-24' })).toMatchObject({ version: 4 });
    const pending = await authority.placed(await authority.child(), { family: (await authority.family()).id, shielded: true });
    expect(refused(await authority.change('recordVisit', pending.id, visit))).toEqual(refusal('NOT_ON_RECORD', 'placement'));
  });

  it('reports by the form: a professional foster family\'s quarterly', async () => {
    const iin = await authority.child();
    const { id } = await authority.placed(iin, { family: (await authority.family()).id, occurredOn: '2026-03-10' });
    expect((await seen(iin))?.reports).toMatchObject([{ dueOn: '2026-06-10', state: 'OVERDUE' }, { dueOn: '2026-09-10', state: 'OVERDUE' }, { dueOn: '2026-12-10', state: 'DUE' }]);
    const report = { dueOn: '2026-09-10', healthPassport: true, occurredOn: '2026-09-10', receivedOn: '2026-09-11' };
    expect(await authority.change('recordReport', id, report)).toMatchObject({ version: 2 });
    expect((await seen(iin))?.reports[1]).toMatchObject({ state: 'LATE', receivedOn: '2026-09-11', healthPassport: true, source: 'decision 18' });
    expect(refused(await authority.change('recordReport', id, report))).toEqual(refusal('ALREADY_RECORDED', 'dueOn'));
    expect(refused(await authority.change('recordReport', id, { ...report, dueOn: '2026-09-09' }))).toEqual(refusal('NOT_ON_RECORD', 'dueOn'));
    // The next one may come early, none after it.
    expect(refused(await authority.change('recordReport', id, { ...report, dueOn: '2027-03-10' }))).toEqual(refusal('NOT_ON_RECORD', 'dueOn'));
    expect(await authority.change('recordReport', id, { ...report, dueOn: '2026-12-10' })).toMatchObject({ version: 3 });
    const home = await authority.placed(await authority.child(), { form: 'INSTITUTION', institution: INSTITUTION });
    expect(refused(await authority.change('recordReport', home.id, report))).toEqual(refusal('NOT_ON_RECORD', 'dueOn'));
  });
});

/** The day of a child's case of a kind; null where it has none. */
async function caseOf(kind: string, iin: string, dueBefore = '2030-01-01'): Promise<string | null> {
  const query = 'query ($filter: SupervisionFilter) { supervisionCases(filter: $filter, first: 100) { edges { node { dueOn child { iin } } } } }';
  const { data } = await authority.ask(query, { filter: { kinds: [kind], dueBefore } });
  const { edges } = data?.['supervisionCases'] as { edges: { node: { dueOn: string; child: { iin: string } } }[] };
  return edges.find(({ node }) => node.child.iin === iin)?.node.dueOn ?? null;
}

describe('a new contract with the same family', () => {
  const SEEN = 'query ($iin: IIN!) { careOf(iin: $iin) { nextReportDue(on: "2026-10-01") history { nextVisitBy reports(on: "2026-10-01") { dueOn state } } } }';
  const seen = async (iin: string) => (await authority.ask(SEEN, { iin })).data?.['careOf'] as { nextReportDue: string; history: { nextVisitBy: string | null; reports: { dueOn: string }[] }[] };

  it('begins neither reports nor visits anew: what is due at least every six months is counted through', async () => {
    const [iin, home] = [await authority.child(), await authority.family()];
    const first = await authority.placed(iin, { form: 'PATRONAGE', family: home.id, occurredOn: '2025-08-31' });
    await authority.change('recordVisit', first.id, { announced: true, childSeen: true, seenAlone: false, finding: 'WELL', occurredOn: '2026-01-15' });
    const next = (placement: Outcome, occurredOn: string) => authority.mutate('movePlacement', { ...authority.placement(iin, { form: 'PATRONAGE', family: home.id, occurredOn }), placement: placement.id, expectedVersion: placement.version });
    const second = await next({ ...first, version: 2 }, '2026-05-01');
    await next(second, '2026-09-20');
    const { history, nextReportDue } = await seen(iin);
    expect(history.map(({ reports }) => reports.map(({ dueOn }) => dueOn))).toEqual([['2026-02-28'], ['2026-08-31'], ['2027-02-28']]);
    expect([nextReportDue, history.map(({ nextVisitBy }) => nextVisitBy)]).toEqual(['2027-02-28', [null, null, '2026-07-15']]);
    expect([await caseOf('VISIT_DUE', iin), await caseOf('REPORT_DUE', iin, '2027-02-28'), await caseOf('REPORT_DUE', iin, '2027-03-01')]).toEqual(['2026-07-15', null, '2027-02-28']);
    const [last] = await authority.rows<{ id: string }>('select public_id as id from placement where iin = $1 and valid_to is null', [iin]);
    const report = { healthPassport: true, occurredOn: '2026-09-25' };
    expect(refused(await authority.change('recordReport', last?.id ?? '', { ...report, dueOn: '2027-03-20' }))).toEqual(refusal('NOT_ON_RECORD', 'dueOn'));
    expect(await authority.change('recordReport', last?.id ?? '', { ...report, dueOn: '2027-02-28' })).toMatchObject({ version: 2 });
    expect([await caseOf('REPORT_DUE', iin, '2027-03-01'), await caseOf('REPORT_DUE', iin)]).toEqual([null, '2027-08-31']);
    await authority.change('recordVisit', last?.id ?? '', { announced: true, childSeen: true, seenAlone: false, finding: 'WELL', occurredOn: '2026-09-26' });
    expect(await caseOf('VISIT_DUE', iin)).toBe('2027-03-26');
  });

  it('is another thing after a time elsewhere, or with others', async () => {
    const [iin, home, other] = [await authority.child(), await authority.family(), await authority.family()];
    const first = await authority.placed(iin, { form: 'PATRONAGE', family: home.id, occurredOn: '2025-08-31' });
    await authority.change('endPlacement', first.id, { reason: 'ENDED_BY_CARER', occurredOn: '2026-05-01' });
    const there = await authority.placed(iin, { form: 'PATRONAGE', family: other.id, occurredOn: '2026-05-01' });
    await authority.change('endPlacement', there.id, { reason: 'ENDED_BY_CARER', occurredOn: '2026-09-01' });
    await authority.placed(iin, { form: 'PATRONAGE', family: home.id, occurredOn: '2026-09-01' });
    const { history, nextReportDue } = await seen(iin);
    expect([nextReportDue, history.at(-1)]).toMatchObject(['2027-03-01', { nextVisitBy: '2027-03-01', reports: [{ dueOn: '2027-03-01' }] }]);
  });
});

describe('a visit that found the child in danger', () => {
  it('asks for a review at once, of whoever looks after the child, also of a guest', async () => {
    const iin = await authority.child();
    const { id } = await authority.placed(iin, { form: 'GUARDIANSHIP', family: (await authority.family()).id });
    const visit = { announced: false, childSeen: true, seenAlone: true };
    await authority.change('recordVisit', id, { ...visit, finding: 'CONCERN' });
    const next = async () => ((await authority.ask('query ($iin: IIN!) { careOf(iin: $iin) { nextReview reviewState } }', { iin }, viewerAs('caseworker', { regions: ['750000000'] }))).data?.['careOf']);
    expect([await next(), await caseOf('REVIEW_DUE', iin)]).toEqual([{ nextReview: '2027-09-01', reviewState: 'DUE' }, '2027-09-01']);
    await authority.change('recordVisit', id, { ...visit, finding: 'DANGER', occurredOn: '2026-09-22' });
    expect([await next(), await caseOf('REVIEW_DUE', iin)]).toEqual([{ nextReview: '2026-09-22', reviewState: 'OVERDUE' }, '2026-09-22']);
    await authority.change('beginReview', id, { occurredOn: '2026-09-22' });
    await authority.change('decideReview', id, { decision: 'CONTINUE', occurredOn: '2026-09-23' });
    expect([await next(), await caseOf('REVIEW_DUE', iin)]).toEqual([{ nextReview: '2027-09-23', reviewState: 'DUE' }, '2027-09-23']);
    const guest = await authority.child();
    await authority.placed(guest, { form: 'INSTITUTION', institution: INSTITUTION });
    const stay = await authority.placed(guest, { form: 'GUEST', family: (await authority.family()).id, occurredOn: '2026-09-15' });
    await authority.change('recordVisit', stay.id, { ...visit, finding: 'DANGER' });
    expect(await caseOf('REVIEW_DUE', guest)).toBe('2026-09-20');
    expect(await authority.change('beginReview', stay.id)).toMatchObject({ status: 'ACTIVE' });
  });
});

describe('a review', () => {
  const LIFE = `query ($iin: IIN!) { careOf(iin: $iin) { nextReview reviewState history { stage breakdown endReason nextReview reviewState reviews { dueOn beganOn decidedOn decision decisionSource } events { kind } } } }`;
  interface Life {
    readonly nextReview: string | null;
    readonly reviewState: string | null;
    readonly history: readonly Readonly<Record<string, unknown>>[];
  }
  const life = async (iin: string, viewer = NATION): Promise<Life> => (await authority.ask(LIFE, { iin }, viewer)).data?.['careOf'] as Life;

  it('is due by the interval of the form, begins, and is decided: the placement goes on, is extended, or ends', async () => {
    const iin = await authority.child();
    const { id } = await authority.placed(iin, { family: (await authority.family()).id, occurredOn: '2026-06-10' });
    expect(await life(iin)).toMatchObject({ nextReview: '2026-09-10', reviewState: 'OVERDUE', history: [{ stage: 'ACTIVE', reviews: [] }] });
    const early = await authority.change('decideReview', id, { decision: 'CONTINUE' });
    expect([refused(early), early.message]).toEqual([refusal('NOT_IN_THIS_STATE', 'placement'), 'The placement is ACTIVE: DECIDE_REVIEW is not done then. Allowed: BEGIN_REVIEW, EXTEND, END, BREAK_DOWN.']);
    expect(refused(await authority.change('beginReview', id, { occurredOn: '2026-06-09' }))).toEqual(refusal('NOT_ON_RECORD', 'occurredOn'));
    expect(await authority.change('beginReview', id)).toMatchObject({ version: 2, events: [{}, { kind: 'REVIEW_BEGUN' }] });
    expect(await life(iin)).toMatchObject({ nextReview: '2026-09-10', reviewState: 'UNDER_REVIEW', history: [{ stage: 'REVIEW', reviews: [{ dueOn: '2026-09-10', beganOn: '2026-09-20', decision: null }] }] });
    for (const mutation of ['beginReview', 'extendPlacement']) expect(refused(await authority.change(mutation, id))).toEqual(refusal('NOT_IN_THIS_STATE', 'placement'));
    expect(refused(await authority.change('decideReview', id, { decision: 'CONTINUE', occurredOn: '2026-09-19' }))).toEqual(refusal('OUT_OF_ORDER', 'occurredOn'));
    for (const more of [{ decision: 'END' }, { decision: 'CONTINUE', endReason: 'ENDED_BY_BODY' }]) expect((await authority.change('decideReview', id, more)).errors).toMatchObject([{ extensions: { field: 'input.endReason' } }]);
    await authority.change('decideReview', id, { decision: 'CONTINUE' });
    expect(await life(iin)).toMatchObject({ nextReview: '2026-12-20', reviewState: 'DUE', history: [{ stage: 'ACTIVE' }] });
    await authority.change('beginReview', id, { occurredOn: '2026-09-21' });
    expect(await authority.change('decideReview', id, { decision: 'EXTEND', occurredOn: '2026-09-22' })).toMatchObject({ plannedUntil: '2027-06-10' });
    expect(await life(iin)).toMatchObject({ history: [{ stage: 'EXTENDED' }] });
    await authority.change('beginReview', id, { occurredOn: '2026-09-23' });
    // What the decision would do is refused: the review goes on.
    expect(refused(await authority.change('decideReview', id, { decision: 'EXTEND', occurredOn: '2026-09-23' }))).toEqual(refusal('NOT_EXTENDABLE', 'placement'));
    expect(await life(iin)).toMatchObject({ reviewState: 'UNDER_REVIEW' });
    expect(await authority.change('decideReview', id, { decision: 'END', endReason: 'ENDED_BY_BODY', occurredOn: '2026-09-24' })).toMatchObject({ status: 'ENDED', validTo: '2026-09-24', endReason: 'ENDED_BY_BODY' });
    const last = await life(iin);
    expect(last).toMatchObject({ nextReview: null, reviewState: null, history: [{ stage: 'ENDED', breakdown: null, nextReview: null, reviewState: null }] });
    expect((last.history[0]?.['events'] as { kind: string }[]).map(({ kind }) => kind)).toEqual(['RECORDED', 'REVIEW_BEGUN', 'REVIEW_DECIDED', 'REVIEW_BEGUN', 'EXTENDED', 'REVIEW_DECIDED', 'REVIEW_BEGUN', 'ENDED', 'REVIEW_DECIDED']);
    expect(await authority.rows(`select distinct official from placement_event e join placement p on p.id = e.placement_id where p.iin = $1`, [iin])).toEqual([{ official: NATION.subject }]);
    const over = await authority.change('beginReview', id);
    expect([refused(over), over.message]).toEqual([refusal('NOT_IN_THIS_STATE', 'placement'), 'The placement is ENDED: BEGIN_REVIEW is not done then. Allowed: nothing any more.']);
  });

  it('that is under way when the child leaves or dies ends with the placement', async () => {
    const iin = await authority.child();
    const { id } = await authority.placed(iin, { family: (await authority.family()).id });
    await authority.change('beginReview', id);
    await authority.change('endPlacement', id, { occurredOn: '2026-09-25' });
    expect(await life(iin)).toMatchObject({ history: [{ stage: 'ENDED', reviewState: null }] });
    const pending = await authority.placed(await authority.child(), { family: (await authority.family()).id, shielded: true });
    expect(refused(await authority.change('beginReview', pending.id))).toEqual(refusal('NOT_IN_THIS_STATE', 'placement'));
  });

  it('tells nobody anything: neither who represents the child nor what is due has changed', async () => {
    const [iin, home] = [await authority.child(), await authority.family()];
    const { id } = await authority.placed(iin, { form: 'GUARDIANSHIP', family: home.id });
    const before = (await authority.dues(home.carers[0] ?? '')).length;
    await authority.change('beginReview', id);
    await authority.change('decideReview', id, { decision: 'CONTINUE' });
    expect([(await authority.dues(home.carers[0] ?? '')).length, (await authority.outbox(iin)).length]).toEqual([before, 1]);
  });

  it('is of a child: who came of age is neither reviewed nor kept by a contract, and what waits is not extended', async () => {
    const iin = await authority.child('2008-09-10');
    const { id } = await authority.placed(iin, { family: (await authority.family()).id, childConsent: true, occurredOn: '2026-08-01' });
    for (const mutation of ['beginReview', 'extendPlacement']) expect(refused(await authority.change(mutation, id))).toEqual(refusal('WRONG_AGE', 'occurredOn'));
    expect(await authority.change('beginReview', id, { occurredOn: '2026-09-09' })).toMatchObject({ status: 'ACTIVE' });
    const early = await authority.change('decideReview', id, { decision: 'END', endReason: 'MAJORITY', occurredOn: '2026-09-09' });
    expect(refused(early)).toEqual(refusal('WRONG_AGE', 'endReason'));
    const pending = await authority.placed(await authority.child(), { family: (await authority.family()).id, shielded: true });
    expect(refused(await authority.change('extendPlacement', pending.id))).toEqual(refusal('NOT_IN_THIS_STATE', 'placement'));
  });

  it('ends or extends what is due as the mutations of that do', async () => {
    const due = async (decision: Input) => {
      const [iin, home] = [await authority.child(), await authority.family()];
      const { id } = await authority.placed(iin, { family: home.id, occurredOn: '2026-06-01' });
      await authority.change('beginReview', id);
      await authority.change('decideReview', id, decision);
      return ((await authority.outbox(iin)).at(-1)?.data['guardianships'] as { to: string | null }[]).map(({ to }) => to);
    };
    expect([await due({ decision: 'EXTEND' }), await due({ decision: 'END', endReason: 'ENDED_BY_BODY' })]).toEqual([['2036-03-10'], ['2026-09-20']]);
  });

  it('a breakdown leads to other carers', async () => {
    const [iin, home] = [await authority.child(), await authority.family()];
    const placed = await authority.placed(iin, { family: home.id });
    const [row] = await authority.rows<{ id: string }>(`insert into foster_family (region_kato, district_kato, source) values ('750000000', $1, 'test') returning id, public_id`, [ALMATY]);
    await authority.rows(`insert into carer (family_id, iin, valid_from, source) values ($1, $2, '2020-01-01', 'test')`, [row?.id, home.carers[0]]);
    const [again] = await authority.rows<{ public_id: string }>('select public_id from foster_family where id = $1', [row?.id]);
    for (const family of [home.id, again?.public_id]) {
      expect(refused(await authority.change('breakDownPlacement', placed.id, { ...authority.placement(iin, { form: 'PATRONAGE', family, occurredOn: '2026-09-20' }), breakdown: 'VIOLENCE_OR_NEGLECT', endReason: 'ENDED_BY_BODY' })))
        .toEqual(refusal('DOES_NOT_FIT_FORM', 'family'));
    }
  });

  it('a breakdown is told from a planned end, and the child goes on without a gap', async () => {
    const [iin, one, other] = [await authority.child(), await authority.family(), await authority.family()];
    const placed = await authority.placed(iin, { family: one.id });
    const breakDown = (more: Input = {}) => authority.change('breakDownPlacement', placed.id, {
      ...authority.placement(iin, { family: other.id, occurredOn: '2026-09-20', act: '18-9' }), breakdown: 'RELATIONSHIP', endReason: 'ENDED_BY_CARER', ...more });
    expect(refused(await breakDown({ endReason: 'CARER_REMOVED' }))).toEqual(refusal('DOES_NOT_FIT_FORM', 'endReason'));
    expect(refused(await breakDown({ family: undefined }))).toEqual(refusal('DOES_NOT_FIT_FORM', 'family'));
    expect(await life(iin)).toMatchObject({ history: [{ stage: 'ACTIVE', breakdown: null }] });
    await authority.change('beginReview', placed.id, { occurredOn: '2026-09-19' });
    expect(await breakDown()).toMatchObject({ status: 'ACTIVE', validFrom: '2026-09-20', family: { id: other.id } });
    expect(await life(iin)).toMatchObject({ history: [{ stage: 'BROKEN_DOWN', breakdown: 'RELATIONSHIP', endReason: 'ENDED_BY_CARER' }, { stage: 'ACTIVE' }] });
    expect((await authority.outbox(iin)).at(-1)?.data['guardianships']).toMatchObject([{ representativeIin: one.carers[0], to: '2026-09-20' }, { representativeIin: other.carers[0], from: '2026-09-20' }]);
    const again = await breakDown();
    expect([refused(again), again.message]).toEqual([refusal('NOT_IN_THIS_STATE', 'placement'), 'The placement is BROKEN_DOWN: BREAK_DOWN is not done then. Allowed: nothing any more.']);
    const home = await authority.placed(await authority.child(), { form: 'INSTITUTION', institution: INSTITUTION });
    expect(refused(await authority.change('breakDownPlacement', home.id, { ...authority.placement(iin, { family: other.id, occurredOn: '2026-09-20' }), breakdown: 'OTHER', endReason: 'ENDED_BY_BODY' }))).toEqual(refusal('DOES_NOT_FIT_FORM', 'placement'));
  });
});
