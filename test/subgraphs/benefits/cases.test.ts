import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Input, Outcome } from '../../support/outcome.js';
import { ALMATY_OFFICE, ASTANA, ASTANA_OFFICE, BODY, Department, refusal, refused } from './department.js';

let office: Department;
beforeAll(async () => {
  office = await Department.start();
});
afterAll(() => office.close());

describe('a birth', () => {
  it('is offered, consented to by SMS, decided and paid from the day of the consent', async () => {
    const { child, mother, offers } = await office.born('2026-09-05', '2026-09-10');
    expect(Object.keys(offers)).toEqual(['BIRTH', 'CARE_STATE']);
    const consented = await office.reply(offers['BIRTH'], 'YES');
    expect(consented).toMatchObject({ state: 'CONSENTED', proactive: true, appliedOn: '2026-09-20', expiresOn: '2026-10-10', noticeBy: '2026-09-25', decideBy: '2026-09-29', recipient: { iin: mother }, children: [{ iin: child }] });
    const decided = await office.decide(offers['BIRTH'] ?? '', 'ASSIGN', { facts: { birthOrder: 1 }, claim: { resident: true } });
    expect(decided).toMatchObject({
      state: 'ASSIGNED', version: 3, decidedOn: '2026-09-21', decidingBody: BODY,
      award: { status: 'COMPLETED', since: '2026-09-20', amounts: [{ tier: 'ORDER_1_TO_3', gross: { amount: '164350' }, ruleVersion: 'BIRTH/ORDER_1_TO_3@2021-01-01' }], children: [{ iin: child }], history: [{ kind: 'ASSIGNED', effectiveFrom: '2026-09-20', version: 1 }] },
      history: [
        { action: 'OFFER', from: null, to: 'OFFERED', occurredOn: '2026-09-05', receivedOn: '2026-09-10', source: 'registry', organisation: null },
        { action: 'CONSENT', from: 'OFFERED', to: 'CONSENTED', version: 2 },
        { action: 'ASSIGN', from: 'CONSENTED', to: 'ASSIGNED', organisation: BODY, version: 3 },
      ],
    });
    await office.reply(offers['CARE_STATE'], 'YES');
    const care = await office.decide(offers['CARE_STATE'] ?? '', 'ASSIGN', { facts: { birthOrder: 2 }, claim: { insured: false } });
    expect(care).toMatchObject({ award: { status: 'ACTIVE', since: '2026-09-05', until: '2028-03-05', amount: { amount: '29454' } } });
  });

  it('of an insured mother leads from the same offer to the payment of the Fund', async () => {
    const { offers } = await office.born('2026-09-05');
    const id = offers['CARE_STATE'] ?? '';
    await office.reply(id, 'YES');
    expect(refused(await office.decide(id, 'ASSIGN', { facts: { birthOrder: 1 }, claim: { insured: true } }))).toEqual(refusal('NO_RIGHT', 'input.claim'));
    const decided = await office.decide(id, 'ASSIGN', { programme: 'CARE_GFSS', facts: { birthOrder: 1, averageMonthlyIncome: '300000' }, claim: { insured: true } });
    expect(decided).toMatchObject({ programme: { code: 'CARE_GFSS' }, award: { amounts: [{ gross: { amount: '120000' } }] } });
    expect((await office.decide(id, 'ASSIGN', { programme: 'BIRTH' })).errors).toEqual([]);
  });

  it('told of again offers nothing again, whatever became of the offer', async () => {
    const { child, offers } = await office.born('2026-09-06');
    await office.reply(offers['BIRTH'], 'NO');
    await office.born('2026-09-06', '2026-09-30', { iin: child });
    expect(await office.offersOf(child)).toEqual(offers);
  });

  it.each([
    ['too long ago', '2025-03-01', '2026-09-06', {}],
    ['of a foreigner', '2026-09-01', '2026-09-06', { citizenships: [{ country: 'RU', from: '2026-09-01', to: null }] }],
    ['of a child who lives nowhere here', '2026-09-01', '2026-09-06', { residence: null }],
    ['without parents', '2026-09-01', '2026-09-06', { parents: [] }],
  ])('%s is offered nothing', async (_what, birthDate, receivedOn, more) => {
    expect((await office.born(birthDate, receivedOn, more)).offers).toEqual({});
  });

  it('is offered to the father where no mother is on record', async () => {
    const father = office.iin();
    const { offers } = await office.born('2026-09-06', '2026-09-06', { parents: [{ iin: father, role: 'FATHER', basis: 'BIRTH', from: '2026-09-06', to: null }] });
    expect(await office.reply(offers['BIRTH'], 'YES')).toMatchObject({ recipient: { iin: father } });
  });
});

describe('a reply', () => {
  it('that is sent again is one, under whatever key; the other answer comes too late', async () => {
    const { offers } = await office.born('2026-09-06');
    const id = offers['BIRTH'];
    const replies = await Promise.all([1, 2, 3, 4].map(() => office.reply(id, 'YES')));
    expect(replies.map(({ state, version }) => [state, version])).toEqual(Array.from({ length: 4 }, () => ['CONSENTED', 2]));
    expect(refused(await office.reply(id, 'NO'))).toEqual(refusal('NOT_IN_THIS_STATE', 'input.case'));
    const events = await office.rows('select 1 from benefit_case_event e join benefit_case k on k.id = e.case_id where k.public_id::text = $1', [id]);
    expect(events).toHaveLength(2);
  });

  it('counts from the day it was sent, and not after the offer has run out or before there was one', async () => {
    const { offers } = await office.born('2026-08-01', '2026-08-10');
    expect(refused(await office.reply(offers['BIRTH'], 'YES'))).toEqual(refusal('NOT_IN_THIS_STATE', 'input.case'));
    expect(refused(await office.reply(offers['BIRTH'], 'YES', { occurredOn: '2026-08-09' }))).toEqual(refusal('OUT_OF_ORDER', 'input.occurredOn'));
    const { data } = await office.ask('query ($id: ID!) { benefitCase(id: $id) { state } }', { id: offers['BIRTH'] });
    expect(data).toEqual({ benefitCase: { state: 'EXPIRED' } });
    expect(await office.reply(offers['BIRTH'], 'YES', { occurredOn: '2026-09-09' })).toMatchObject({ state: 'CONSENTED', appliedOn: '2026-09-09' });
    expect(refused(await office.reply(randomUUID(), 'YES'))).toEqual(refusal('UNKNOWN_CASE', 'input.case'));
  });

  it('that follows an application for the same is refused', async () => {
    const { child, mother, offers } = await office.born('2026-09-06');
    await office.submitted('CARE_GFSS', { recipientIin: mother, children: [{ iin: child, birthDate: '2026-09-06' }], occurredOn: '2026-09-06', receivedOn: '2026-09-10' });
    expect(refused(await office.reply(offers['CARE_STATE'], 'YES'))).toEqual(refusal('ALREADY_RECORDED', 'input.case'));
  });
});

describe('an application', () => {
  it('has its terms in working days; missing papers put the decision off by thirty days at most', async () => {
    const { id, ...taken } = await office.submitted('CARE_GFSS');
    expect(taken).toMatchObject({ state: 'SUBMITTED', noticeBy: '2026-09-08', decideBy: '2026-09-11', documentsBy: null });
    await office.move(id, 'CHECK', { occurredOn: '2026-09-02' });
    expect(await office.move(id, 'REQUEST_DOCUMENTS', { occurredOn: '2026-09-03' })).toMatchObject({ state: 'DOCUMENTS_REQUESTED', documentsBy: '2026-10-03', decideBy: '2026-10-11' });
    expect(await office.move(id, 'RECEIVE_DOCUMENTS', { occurredOn: '2026-09-10', receivedOn: '2026-09-10' })).toMatchObject({ state: 'CHECKING', decideBy: '2026-09-22' });
    const overdue = async (dueBefore: string): Promise<boolean> => {
      const { data } = await office.ask('query ($day: Date) { benefitCases(first: 100, filter: { dueBefore: $day, programme: CARE_GFSS }) { edges { node { id } } } }', { day: dueBefore });
      return (data?.['benefitCases'] as { edges: { node: { id: string } }[] }).edges.some(({ node }) => node.id === id);
    };
    expect([await overdue('2026-09-22'), await overdue('2026-09-23')]).toEqual([false, true]);
  });

  it.each<[string, string, string, string, Input]>([
    ['a day too late for BIRTH', 'BIRTH', 'TOO_LATE_TO_APPLY', 'receivedOn', { children: [{ iin: '', birthDate: '2025-02-28' }], occurredOn: '2025-02-28' }],
    ['a day too late for CARE_STATE of an adopted child', 'CARE_STATE', 'TOO_LATE_TO_APPLY', 'receivedOn', { children: [{ iin: '', birthDate: '2025-02-28' }], occurredOn: '2026-06-01' }],
    ['MATERNITY after a year', 'MATERNITY', 'TOO_LATE_TO_APPLY', 'receivedOn', { occurredOn: '2025-08-31', children: [] }],
    ['a child that is not born', 'BIRTH', 'BEFORE_BIRTH', 'children[0].birthDate', { children: [{ iin: '', birthDate: '2026-09-02' }] }],
    ['what is no region', 'BIRTH', 'UNKNOWN_PLACE', 'regionKato', { regionKato: '751410000' }],
  ])('is refused: %s', async (_what, programme, code, field, more) => {
    const children = (more['children'] as { iin: string; birthDate: string }[] | undefined)?.map((one) => ({ ...one, iin: office.iin() }));
    expect(refused(await office.mutate('submitBenefitCase', office.application(programme, { ...more, ...(children === undefined ? {} : { children }) })))).toEqual(refusal(code, `input.${field}`));
  });

  it.each<[string, string, number, number]>([
    ['twins, each by a case of its own', 'BIRTH', 2, 1],
    ['twins cared for, too', 'CARE_STATE', 2, 1],
    ['nobody', 'DIS_CHILD', 0, 1],
    ['a family without children', 'LARGE_FAM', 0, 4],
    ['children of a mother who has an award herself', 'AWARD_MOTHER', 1, 0],
  ])('is for whom the programme is: not for %s', async (_what, programme, wrong, right) => {
    const children = (count: number): Input[] => Array.from({ length: count }, () => ({ iin: office.iin(), birthDate: '2026-08-01' }));
    const answer = await office.mutate('submitBenefitCase', office.application(programme, { children: children(wrong) }));
    expect(answer.errors[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'input.children' });
    expect(await office.submitted(programme, { children: children(right) })).toMatchObject({ state: 'SUBMITTED' });
  });

  it('for twins is one for each: the second is not taken for the first', async () => {
    const recipientIin = office.iin();
    for (let twin = 0; twin < 2; twin += 1) await office.assigned('BIRTH', { recipientIin });
    const paid = await office.rows<{ sum: string }>('select sum(gross)::text as sum from benefit_award_amount m join benefit_award a on a.id = m.award_id where a.recipient_iin = $1', [recipientIin]);
    expect(paid).toEqual([{ sum: '328700.00' }]);
  });

  it('on the last day is in time; CARE_GFSS counts from the day of the right', async () => {
    expect(await office.submitted('BIRTH', { children: [{ iin: office.iin(), birthDate: '2025-03-01' }], occurredOn: '2025-03-01' })).toMatchObject({ state: 'SUBMITTED' });
    expect(await office.submitted('CARE_GFSS', { children: [{ iin: office.iin(), birthDate: '2025-02-28' }], occurredOn: '2026-06-01' })).toMatchObject({ state: 'SUBMITTED' });
  });

  it('for another region than the token\'s is refused, and a case of another region is unknown', async () => {
    expect(refused(await office.mutate('submitBenefitCase', office.application('BIRTH'), ASTANA_OFFICE))).toEqual(refusal('OUTSIDE_YOUR_REGIONS', 'input.regionKato'));
    const { id } = await office.submitted('BIRTH');
    expect(refused(await office.step('moveBenefitCase', id, { move: 'CHECK' }, ASTANA_OFFICE))).toEqual(refusal('UNKNOWN_CASE', 'input.case'));
  });

  it('for what somebody else has, or asks for, is refused wherever in the country that is', async () => {
    const children = [{ iin: office.iin(), birthDate: '2026-08-01' }];
    await office.assigned('CARE_STATE', { children });
    const there = office.application('CARE_GFSS', { children, regionKato: ASTANA });
    expect(refused(await office.mutate('submitBenefitCase', there, ASTANA_OFFICE))).toEqual(refusal('ALREADY_RECORDED', 'input.programme'));
    const mother = office.iin();
    await office.submitted('AWARD_MOTHER', { recipientIin: mother, children: [] });
    expect(refused(await office.mutate('submitBenefitCase', office.application('AWARD_MOTHER', { recipientIin: mother, children: [] })))).toEqual(refusal('ALREADY_RECORDED', 'input.programme'));
  });

  it('twice at once is taken once', async () => {
    const children = [{ iin: office.iin(), birthDate: '2026-08-01' }];
    const outcomes = await Promise.all([1, 2, 3].map(() => office.mutate('submitBenefitCase', office.application('CARE_STATE', { children }))));
    expect(outcomes.map(({ code, state }) => code ?? state).sort()).toEqual(['ALREADY_RECORDED', 'ALREADY_RECORDED', 'SUBMITTED']);
  });
});

describe('a decision', () => {
  const facts = { birthOrder: 1 };

  it('by two officials at once is one; the key again gives the first answer', async () => {
    const { id } = await office.submitted('CARE_STATE');
    await office.move(id, 'CHECK');
    const input = { case: id, expectedVersion: 2, occurredOn: '2026-09-21', decision: 'ASSIGN', facts };
    const [one, other] = await Promise.all([office.mutate('decideBenefitCase', input), office.mutate('decideBenefitCase', { ...input, decision: 'REFUSE', reason: 'UNRELIABLE_DATA', facts: null })]);
    expect([one, other].filter(({ code }) => code === 'VERSION_CONFLICT')).toHaveLength(1);
    const key = { case: (await office.submitted('CARE_STATE')).id, expectedVersion: 1, occurredOn: '2026-09-21', decision: 'REFUSE', reason: 'NO_RIGHT', idempotencyKey: randomUUID() };
    const [first, again] = [await office.mutate('decideBenefitCase', key), await office.mutate('decideBenefitCase', key)];
    expect(first).toMatchObject({ state: 'REFUSED', version: 2, reason: 'NO_RIGHT', reasonArticle: '73(1)4' });
    expect(again).toEqual(first);
  });

  it('of two cases about one right assigns one', async () => {
    const children = [{ iin: office.iin(), birthDate: '2026-08-01' }];
    const { id } = await office.submitted('CARE_STATE', { children });
    await office.move(id, 'CHECK');
    // Another one, as before there was a check, or by import.
    const [{ id: other } = { id: '' }] = await office.rows<{ id: string }>(
      `with k as (insert into benefit_case (programme, proactive, recipient_iin, region_kato, state, occurred_on, received_on, applied_on)
          select programme, proactive, $2, region_kato, state, occurred_on, received_on, applied_on from benefit_case where public_id::text = $1 returning *),
        c as (insert into benefit_case_child (case_id, programme, region_kato, iin, birth_date) select id, programme, region_kato, $3, '2026-08-01' from k)
       select public_id::text as id from k`, [id, office.iin(), children[0]?.iin]);
    const outcomes = await Promise.all([id, other].map((one) => office.decide(one, 'ASSIGN', { facts })));
    expect(outcomes.map(({ code, state }) => code ?? state).sort()).toEqual(['ALREADY_RECORDED', 'ASSIGNED']);
  });

  it('names the fact that is missing, and the body', async () => {
    const { id } = await office.submitted('CARE_STATE');
    await office.move(id, 'CHECK');
    const problem = ({ errors }: Outcome): unknown => errors[0]?.extensions['field'];
    expect(problem(await office.decide(id, 'ASSIGN'))).toBe('input.facts.birthOrder');
    expect(problem(await office.decide(id, 'REFUSE'))).toBe('input.reason');
    expect(refused(await office.decide(id, 'REFUSE', { reason: 'FUND_REQUEST_UNANSWERED' }))).toEqual(refusal('NOT_IN_THIS_STATE', 'input.reason'));
    expect(refused(await office.decide((await office.submitted('BIRTH')).id, 'REFUSE', { reason: 'UNRELIABLE_DATA' }))).toEqual(refusal('NOT_IN_THIS_STATE', 'input.reason'));
    expect(refused(await office.decide(id, 'ASSIGN', { facts, occurredOn: '2026-08-31' }))).toEqual(refusal('OUT_OF_ORDER', 'input.occurredOn'));
  });

  it.each<[string, string, Input, Input, Input, string]>([
    ['disability, at most three months', 'DIS_CHILD', { occurredOn: '2026-02-01', children: [{ iin: '', birthDate: '2015-01-01' }] }, { disabilityGroup: 'I' }, {}, '2026-06-01'],
    ['disability since then', 'DIS_CHILD', { occurredOn: '2026-07-10', children: [{ iin: '', birthDate: '2015-01-01' }] }, { disabilityGroup: 'I' }, {}, '2026-07-10'],
    ['survivor, at most twelve months', 'SURVIVOR', { occurredOn: '2025-03-01', children: [{ iin: '', birthDate: '2015-01-01' }] }, { survivorsCount: 1 }, {}, '2025-09-01'],
    ['a mother of many, from the application', 'AWARD_MOTHER', { children: [], occurredOn: '2020-01-01' }, { motherAward: 'ALTYN_ALQA' }, {}, '2026-09-01'],
    ['childcare, from the birth', 'CARE_STATE', { occurredOn: '2026-08-01' }, { birthOrder: 1 }, { insured: false }, '2026-08-01'],
  ])('is backdated: %s', async (_what, programme, more, given, claim, since) => {
    const children = (more['children'] as { iin: string; birthDate: string }[] | undefined)?.map((one) => ({ ...one, iin: office.iin() }));
    const { id } = await office.submitted(programme, { ...more, ...(children === undefined ? {} : { children }) });
    await office.move(id, 'CHECK');
    expect(await office.decide(id, 'ASSIGN', { facts: given, claim })).toMatchObject({ award: { since } });
  });

  it('for a large family counts the children, from the application on', async () => {
    const births = ['2010-01-01', '2012-01-01', '2014-01-01', '2007-01-01', '2003-01-01'];
    const children = births.map((birthDate) => ({ iin: office.iin(), birthDate, fullTimeStudent: birthDate < '2008' }));
    const { id } = await office.submitted('LARGE_FAM', { children, occurredOn: '2014-01-01' });
    await office.move(id, 'CHECK');
    expect((await office.decide(id, 'ASSIGN', { facts: { childrenCount: 5 } })).errors[0]?.extensions['field']).toBe('input.facts.childrenCount');
    const decided = await office.decide(id, 'ASSIGN');
    expect(decided).toMatchObject({ award: { since: '2026-09-01', until: null, amounts: [{ tier: 'CHILDREN_4', gross: { amount: '69330' } }] } });
    expect((decided['award'] as { children: unknown[] }).children).toHaveLength(4);
    const few = await office.submitted('LARGE_FAM', { children: children.slice(0, 3).map((one) => ({ ...one, iin: office.iin() })) });
    await office.move(few.id, 'CHECK');
    expect(refused(await office.decide(few.id, 'ASSIGN'))).toEqual(refusal('NO_RIGHT', 'input.claim'));
  });
});

describe('a survivor\'s benefit', () => {
  interface Row { readonly line: string }
  const made = async (births: readonly string[], more: Input = {}): Promise<{ decided: Outcome & Input; key: string | undefined; children: readonly string[] }> => {
    const children = births.map((birthDate) => ({ iin: office.iin(), birthDate }));
    const { id } = await office.submitted('SURVIVOR', { children, occurredOn: '2026-03-01' });
    await office.move(id, 'CHECK');
    const decided = await office.decide(id, 'ASSIGN', more);
    return { decided, key: (decided['award'] as { id: string } | null)?.id, children: children.map(({ iin }) => iin) };
  };
  const times = async (key: string | undefined): Promise<string[]> =>
    (await office.rows<Row>(`select concat_ws(' ', c.since, c.until) as line from benefit_award_child c join benefit_award a on a.id = c.award_id where a.public_id::text = $1 order by c.until`, [key])).map(({ line }) => line);

  it.each([[['2009-05-01', '2021-05-01']], [['2021-05-01', '2009-05-01']]])('lasts for each child until it is of age, in whatever order they are named: %j', async (births) => {
    const { decided, key } = await made(births);
    expect(decided).toMatchObject({ award: { since: '2026-03-01', until: '2039-04-30', amounts: [{ tier: 'MEMBERS_2', validTo: null }] } });
    expect(await times(key)).toEqual(['2026-03-01 2027-04-30', '2026-03-01 2039-04-30']);
  });

  it('is for fewer from the day on which one has come of age; who never had a right is not in it', async () => {
    const { decided, key } = await made(['2008-07-01', '2021-05-01', '2007-01-01'], { facts: { survivorsCount: 2 } });
    expect(decided).toMatchObject({ award: { amounts: [{ tier: 'MEMBERS_2', validTo: '2026-07-01' }, { tier: 'MEMBERS_1', validFrom: '2026-07-01', validTo: null }] } });
    expect(await times(key)).toEqual(['2026-03-01 2026-06-30', '2026-03-01 2039-04-30']);
  });

  it('is computed for the children of the case', async () => {
    const { decided } = await made(['2009-05-01', '2021-05-01'], { facts: { survivorsCount: 3 } });
    expect(decided.errors[0]?.extensions['field']).toBe('input.facts.survivorsCount');
    expect(refused((await made(['2007-01-01'])).decided)).toMatchObject({ code: 'NO_RIGHT' });
  });

  it('of which a child\'s time runs out before the others\' was not given up by it (R12)', async () => {
    const { children } = await made(['2009-05-01', '2021-05-01']);
    const { id } = await office.submitted('DIS_CHILD', { children: [{ iin: children[0], birthDate: '2009-05-01' }], occurredOn: '2026-06-10' });
    await office.move(id, 'CHECK');
    expect(refused(await office.decide(id, 'ASSIGN', { facts: { disabilityGroup: 'I' } }))).toEqual(refusal('NO_RIGHT', 'input.case'));
  });

  it('passes to another recipient with the time of each', async () => {
    const { key = '' } = await made(['2009-05-01', '2021-05-01']);
    const { id } = await office.change('changeRecipient', key, { recipientIin: office.iin(), occurredOn: '2026-09-25' });
    expect(await times(id)).toEqual(['2026-09-25 2027-04-30', '2026-09-25 2039-04-30']);
  });
});

describe('what the civil registry has told before there was an award', () => {
  const told = (type: string, subjects: readonly string[], data: object): Promise<unknown> =>
    office.rows(`insert into inbox (event_id, feed, type, subjects, occurred_on, recorded_at, received_on, position, data, state)
      select gen_random_uuid(), 'life-events', $1, $2, '2026-09-10', now(), '2026-09-12', coalesce(max(position), 0) + 1, $3, 'APPLIED' from inbox`, [type, subjects, JSON.stringify(data)]);
  const checked = async (programme: string, more: Input = {}): Promise<{ id: string; child: string; recipientIin: string }> => {
    const [child, recipientIin] = [office.iin(), office.iin()];
    const { id } = await office.submitted(programme, { recipientIin, children: [{ iin: child, birthDate: '2026-08-01' }], ...more });
    await office.move(id, 'CHECK');
    return { id, child, recipientIin };
  };

  it('counts: a child that died is paid for through its month', async () => {
    const { id, child } = await checked('CARE_STATE');
    await told('DEATH', [child], { iin: child, diedOn: '2026-09-10' });
    expect(await office.decide(id, 'ASSIGN', { facts: { birthOrder: 1 } })).toMatchObject({ award: { since: '2026-08-01', until: '2026-09-30' } });
  });

  it('counts: of survivors one that died leaves the others, wherever it is named', async () => {
    const [dead, alive] = [office.iin(), office.iin()];
    const { id } = await checked('SURVIVOR', { children: [dead, alive].map((iin) => ({ iin, birthDate: '2015-01-01' })), occurredOn: '2026-03-01' });
    await told('DEATH', [dead], { iin: dead, diedOn: '2026-04-10' });
    expect(await office.decide(id, 'ASSIGN')).toMatchObject({ award: { until: '2032-12-31', amounts: [{ tier: 'MEMBERS_2', validTo: '2026-05-01' }, { tier: 'MEMBERS_1', validFrom: '2026-05-01' }] } });
  });

  it('counts: nobody is paid who died, or whose rights were removed and not restored', async () => {
    const dead = await checked('CARE_STATE');
    await told('DEATH', [dead.recipientIin], { iin: dead.recipientIin, diedOn: '2026-09-10' });
    expect(refused(await office.decide(dead.id, 'ASSIGN', { facts: { birthOrder: 1 } }))).toEqual(refusal('NO_RIGHT', 'input.case'));
    const deprived = await checked('CARE_STATE');
    const rights = (to: string | null): Promise<unknown> =>
      told('PARENTAL_RIGHTS', [deprived.child, deprived.recipientIin], { iin: deprived.child, rights: [{ parentIin: deprived.recipientIin, status: 'DEPRIVED', from: '2026-09-05', to }] });
    await rights(null);
    expect(refused(await office.decide(deprived.id, 'ASSIGN', { facts: { birthOrder: 1 } }))).toEqual(refusal('NO_RIGHT', 'input.claim'));
    await rights('2026-09-15');
    expect(await office.decide(deprived.id, 'ASSIGN', { facts: { birthOrder: 1 } })).toMatchObject({ state: 'ASSIGNED' });
  });
});

describe('what guardianship bodies have told before there was an award', () => {
  const placed = (child: string | undefined, to: string | null): Promise<unknown> => {
    const guardianships = [{ form: 'INSTITUTION', representativeIin: null, representativeBin: BODY, bodyBin: BODY, act: '1', from: '2026-08-20', to }];
    return office.rows(`insert into inbox (event_id, feed, type, subjects, occurred_on, recorded_at, received_on, position, data, state)
      select gen_random_uuid(), 'guardianships', 'GUARDIANSHIPS', array[$1::text], '2026-08-20', now(), '2026-08-22', coalesce(max(position), 0) + 1, $2, 'APPLIED' from inbox`, [child, JSON.stringify({ iin: child, guardianships })]);
  };

  it('counts: a child in an institution has no childcare benefit, whatever the decider says, until it is back', async () => {
    const child = office.iin();
    const { id } = await office.submitted('CARE_STATE', { children: [{ iin: child, birthDate: '2026-08-01' }] });
    await office.move(id, 'CHECK');
    await placed(child, null);
    for (const claim of [{}, { fullStateSupport: false }]) expect(refused(await office.decide(id, 'ASSIGN', { facts: { birthOrder: 1 }, claim }))).toEqual(refusal('NO_RIGHT', 'input.claim'));
    await placed(child, '2026-09-10');
    expect(await office.decide(id, 'ASSIGN', { facts: { birthOrder: 1 } })).toMatchObject({ state: 'ASSIGNED' });
  });

  it('counts: such a child is none of a large family', async () => {
    const children = Array.from({ length: 5 }, () => ({ iin: office.iin(), birthDate: '2015-01-01' }));
    const { id } = await office.submitted('LARGE_FAM', { children });
    await office.move(id, 'CHECK');
    await placed(children[0]?.iin, null);
    expect(await office.decide(id, 'ASSIGN')).toMatchObject({ award: { amounts: [{ tier: 'CHILDREN_4' }] } });
  });
});

describe('which childcare benefit it is', () => {
  const asked = async (programme: string, ...contributions: readonly (string | null)[]): Promise<string> => {
    const recipientIin = office.iin();
    const { id } = await office.submitted(programme, { recipientIin });
    await office.move(id, 'CHECK');
    const [first, last] = contributions;
    if (first != null) await office.rows(`insert into insurance_contribution (iin, first_month, last_month, monthly_income, source) values ($1, $2, $3, 200000, 'test')`, [recipientIin, first, last]);
    return id;
  };
  const [state, fund] = [{ facts: { birthOrder: 1 } }, { facts: { birthOrder: 1, averageMonthlyIncome: '200000' } }];
  const basis = ({ award }: Input): Promise<object[]> => office.rows(`select article from benefit_award_event e join benefit_award a on a.id = e.award_id where a.public_id::text = $1`, [(award as { id: string }).id]);

  it('is by the contributions on record, whatever the decider says (R4)', async () => {
    const id = await asked('CARE_STATE', '2024-01-01', null);
    const refusedBy = await office.decide(id, 'ASSIGN', { ...state, claim: { insured: false } });
    expect([refused(refusedBy), refusedBy.message]).toEqual([refusal('NO_RIGHT', 'input.claim'), 'The condition CARER_NOT_INSURED is not met (Social Code, 81(2): contributions on record).']);
    expect(refused(await office.decide(id, 'ASSIGN', state, ALMATY_OFFICE))).toEqual(refusal('NO_RIGHT', 'input.claim'));
    const decided = await office.decide(id, 'ASSIGN', { programme: 'CARE_GFSS', ...fund }, ALMATY_OFFICE);
    expect(decided).toMatchObject({ state: 'ASSIGNED', programme: { code: 'CARE_GFSS' } });
    expect(await basis(decided)).toEqual([{ article: '84(1): contributions on record' }]);
  });

  it('is not the Fund\'s for whom contributions ended long ago; who has none on record yet is insured as is said', async () => {
    expect(refused(await office.decide(await asked('CARE_GFSS', '2020-01-01', '2024-07-01'), 'ASSIGN', { ...fund, claim: { insured: true } }))).toEqual(refusal('NO_RIGHT', 'input.claim'));
    const id = await asked('CARE_GFSS');
    expect((await office.decide(id, 'ASSIGN', fund)).errors[0]?.extensions['field']).toBe('input.claim.insured');
    expect(await basis(await office.decide(id, 'ASSIGN', { ...fund, claim: { insured: true } }))).toEqual([{ article: '84(1): as stated with the decision' }]);
  });
});

describe('a survivor\'s and a disability benefit of one child (R12)', () => {
  const [lost, disabled] = ['2026-03-01', '2026-06-10'];
  const [survivor, disability] = [{ facts: { survivorsCount: 1 } }, { facts: { disabilityGroup: 'I' } }];
  const asked = async (programme: string, occurredOn: string, iins: readonly string[], more: Input = {}): Promise<string> => {
    const { id } = await office.submitted(programme, { children: iins.map((iin) => ({ iin, birthDate: '2015-01-01' })), occurredOn, ...more });
    await office.move(id, 'CHECK');
    return id;
  };
  const award = async (programme: string, occurredOn: string, iin: string, facts: Input, more: Input = {}): Promise<string> => {
    const { award: made } = await office.decide(await asked(programme, occurredOn, [iin], more), 'ASSIGN', facts);
    return (made as { id: string }).id;
  };

  it('are a choice where the disability came after the loss: the second is refused with the article, wherever the first is paid', async () => {
    const [one, other] = [office.iin(), office.iin()];
    await award('SURVIVOR', lost, one, survivor);
    await award('DIS_CHILD', disabled, other, disability);
    const second = await office.decide(await asked('DIS_CHILD', disabled, [one], { regionKato: ASTANA }), 'ASSIGN', disability, ASTANA_OFFICE);
    expect(refused(second)).toEqual(refusal('NO_RIGHT', 'input.case'));
    expect(second.message).toContain('SURVIVOR is awarded for a child on those days: one of the two by choice, so the other ends first (WITHDRAWN) (Social Code, 175(6), 234(7)');
    expect(refused(await office.decide(await asked('SURVIVOR', lost, [other, office.iin()]), 'ASSIGN', { facts: { survivorsCount: 2 } }))).toEqual(refusal('NO_RIGHT', 'input.case'));
  });

  it('are both paid where the loss came after the disability (177(5))', async () => {
    const child = office.iin();
    await award('DIS_CHILD', lost, child, disability);
    expect(await office.decide(await asked('SURVIVOR', disabled, [child]), 'ASSIGN', survivor)).toMatchObject({ state: 'ASSIGNED' });
  });

  it('follow each other when one is given up, without a day of both', async () => {
    const child = office.iin();
    const first = await award('SURVIVOR', lost, child, survivor);
    const id = await asked('DIS_CHILD', disabled, [child]);
    expect(refused(await office.decide(id, 'ASSIGN', disability))).toEqual(refusal('NO_RIGHT', 'input.case'));
    expect(await office.mutate('reportCircumstance', { circumstance: 'WITHDRAWN', award: first, occurredOn: '2026-08-20', receivedOn: '2026-08-20' })).toMatchObject({ awards: [{ status: 'TERMINATED', until: '2026-08-31' }] });
    expect(await office.decide(id, 'ASSIGN', disability)).toMatchObject({ award: { since: '2026-09-01', amounts: [{ validFrom: '2026-09-01' }] } });
  });

  it('are paid to no family at an orphans\' rate while a parent on record applies', async () => {
    const { child, mother } = await office.born('2025-09-05');
    await office.rows(`insert into inbox (event_id, feed, type, subjects, occurred_on, recorded_at, received_on, position, data, state)
      select gen_random_uuid(), 'life-events', 'BIRTH', array[$1, $2], '2025-09-05', now(), '2025-09-12', coalesce(max(position), 0) + 1, $3, 'APPLIED' from inbox`,
    [child, mother, JSON.stringify({ iin: child, parents: [{ iin: mother, role: 'MOTHER', basis: 'BIRTH', from: '2025-09-05', to: null }] })]);
    const orphans = { facts: { survivorsCount: 1, fullOrphan: true } };
    const hers = await asked('SURVIVOR', lost, [child], { recipientIin: mother });
    expect(refused(await office.decide(hers, 'ASSIGN', orphans))).toEqual(refusal('NO_RIGHT', 'input.facts.fullOrphan'));
    await office.decide(hers, 'REFUSE', { reason: 'NO_RIGHT' });
    expect(await office.decide(await asked('SURVIVOR', lost, [child]), 'ASSIGN', orphans)).toMatchObject({ award: { amounts: [{ tier: 'FULL_ORPHAN' }] } });
  });
});

describe('an appeal', () => {
  it('against a refusal assigns; against an amount computes it anew from the first day', async () => {
    const { id } = await office.submitted('CARE_STATE');
    await office.decide(id, 'REFUSE', { reason: 'NO_RIGHT' });
    await office.move(id, 'APPEAL', { occurredOn: '2026-09-25' });
    const won = await office.decide(id, 'OVERTURN', { occurredOn: '2026-09-30', facts: { birthOrder: 1 } });
    expect(won).toMatchObject({ state: 'OVERTURNED', award: { since: '2026-08-01', decidedOn: '2026-09-30', amount: { amount: '24912' } } });
    const other = await office.submitted('CARE_STATE');
    await office.move(other.id, 'CHECK');
    await office.decide(other.id, 'ASSIGN', { facts: { birthOrder: 1 } });
    await office.move(other.id, 'APPEAL');
    expect(await office.decide(other.id, 'OVERTURN', { facts: { birthOrder: 3 } })).toMatchObject({
      award: { version: 2, amounts: [{ validFrom: '2026-08-01', tier: 'ORDER_3', gross: { amount: '33952' } }], history: [{ kind: 'ASSIGNED' }, { kind: 'RECALCULATED', effectiveFrom: '2026-08-01' }] },
    });
  });

  const appealed = async (assigned: Input = {}): Promise<{ id: string; award: string; key: string; children: string[] }> => {
    const { id, children } = await office.submitted('CARE_STATE', assigned);
    await office.move(id, 'CHECK');
    const { award } = await office.decide(id, 'ASSIGN', { facts: { birthOrder: 1 } });
    const of = (award as { id: string }).id;
    const [row] = await office.rows<{ key: string }>('select id::text as key from benefit_award where public_id::text = $1', [of]);
    await office.move(id, 'APPEAL');
    return { id, award: of, key: row?.key ?? '', children: (children as { iin: string }[]).map(({ iin }) => iin) };
  };
  const amounts = async (key: string): Promise<string[]> =>
    (await office.rows<{ line: string }>(`select concat_ws(' ', valid_from, valid_to, tier) as line from benefit_award_amount where award_id = $1 order by valid_from`, [key])).map(({ line }) => line);

  it('leaves a suspension unpaid, and what was computed anew since to an official', async () => {
    const suspended = await appealed();
    await office.report('MOVED_ABROAD', { award: suspended.award, occurredOn: '2026-08-10', receivedOn: '2026-08-11' });
    await office.change('resumeAward', suspended.award, { occurredOn: '2026-09-20' });
    await office.decide(suspended.id, 'OVERTURN', { facts: { birthOrder: 3 } });
    expect(await amounts(suspended.key)).toEqual(['2026-08-01 2026-09-01 ORDER_3', '2026-09-20 ORDER_3']);
    const changed = await appealed();
    await office.change('recalculateAward', changed.award, { occurredOn: '2026-09-10', circumstance: 'CHILDREN_CHANGED', facts: { birthOrder: 2 } });
    expect(await office.decide(changed.id, 'OVERTURN', { facts: { birthOrder: 3 } })).toMatchObject({
      award: { history: [{}, {}, { kind: 'RECALCULATED', effectiveFrom: '2026-08-01' }, { kind: 'RECALCULATION_DUE', effectiveFrom: '2026-09-10' }] },
    });
    expect(await amounts(changed.key)).toEqual(['2026-08-01 2026-09-10 ORDER_3', '2026-09-10 ORDER_2']);
  });

  it('against the amount is refused where nothing was ever due, or where it would move the first day', async () => {
    const untrue = await appealed();
    await office.report('FALSE_DATA_ON_RIGHT', { award: untrue.award, occurredOn: '2026-09-22', receivedOn: '2026-09-22' });
    expect(refused(await office.decide(untrue.id, 'OVERTURN', { facts: { birthOrder: 3 } }))).toEqual(refusal('NOT_IN_THIS_STATE', 'input.decision'));
    expect(await amounts(untrue.key)).toEqual([]);
    const ended = await appealed();
    await office.rows(`update benefit_award set since = '2026-08-05' where id = $1`, [ended.key]);
    expect(refused(await office.decide(ended.id, 'OVERTURN', { facts: { birthOrder: 3 }, claim: { fullStateSupport: false } }))).toEqual(refusal('NOT_IN_THIS_STATE', 'input.claim'));
  });

  it('that fails leaves everything as it was', async () => {
    const { id } = await office.submitted('CARE_STATE');
    await office.decide(id, 'REFUSE', { reason: 'NO_DATA_CONSENT' });
    await office.move(id, 'APPEAL');
    expect(await office.decide(id, 'UPHOLD')).toMatchObject({ state: 'UPHELD', reason: 'NO_DATA_CONSENT', award: null });
  });
});

/** State × action → state, written by hand: what is not here is refused, with the state and what is allowed in the message. */
const TABLE: Readonly<Record<string, string>> = {
  'OFFERED YES': 'CONSENTED', 'OFFERED NO': 'DECLINED',
  // The same reply again.
  'CONSENTED YES': 'CONSENTED', 'DECLINED NO': 'DECLINED',
  'CONSENTED CHECK': 'CHECKING', 'CONSENTED ASSIGN': 'ASSIGNED', 'CONSENTED REFUSE': 'REFUSED',
  'SUBMITTED CHECK': 'CHECKING', 'SUBMITTED REFUSE': 'REFUSED',
  'CHECKING REQUEST_DOCUMENTS': 'DOCUMENTS_REQUESTED', 'CHECKING ASSIGN': 'ASSIGNED', 'CHECKING REFUSE': 'REFUSED',
  'DOCUMENTS_REQUESTED RECEIVE_DOCUMENTS': 'CHECKING', 'DOCUMENTS_REQUESTED REFUSE': 'REFUSED',
  'ASSIGNED APPEAL': 'APPEALED', 'REFUSED APPEAL': 'APPEALED',
  'APPEALED UPHOLD': 'UPHELD', 'APPEALED OVERTURN': 'OVERTURNED',
};
const STATES = ['OFFERED', 'CONSENTED', 'DECLINED', 'EXPIRED', 'SUBMITTED', 'CHECKING', 'DOCUMENTS_REQUESTED', 'ASSIGNED', 'REFUSED', 'APPEALED', 'UPHELD', 'OVERTURNED'];
const ACTIONS = ['YES', 'NO', 'CHECK', 'REQUEST_DOCUMENTS', 'RECEIVE_DOCUMENTS', 'APPEAL', 'ASSIGN', 'REFUSE', 'UPHOLD', 'OVERTURN'];

/** A case that is in a state, by the way that leads there. */
const WAYS: Readonly<Record<string, (id: string) => Promise<unknown>>> = {
  CONSENTED: (id) => office.reply(id, 'YES'),
  DECLINED: (id) => office.reply(id, 'NO'),
  EXPIRED: (id) => office.rows(`update benefit_case set received_on = '2026-08-01', expires_on = '2026-08-31' where public_id::text = $1`, [id]),
  CHECKING: (id) => office.move(id, 'CHECK'),
  DOCUMENTS_REQUESTED: async (id) => [await WAYS['CHECKING']?.(id), await office.move(id, 'REQUEST_DOCUMENTS')],
  ASSIGNED: async (id) => [await WAYS['CHECKING']?.(id), await office.decide(id, 'ASSIGN', { facts: { birthOrder: 1 } })],
  REFUSED: (id) => office.decide(id, 'REFUSE', { reason: 'NO_RIGHT' }),
  APPEALED: async (id) => [await WAYS['REFUSED']?.(id), await office.move(id, 'APPEAL')],
  UPHELD: async (id) => [await WAYS['APPEALED']?.(id), await office.decide(id, 'UPHOLD')],
  OVERTURNED: async (id) => [await WAYS['APPEALED']?.(id), await office.decide(id, 'OVERTURN', { facts: { birthOrder: 1 } })],
};

async function caseIn(state: string): Promise<string> {
  const offered = ['OFFERED', 'CONSENTED', 'DECLINED', 'EXPIRED'].includes(state);
  const id = offered ? ((await office.born('2026-07-30', '2026-09-10')).offers['CARE_STATE'] ?? '') : (await office.submitted('CARE_STATE')).id;
  await WAYS[state]?.(id);
  return id;
}

function act(id: string, action: string): Promise<Outcome> {
  if (action === 'YES' || action === 'NO') return office.reply(id, action);
  if (['ASSIGN', 'REFUSE', 'UPHOLD', 'OVERTURN'].includes(action)) return office.decide(id, action, action === 'REFUSE' ? { reason: 'NO_RIGHT' } : { facts: { birthOrder: 1 } });
  return office.move(id, action);
}

describe('every state × action', () => {
  const events = async (id: string): Promise<number> => (await office.rows('select 1 from benefit_case_event e join benefit_case k on k.id = e.case_id where k.public_id::text = $1', [id])).length;

  it.each(STATES)('%s', async (state) => {
    const [id, leads] = [await caseIn(state), (action: string): string | undefined => TABLE[`${state} ${action}`]];
    const before = await events(id);
    // What is refused changes nothing, so that one case does for all of it.
    for (const action of ACTIONS.filter((one) => leads(one) === undefined || leads(one) === state)) {
      const { code, message = '', ...outcome } = await act(id, action);
      const is = leads(action) === undefined ? ['NOT_IN_THIS_STATE', true] : [state, false];
      expect([action, code ?? outcome.state, message.includes(`The case is ${state}:`)]).toEqual([action, ...is]);
    }
    expect((await office.ask('query ($id: ID!) { benefitCase(id: $id) { state } }', { id })).data).toEqual({ benefitCase: { state } });
    expect(await events(id)).toBe(before);
    for (const [i, action] of ACTIONS.filter((one) => leads(one) !== undefined && leads(one) !== state).entries()) {
      const one = i === 0 ? id : await caseIn(state);
      const earlier = i === 0 ? before : await events(one);
      expect([action, (await act(one, action)).state, await events(one)]).toEqual([action, leads(action), earlier + 1]);
    }
  });
});
