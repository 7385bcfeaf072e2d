import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { viewerAs } from '../../support/gateway-call.js';
import { ALMATY_BODY, ASTANA_BODY, Authority, INSTITUTION, NATION, type Input, type Outcome } from './authority.js';
import { refusal, refused } from './refusals.js';

let authority: Authority;
beforeAll(async () => {
  authority = await Authority.start();
});
afterAll(() => authority.close());

/** The day of a child's case of a kind; null where it has none. */
async function caseOf(kind: string, iin: string, dueBefore = '2030-01-01'): Promise<string | null> {
  const query = 'query ($filter: SupervisionFilter) { supervisionCases(filter: $filter, first: 100) { edges { node { dueOn child { iin } } } } }';
  const { data } = await authority.ask(query, { filter: { kinds: [kind], dueBefore } });
  const { edges } = data?.['supervisionCases'] as { edges: { node: { dueOn: string; child: { iin: string } } }[] };
  return edges.find(({ node }) => node.child.iin === iin)?.node.dueOn ?? null;
}

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
    // The child may have been taken away, or have died, because of it: that day is the first on which the placement no longer holds.
    expect(await report(id, { occurredOn: '2026-09-21' })).toMatchObject({ version: 1 });
    expect(refused(await report(id, { occurredOn: '2026-09-22' }))).toEqual(refusal('NOT_ON_RECORD', 'occurredOn'));
    expect(await report(id, { severity: 'MINOR', kind: 'COMPLAINT' })).toMatchObject({ followUpBy: '2026-10-22' });
    const pending = await authority.placed(await authority.child(), { family: (await authority.family()).id, shielded: true });
    expect(refused(await report(pending.id))).toEqual(refusal('NOT_ON_RECORD', 'placement'));
  });
});

describe('what is done about an incident', () => {
  const report = async (placement: string, more: Input = {}) => authority.mutate('recordIncident', {
    placement, kind: 'VIOLENCE_SUSPECTED', severity: 'SERIOUS', reporter: 'SCHOOL', measures: ['CHILD_HEARD'], occurredOn: '2026-09-03', receivedOn: '2026-09-04', source: 'note 5', ...more });
  const followUp = ({ id, version }: Outcome, more: Input = {}): Promise<Outcome> => authority.mutate('followUpIncident', { incident: id, expectedVersion: version, measures: ['VISITED'], occurredOn: '2026-09-25', source: 'note 6', ...more });

  it('is written down late without bringing an earlier day back, and it is closed last', async () => {
    const { id } = await authority.placed(await authority.child(), { family: (await authority.family()).id });
    const looked = await followUp(await report(id));
    expect(looked).toMatchObject({ followUpBy: '2026-10-02' });
    const late = await followUp(looked, { occurredOn: '2026-09-10' });
    expect(late).toMatchObject({ version: 3, followUpBy: '2026-10-02' });
    expect(refused(await followUp(late, { outcome: 'RESOLVED', occurredOn: '2026-09-24' }))).toEqual(refusal('OUT_OF_ORDER', 'occurredOn'));
    expect(await followUp(late, { outcome: 'RESOLVED' })).toMatchObject({ closedOn: '2026-09-25' });
  });

  it('is something or nothing; by nothing it is not closed', async () => {
    const { id } = await authority.placed(await authority.child(), { family: (await authority.family()).id });
    expect((await report(id, { measures: ['NOTHING_YET', 'VISITED'] })).errors).toMatchObject([{ extensions: { field: 'input.measures' } }]);
    const nothing = await report(id, { measures: ['NOTHING_YET'] });
    expect((await followUp(nothing, { measures: ['NOTHING_YET'], outcome: 'CONFIRMED' })).errors).toMatchObject([{ extensions: { field: 'input.measures' } }]);
    expect([nothing, await followUp(nothing, { measures: ['NOTHING_YET'] })]).toMatchObject([{ followUpBy: '2026-09-11' }, { version: 2, followUpBy: '2026-09-11' }]);
  });

  it('of a guest stay may be a review, which nothing else asks for', async () => {
    const iin = await authority.child();
    await authority.placed(iin, { form: 'INSTITUTION', institution: INSTITUTION });
    const guest = await authority.placed(iin, { form: 'GUEST', family: (await authority.family()).id, occurredOn: '2026-09-02' });
    expect(refused(await authority.change('beginReview', guest.id))).toEqual(refusal('DOES_NOT_FIT_FORM', 'placement'));
    await report(guest.id, { severity: 'SEVERE' });
    expect(await caseOf('INCIDENT_REVIEW_DUE', iin)).toBe('2026-09-04');
    await authority.change('beginReview', guest.id);
    expect(await authority.change('decideReview', guest.id, { decision: 'CONTINUE' })).toMatchObject({ status: 'ACTIVE' });
    expect(await caseOf('INCIDENT_REVIEW_DUE', iin)).toBe(null);
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

  it('asks again for whoever was not reached, and for nobody who is dead', async () => {
    const iin = await authority.child('2008-01-10');
    const { id } = await authority.placed(iin, { family: (await authority.family()).id, childConsent: true, occurredOn: '2025-10-01' });
    expect([await seen(iin), await caseOf('AFTER_CARE_DUE', iin)]).toMatchObject([{ afterCare: { nextBy: '2026-07-10', state: 'OVERDUE' } }, '2026-07-10']);
    await contact(id, { reached: false, housing: null, occupation: null });
    expect([await seen(iin), await caseOf('AFTER_CARE_DUE', iin)]).toMatchObject([{ afterCare: { nextBy: '2026-07-10', state: 'OVERDUE', contacts: [{ reached: false }] } }, '2026-07-10']);
    await contact(id);
    expect([await seen(iin), await caseOf('AFTER_CARE_DUE', iin)]).toMatchObject([{ afterCare: { nextBy: '2027-03-28' } }, '2027-03-28']);
    await authority.change('endPlacement', id, { reason: 'DEATH', occurredOn: '2026-09-29' });
    expect([await seen(iin), await caseOf('AFTER_CARE_DUE', iin)]).toMatchObject([{ afterCare: { nextBy: null, state: 'CLOSED' } }, null]);
    expect(refused(await contact(id, { occurredOn: '2026-09-29' }))).toEqual(refusal('AFTER_DEATH', 'occurredOn'));
  });
});
