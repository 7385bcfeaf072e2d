import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { viewerAs } from '../../support/gateway-call.js';
import { ALMATY_BODY, ASTANA_BODY, Authority, INSTITUTION, NATION, type Input, type Outcome } from './authority.js';
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

describe('an incident', () => {
  const report = (placement: string, more: Input = {}, viewer = NATION): Promise<Outcome> => authority.mutate('recordIncident', {
    placement, kind: 'VIOLENCE_SUSPECTED', severity: 'SEVERE', reporter: 'SCHOOL', measures: ['POLICE_TOLD', 'CHILD_HEARD'], occurredOn: '2026-09-20', receivedOn: '2026-09-22', source: 'note 5', ...more }, viewer);
  const followUp = ({ id, version }: Outcome, more: Input = {}, viewer = NATION): Promise<Outcome> =>
    authority.mutate('followUpIncident', { incident: id, expectedVersion: version, measures: ['VISITED'], occurredOn: '2026-09-25', source: 'note 6', ...more }, viewer);
  const SEEN = 'query ($iin: IIN!) { careOf(iin: $iin) { nextReview reviewState current { version nextReview incidents { kind severity reporter happenedOn reportedOn followUpBy } } } }';
  const seen = async (iin: string, viewer = NATION) => {
    const { data, errors } = await authority.ask(SEEN, { iin }, viewer);
    return { care: data?.['careOf'], errors: errors.map(({ extensions, path: at }) => `${at?.at(-1)} ${String(extensions['code'])}`) };
  };

  it('is followed up until it is closed, and one that is severe asks for a review at once', async () => {
    const iin = await authority.child();
    const { id } = await authority.placed(iin, { form: 'GUARDIANSHIP', family: (await authority.family()).id });
    const incident = await report(id);
    expect(incident).toMatchObject({ version: 1, followUpBy: '2026-09-23', closedOn: null, history: [{ action: 'REPORT', measures: ['POLICE_TOLD', 'CHILD_HEARD'] }] });
    const incidents = [{ kind: 'VIOLENCE_SUSPECTED', severity: 'SEVERE', reporter: 'SCHOOL', happenedOn: '2026-09-20', reportedOn: '2026-09-22', followUpBy: '2026-09-23' }];
    expect((await seen(iin)).care).toMatchObject({ nextReview: '2026-09-22', reviewState: 'OVERDUE', current: { incidents } });
    expect(refused(await followUp(incident, { occurredOn: '2026-09-21' }))).toEqual(refusal('OUT_OF_ORDER', 'occurredOn'));
    expect((await followUp(incident, { measures: [] })).errors).toMatchObject([{ extensions: { field: 'input.measures' } }]);
    const looked = await followUp(incident);
    expect(looked).toMatchObject({ version: 2, followUpBy: '2026-09-26', history: [{}, { action: 'FOLLOW_UP' }] });
    expect(refused(await followUp(incident))).toEqual(refusal('VERSION_CONFLICT', 'expectedVersion'));
    const closed = await followUp(looked, { outcome: 'NOT_CONFIRMED' });
    expect(closed).toMatchObject({ version: 3, followUpBy: null, closedOn: '2026-09-25', outcome: 'NOT_CONFIRMED' });
    expect(refused(await followUp(closed))).toEqual(refusal('NOT_IN_THIS_STATE', 'incident'));
    // Closed or not, the placement is looked at: by a review that began since.
    await authority.change('beginReview', id, { occurredOn: '2026-09-21' });
    await authority.change('decideReview', id, { decision: 'CONTINUE', occurredOn: '2026-09-28' });
    expect((await seen(iin)).care).toMatchObject({ nextReview: '2026-09-22' });
    await authority.change('beginReview', id, { occurredOn: '2026-09-29' });
    await authority.change('decideReview', id, { decision: 'CONTINUE', occurredOn: '2026-09-30' });
    expect((await seen(iin)).care).toMatchObject({ nextReview: '2027-09-30', reviewState: 'DUE' });
  });

  it('is the authority\'s in the regions: to others nothing tells of it, neither version nor journal nor the next review', async () => {
    const iin = await authority.child();
    const { id } = await authority.placed(iin, { form: 'GUARDIANSHIP', family: (await authority.family()).id });
    const caseworker = viewerAs('caseworker', { regions: ['750000000'] });
    const before = await seen(iin, caseworker);
    expect(before).toEqual({ care: { nextReview: '2027-09-01', reviewState: 'DUE', current: { version: 1, nextReview: '2027-09-01', incidents: null } }, errors: ['incidents ROLE_NOT_ALLOWED'] });
    const outbox = await authority.outbox(iin);
    const incident = await report(id, {}, ALMATY_BODY);
    expect(await seen(iin, caseworker)).toEqual(before);
    expect(await authority.rows('select version from placement where iin = $1', [iin])).toEqual([{ version: 1 }]);
    expect(await authority.outbox(iin)).toEqual(outbox);
    expect(refused(await report(id, {}, ASTANA_BODY))).toEqual(refusal('UNKNOWN_PLACEMENT', 'placement'));
    expect(refused(await followUp(incident, {}, ASTANA_BODY))).toEqual(refusal('UNKNOWN_INCIDENT', 'incident'));
    expect((await seen(iin, ALMATY_BODY)).care).toMatchObject({ nextReview: '2026-09-22', current: { incidents: [{}] } });
  });

  it('happens on a day of the placement, also one that has ended; of what waits there is none', async () => {
    const iin = await authority.child();
    const { id } = await authority.placed(iin, { family: (await authority.family()).id });
    expect(refused(await report(id, { occurredOn: '2026-08-31' }))).toEqual(refusal('NOT_ON_RECORD', 'occurredOn'));
    await authority.change('endPlacement', id, { occurredOn: '2026-09-21' });
    expect(refused(await report(id, { occurredOn: '2026-09-21' }))).toEqual(refusal('NOT_ON_RECORD', 'occurredOn'));
    expect(await report(id, { severity: 'MINOR', kind: 'COMPLAINT' })).toMatchObject({ followUpBy: '2026-10-22' });
    const pending = await authority.placed(await authority.child(), { family: (await authority.family()).id, shielded: true });
    expect(refused(await report(pending.id))).toEqual(refusal('NOT_ON_RECORD', 'placement'));
  });
});

describe('after-care', () => {
  const contact = (placement: string, more: Input = {}): Promise<Outcome> => authority.mutate('recordAfterCare', { placement, reached: true, housing: 'RENTED', occupation: 'STUDIES', occurredOn: '2026-09-28', source: 'note 7', ...more });
  const SEEN = 'query ($iin: IIN!) { careOf(iin: $iin) { history { version afterCare { leftOn nextBy state contacts { contactedOn reached housing occupation closing } } } } }';
  const seen = async (iin: string) => ((await authority.ask(SEEN, { iin })).data?.['careOf'] as { history: { version: number; afterCare: object | null }[] }).history[0];

  it('follows who came of age in care, whether or not anybody ended it, until it is closed', async () => {
    const iin = await authority.child('2008-09-10');
    const { id } = await authority.placed(iin, { family: (await authority.family()).id, childConsent: true });
    expect(await seen(iin)).toEqual({ version: 1, afterCare: { leftOn: '2026-09-10', nextBy: '2027-03-10', state: 'DUE', contacts: [] } });
    expect(refused(await contact(id, { occurredOn: '2026-09-09' }))).toEqual(refusal('NOT_ON_RECORD', 'placement'));
    expect((await contact(id, { reached: false })).errors).toMatchObject([{ extensions: { field: 'input.reached' } }]);
    expect(await contact(id)).toMatchObject({ __typename: 'Placement', version: 1 });
    expect(await seen(iin)).toMatchObject({ version: 1, afterCare: { nextBy: '2027-03-28', contacts: [{ contactedOn: '2026-09-28', reached: true, housing: 'RENTED', occupation: 'STUDIES', closing: null }] } });
    expect(await contact(id, { reached: false, housing: null, occupation: null, closing: 'DECLINED', occurredOn: '2026-09-29' })).toMatchObject({ __typename: 'Placement' });
    expect(await seen(iin)).toMatchObject({ afterCare: { nextBy: null, state: 'CLOSED' } });
    expect(refused(await contact(id))).toEqual(refusal('NOT_IN_THIS_STATE', 'placement'));
  });

  it('follows nobody who went back to a parent, was adopted, or is a child', async () => {
    const iin = await authority.child();
    const { id } = await authority.placed(iin, { family: (await authority.family()).id });
    expect(await seen(iin)).toMatchObject({ afterCare: null });
    await authority.change('endPlacement', id, { reason: 'RETURNED_TO_PARENT' });
    expect([await seen(iin), refused(await contact(id))]).toMatchObject([{ afterCare: null }, refusal('NOT_ON_RECORD', 'placement')]);
  });
});
