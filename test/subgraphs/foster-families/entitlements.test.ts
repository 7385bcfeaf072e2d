import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ALMATY, ALMATY_BODY, ASTANA, ASTANA_BODY, Authority, BODY, ELSEWHERE, type Input, INSTITUTION, type ParentToldOf, type SomeFamily } from './authority.js';

let authority: Authority;
beforeAll(async () => {
  authority = await Authority.start();
});
afterAll(() => authority.close());

interface Told {
  readonly entitlement: string;
  readonly version: number;
  readonly programme: string;
  readonly component: string;
  readonly payeeIin: string | null;
  readonly payeeBin: string | null;
  readonly bodyBin: string;
  readonly regionKato: string;
  readonly act: string;
  readonly children: readonly { readonly iin: string; readonly from: string; readonly to: string | null }[];
  readonly from: string;
  readonly to: string | null;
  readonly endReason: string | null;
  readonly amounts: readonly { readonly from: string; readonly to: string | null; readonly amount: string }[];
}

/** What benefits knows of somebody: of each entitlement the last word, in the order of the first. */
async function known(subject: string): Promise<Told[]> {
  const last = new Map<string, Told>();
  for (const { data } of await authority.dues(subject)) last.set(String(data['entitlement']), data as unknown as Told);
  return [...last.values()];
}

const brief = ({ programme, component, payeeIin, payeeBin, from, to, endReason, amounts }: Told): unknown[] =>
  [programme, component, payeeIin ?? payeeBin, from, to, endReason, amounts.map((one) => [one.from, one.to, one.amount])];

const carer = ({ carers }: SomeFamily, i = 0): string => carers[i] ?? '';

describe('what placements make due', () => {
  it('a guardian\'s allowance, from the first day to the 18th birthday, a row for each index', async () => {
    const [child, family] = [await authority.child('2018-03-10'), await authority.family(2)];
    await authority.placed(child, { form: 'GUARDIANSHIP', family: family.id, occurredOn: '2025-11-03', act: '17-24' });
    const [one, ...others] = await known(child);
    expect(others).toEqual([]);
    expect(one).toMatchObject({ version: 1, bodyBin: BODY, act: '17-24', regionKato: '750000000', children: [{ iin: child, from: '2025-11-03', to: '2036-03-10' }] });
    expect(one === undefined ? null : brief(one)).toEqual(['GUARDIAN', 'CHILD_MONEY', carer(family), '2025-11-03', '2036-03-10', 'MAJORITY', [['2025-11-03', '2026-01-01', '39320'], ['2026-01-01', '2036-03-10', '43250']]]);
  });

  it('in a professional family the child\'s money to the body, and pay to each carer, for a second child no more pay', async () => {
    const [first, second, family] = [await authority.child(), await authority.child('2015-05-05'), await authority.family(2)];
    const placed = await authority.placed(first, { family: family.id, occurredOn: '2026-08-01' });
    const two = await authority.placed(second, { family: family.id, occurredOn: '2026-09-01', childConsent: true });
    expect((await known(first)).map(brief)).toEqual([
      ['PRO_FOSTER', 'CHILD_MONEY', BODY, '2026-08-01', '2027-02-01', null, [['2026-08-01', '2027-02-01', '43250']]],
      ...family.carers.map((iin) => ['PRO_FOSTER', 'CARER_PAY', iin, '2026-08-01', '2027-03-01', null, [['2026-08-01', '2027-03-01', '324375']]]),
    ]);
    expect((await known(second)).map(({ component, version }) => [component, version])).toEqual([['CHILD_MONEY', 1], ['CARER_PAY', 2], ['CARER_PAY', 2]]);
    await authority.change('endPlacement', placed.id, { occurredOn: '2026-09-20' });
    expect((await known(first)).map(({ component, to, endReason }) => [component, to, endReason])).toEqual([
      ['CHILD_MONEY', '2026-09-20', 'PLACEMENT_ENDED'], ['CARER_PAY', '2027-03-01', null], ['CARER_PAY', '2027-03-01', null],
    ]);
    await authority.change('endPlacement', two.id, { occurredOn: '2026-09-25' });
    const pay = (await known(carer(family))).find(({ component }) => component === 'CARER_PAY');
    expect(pay).toMatchObject({ version: 4, to: '2026-09-25', endReason: 'PLACEMENT_ENDED', children: [{ iin: first, to: '2026-09-20' }, { iin: second, to: '2026-09-25' }] });
  });

  it('one pay to who cares in several families, be they told of at once: for as long as there is a child in any', async () => {
    const [alone, couple] = [await authority.family(), await authority.family(2)];
    const [both, spouse] = [carer(alone), carer(couple, 1)];
    await authority.rows('update carer set iin = $1 where iin = $2', [both, carer(couple)]);
    const [first, second] = [await authority.child(), await authority.child()];
    const [one] = await Promise.all([authority.placed(first, { form: 'PATRONAGE', family: alone.id }), authority.placed(second, { form: 'PATRONAGE', family: couple.id, occurredOn: '2026-09-10' })]);
    expect((await known(both)).map(({ from, to, children }) => [from, to, children.length])).toEqual([['2026-09-01', '2036-03-10', 2]]);
    expect((await known(spouse)).map(({ from, to, children }) => [from, to, children.length])).toEqual([['2026-09-10', '2036-03-10', 1]]);
    await authority.change('endPlacement', one.id, { occurredOn: '2026-09-20' });
    expect((await known(both)).map(({ to, children }) => [to, children.map((child) => child.to)])).toEqual([['2036-03-10', ['2026-09-20', '2036-03-10']]]);
    expect(await authority.rows(`select 1 from care_entitlement e join carer c on c.id = e.carer_id where c.iin = $1`, [both])).toHaveLength(1);
  });

  it('nothing in an institution and for a guest stay; a foster family\'s keep for each child; a patronage carer\'s pay', async () => {
    const family = await authority.family();
    const [patronised, fostered, guest] = [await authority.child(), await authority.child(), await authority.child()];
    await authority.placed(patronised, { form: 'PATRONAGE', family: family.id });
    await authority.placed(fostered, { form: 'FOSTER_FAMILY', family: (await authority.family()).id });
    await authority.placed(guest, { form: 'INSTITUTION', institution: INSTITUTION, occurredOn: '2026-08-01' });
    await authority.placed(guest, { form: 'GUEST', institution: INSTITUTION, family: family.id });
    expect((await known(patronised)).map(brief)).toMatchObject([['PATRONAGE', 'CARER_PAY', carer(family), '2026-09-01', '2036-03-10', 'MAJORITY', [['2026-09-01', '2036-03-10', '151375']]]]);
    expect((await known(fostered)).map(({ programme, component }) => [programme, component])).toEqual([['FOSTER_FAM', 'CHILD_MONEY']]);
    expect(await known(guest)).toEqual([]);
  });
});

describe('what changes it', () => {
  it('a change is told once, as the next version; what changes nothing is not told', async () => {
    const [child, family] = [await authority.child(), await authority.family()];
    const placed = await authority.placed(child, { form: 'GUARDIANSHIP', family: family.id });
    await authority.change('shieldPlacement', placed.id);
    expect(await authority.dues(child)).toHaveLength(1);
    await authority.change('endPlacement', placed.id, { occurredOn: '2026-09-25' });
    expect((await authority.dues(child)).map(({ data }) => [data['version'], data['to'], data['endReason']])).toEqual([[1, '2036-03-10', 'MAJORITY'], [2, '2026-09-25', 'PLACEMENT_ENDED']]);
  });

  it('a death ends it with its month, before the birthday or not', async () => {
    const [child, family] = [await authority.child(), await authority.family()];
    const { id } = await authority.placed(child, { form: 'GUARDIANSHIP', family: family.id });
    await authority.change('endPlacement', id, { reason: 'DEATH', occurredOn: '2026-09-20' });
    expect((await known(child)).map(({ to, endReason }) => [to, endReason])).toEqual([['2026-10-01', 'CHILD_DIED']]);
  });

  it('another act for the same child and family goes on with what was due: one entitlement, ended and resumed', async () => {
    const [child, family] = [await authority.child(), await authority.family()];
    const first = await authority.placed(child, { form: 'GUARDIANSHIP', family: family.id });
    await authority.change('endPlacement', first.id, { occurredOn: '2026-09-20', reason: 'ENDED_BY_BODY' });
    await authority.placed(child, { form: 'GUARDIANSHIP', family: family.id, occurredOn: '2026-09-20', act: '17-25' });
    const events = await authority.dues(child);
    expect(new Set(events.map(({ data }) => data['entitlement'])).size).toBe(1);
    expect(events.map(({ data }) => [data['version'], data['to']])).toEqual([[1, '2036-03-10'], [2, '2026-09-20'], [3, '2036-03-10']]);
  });

  it('the ward\'s means, from their day on: what they lack, nothing, all of it again', async () => {
    const [child, family] = [await authority.child(), await authority.family()];
    const { id } = await authority.placed(child, { form: 'GUARDIANSHIP', family: family.id, occurredOn: '2026-01-10' });
    const amounts = async (): Promise<unknown> => (await known(child))[0]?.amounts.map((one) => [one.from, one.to, one.amount]);
    const record = (monthlyIncome: string, occurredOn: string) => authority.change('recordWardMeans', id, { monthlyIncome, occurredOn });
    expect(await record('20000.50', '2026-03-01')).toMatchObject({ version: 2, events: [{ kind: 'RECORDED' }, { kind: 'MEANS_RECORDED', occurredOn: '2026-03-01' }] });
    expect(await amounts()).toEqual([['2026-01-10', '2026-03-01', '43250'], ['2026-03-01', '2036-03-10', '23250']]);
    await record('50000', '2026-05-01');
    await record('0', '2026-07-01');
    expect(await amounts()).toEqual([['2026-01-10', '2026-03-01', '43250'], ['2026-03-01', '2026-05-01', '23250'], ['2026-07-01', '2036-03-10', '43250']]);
    await record('50000', '2026-07-01');
    expect(await amounts()).toEqual([['2026-01-10', '2026-03-01', '43250'], ['2026-03-01', '2026-05-01', '23250']]);
  });

  it('the ward\'s means are the child\'s: they go on with the next act, and in the next family', async () => {
    const [child, family, other] = [await authority.child(), await authority.family(), await authority.family()];
    const first = await authority.placed(child, { form: 'GUARDIANSHIP', family: family.id, occurredOn: '2026-07-01' });
    await authority.change('recordWardMeans', first.id, { monthlyIncome: '20000', occurredOn: '2026-07-01' });
    await authority.change('endPlacement', first.id, { occurredOn: '2026-08-01', reason: 'ENDED_BY_BODY' });
    const second = await authority.placed(child, { form: 'GUARDIANSHIP', family: family.id, occurredOn: '2026-08-01', act: '17-25' });
    await authority.change('endPlacement', second.id, { occurredOn: '2026-09-01', reason: 'ENDED_BY_BODY' });
    await authority.placed(child, { form: 'GUARDIANSHIP', family: other.id, occurredOn: '2026-09-01' });
    expect((await known(child)).map(({ amounts }) => amounts.map((one) => [one.from, one.amount]))).toEqual([[['2026-07-01', '23250']], [['2026-09-01', '23250']]]);
  });

  it('another body, or another region, begins another entitlement: each pays its own days', async () => {
    const [first, second, family] = [await authority.child(), await authority.child(), await authority.family()];
    const { id } = await authority.placed(first, { form: 'PATRONAGE', family: family.id, occurredOn: '2026-08-01' });
    await authority.placed(second, { form: 'PATRONAGE', family: family.id, occurredOn: '2026-08-15', body: ELSEWHERE, district: ASTANA });
    await authority.change('endPlacement', id, { occurredOn: '2026-09-01', reason: 'ENDED_BY_BODY' });
    await authority.placed(first, { form: 'GUARDIANSHIP', family: family.id, occurredOn: '2026-09-01' });
    const brought = (await known(carer(family))).map((one) => [one.component, one.bodyBin, one.regionKato, one.from, one.to]);
    expect(brought).toEqual([
      ['CARER_PAY', BODY, '750000000', '2026-08-01', '2026-09-01'], ['CARER_PAY', ELSEWHERE, '710000000', '2026-09-01', '2036-03-10'], ['CHILD_MONEY', BODY, '750000000', '2026-09-01', '2036-03-10'],
    ]);
    const child = await authority.child();
    const kept = await authority.placed(child, { form: 'GUARDIANSHIP', family: family.id });
    await authority.change('endPlacement', kept.id, { occurredOn: '2026-09-20', reason: 'ENDED_BY_BODY' });
    await authority.placed(child, { form: 'GUARDIANSHIP', family: family.id, occurredOn: '2026-09-20', body: ELSEWHERE, district: ASTANA, act: '17-25' });
    expect((await known(child)).map((one) => [one.bodyBin, one.regionKato, one.act, one.from, one.to, one.endReason])).toEqual([
      [BODY, '750000000', '17-24', '2026-09-01', '2026-09-20', 'PLACEMENT_ENDED'], [ELSEWHERE, '710000000', '17-25', '2026-09-20', '2036-03-10', 'MAJORITY'],
    ]);
  });

  it('a professional family is paid until its contract ends: as it is extended, and never beyond twice six months', async () => {
    const [child, family] = [await authority.child(), await authority.family()];
    const { id } = await authority.placed(child, { family: family.id, occurredOn: '2026-04-01' });
    const ends = async (planned: string | null): Promise<unknown> => {
      await authority.rows('update placement set planned_until = $2 where public_id::text = $1', [id, planned]);
      await authority.change('shieldPlacement', id, { occurredOn: '2026-09-20' });
      await authority.change('liftShielding', id, { occurredOn: '2026-09-20' });
      return (await known(child)).map(({ component, to }) => [component, to]);
    };
    expect((await known(child)).map(({ component, to, endReason }) => [component, to, endReason])).toEqual([['CHILD_MONEY', '2026-10-01', null], ['CARER_PAY', '2026-10-01', null]]);
    expect(await ends('2027-04-01')).toEqual([['CHILD_MONEY', '2027-04-01'], ['CARER_PAY', '2027-04-01']]);
    expect(await ends('2027-10-01')).toEqual([['CHILD_MONEY', '2027-04-01'], ['CARER_PAY', '2027-04-01']]);
  });

  it('a contract of patronage or a foster family ends it with the term that was agreed, and a new contract goes on with it', async () => {
    const [child, family] = [await authority.child(), await authority.family()];
    const record = (more: Input) => authority.mutate('recordPlacement', authority.placement(child, { form: 'FOSTER_FAMILY', family: family.id, occurredOn: '2026-03-01', plannedUntil: '2026-07-01', ...more }));
    expect(await record({ form: 'GUARDIANSHIP' })).toMatchObject({ code: 'DOES_NOT_FIT_FORM', field: 'input.plannedUntil' });
    expect(await record({ form: 'PROFESSIONAL_FOSTER' })).toMatchObject({ code: 'DOES_NOT_FIT_FORM', field: 'input.plannedUntil' });
    expect((await record({ plannedUntil: '2026-03-01' })).errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', field: 'input.plannedUntil' } }]);
    const { id = '' } = await record({});
    expect((await known(child)).map(({ to, endReason }) => [to, endReason])).toEqual([['2026-07-01', null]]);
    await authority.change('endPlacement', id, { occurredOn: '2026-07-01', reason: 'CONTRACT_EXPIRED' });
    await authority.placed(child, { form: 'FOSTER_FAMILY', family: family.id, occurredOn: '2026-07-01', plannedUntil: '2027-07-01' });
    expect((await known(child)).map(({ from, to, endReason }) => [from, to, endReason])).toEqual([['2026-03-01', '2027-07-01', null]]);
  });

  it('means are refused of who is no ward, and out of range', async () => {
    const [child, family] = [await authority.child(), await authority.family()];
    const { id } = await authority.placed(child, { family: family.id });
    expect(await authority.change('recordWardMeans', id, { monthlyIncome: '1' })).toMatchObject({ code: 'DOES_NOT_FIT_FORM', field: 'input.placement' });
    const { id: ward } = await authority.placed(await authority.child(), { form: 'GUARDIANSHIP', family: family.id });
    for (const monthlyIncome of ['-1', '1000000001', '1.001']) {
      const { errors } = await authority.change('recordWardMeans', ward, { monthlyIncome });
      expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', field: 'input.monthlyIncome' } }]);
    }
    expect(await authority.change('recordWardMeans', ward, { monthlyIncome: '1', occurredOn: '2026-08-31' })).toMatchObject({ code: 'NOT_ON_RECORD' });
  });

  it('a shielded placement makes nothing due before it is in effect', async () => {
    const [child, family] = [await authority.child(), await authority.family()];
    await authority.placed(child, { form: 'GUARDIANSHIP', family: family.id, shielded: true });
    expect(await authority.dues(child)).toEqual([]);
    expect(await authority.dues(carer(family))).toEqual([]);
  });

  it('an adopter is paid once for a child that was placed, by the act of the body; nobody else, and not twice', async () => {
    const [child, adopter, family] = [await authority.child(), authority.iin(), await authority.family()];
    const { id } = await authority.placed(child, { form: 'GUARDIANSHIP', family: family.id });
    const decide = (more: Input = {}) => authority.change('decideAdoptionPayment', id, { adopterIin: adopter, act: '9', body: ELSEWHERE, district: ASTANA, residentCitizen: true, nothingPaidBefore: true, occurredOn: '2026-09-28', ...more });
    expect(await decide()).toMatchObject({ code: 'NOT_ON_RECORD', field: 'input.placement' });
    await authority.change('endPlacement', id, { reason: 'ADOPTED', occurredOn: '2026-09-25' });
    expect(await decide()).toMatchObject({ code: 'NOT_ON_RECORD', field: 'input.adopterIin' });
    await authority.adopted(child, adopter, '2026-09-25');
    expect(await decide({ district: '751999999' })).toMatchObject({ code: 'UNKNOWN_PLACE' });
    expect(await decide({ occurredOn: '2026-09-24' })).toMatchObject({ code: 'OUT_OF_ORDER' });
    expect(await decide({ residentCitizen: false })).toMatchObject({ code: 'NO_RIGHT', field: 'input.residentCitizen' });
    expect(await decide({ adopterIin: carer(family) })).toMatchObject({ code: 'NOT_ON_RECORD', field: 'input.adopterIin' });
    // Where the regions differ, neither body decides.
    const of = (viewer: typeof ALMATY_BODY) => authority.change('decideAdoptionPayment', id, { adopterIin: adopter, act: '9', body: ELSEWHERE, district: ASTANA, residentCitizen: true, nothingPaidBefore: true, occurredOn: '2026-09-28' }, viewer);
    expect([await of(ALMATY_BODY), await of(ASTANA_BODY)]).toMatchObject([{ code: 'OUTSIDE_YOUR_REGIONS' }, { code: 'UNKNOWN_PLACEMENT' }]);
    expect(await decide()).toMatchObject({ status: 'ENDED', version: 3 });
    expect((await known(adopter)).map(brief)).toEqual([['ADOPTION_ONCE', 'BENEFIT', adopter, '2026-09-28', '2026-09-29', null, [['2026-09-28', '2026-09-29', '324375']]]]);
    // The decider's and the adopter's, not those of the former home.
    expect((await known(adopter))[0]).toMatchObject({ bodyBin: ELSEWHERE, regionKato: '710000000', children: [{ iin: child, from: '2026-09-28', to: '2026-09-29' }] });
    expect(await decide()).toMatchObject({ code: 'ALREADY_RECORDED' });
  });

  it('an adopter is paid once for one adoption, whatever it ended, and for no other adoption than that', async () => {
    const [child, adopter, family] = [await authority.child(), authority.iin(), await authority.family()];
    const lives = await authority.placed(child, { form: 'INSTITUTION', institution: INSTITUTION, occurredOn: '2026-08-01' });
    const stays = await authority.placed(child, { form: 'GUEST', family: family.id });
    const decide = (placement: string) =>
      authority.change('decideAdoptionPayment', placement, { adopterIin: adopter, act: '9', body: BODY, district: ALMATY, residentCitizen: true, nothingPaidBefore: true, occurredOn: '2026-09-28' });
    for (const { id } of [stays, lives]) await authority.change('endPlacement', id, { reason: 'ADOPTED', occurredOn: '2026-09-25' });
    await authority.adopted(child, adopter, '2026-09-24');
    expect(await decide(lives.id)).toMatchObject({ code: 'NOT_ON_RECORD', field: 'input.adopterIin' });
    await authority.adopted(child, adopter, '2026-09-25');
    expect(await decide(lives.id)).toMatchObject({ status: 'ENDED' });
    expect(await decide(stays.id)).toMatchObject({ code: 'ALREADY_RECORDED' });
    expect(await known(adopter)).toHaveLength(1);
  });

  it('an adoption counts from the day of the civil registry, also where the body recorded the end before it', async () => {
    const [child, first, second, family] = [await authority.child(), authority.iin(), authority.iin(), await authority.family()];
    const { id } = await authority.placed(child, { form: 'GUARDIANSHIP', family: family.id });
    await authority.change('endPlacement', id, { reason: 'ADOPTED', occurredOn: '2026-09-20' });
    const decide = (adopterIin: string, more: Input = {}) =>
      authority.change('decideAdoptionPayment', id, { adopterIin, act: '9', body: BODY, district: ALMATY, residentCitizen: true, nothingPaidBefore: true, occurredOn: '2026-09-28', ...more });
    const parent = (iin: string, from: string): ParentToldOf => ({ iin, role: 'MOTHER', basis: 'ADOPTION', from, to: null });
    await authority.parents(child, parent(first, '2026-09-25'), parent(second, '2026-09-27'));
    expect(await decide(second)).toMatchObject({ code: 'NOT_ON_RECORD', field: 'input.adopterIin' });
    expect(await decide(first, { occurredOn: '2026-09-24' })).toMatchObject({ code: 'OUT_OF_ORDER' });
    expect(await decide(first, { nothingPaidBefore: false })).toMatchObject({ code: 'NO_RIGHT', field: 'input.nothingPaidBefore' });
    expect(await decide(first)).toMatchObject({ status: 'ENDED' });
    expect(await decide(first)).toMatchObject({ code: 'ALREADY_RECORDED' });
  });

  it('an adoption ends it, and nobody is told of which child', async () => {
    const [child, family] = [await authority.child(), await authority.family()];
    const { id } = await authority.placed(child, { form: 'GUARDIANSHIP', family: family.id });
    await authority.change('endPlacement', id, { reason: 'ADOPTED', occurredOn: '2026-09-25' });
    const [last] = await known(carer(family));
    expect(last).toMatchObject({ version: 2, to: '2026-09-25', endReason: 'PLACEMENT_ENDED', children: [] });
    expect(await authority.dues(child)).toHaveLength(1);
  });
});
