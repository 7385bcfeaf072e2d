import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { requireNotAsked, requireNotAwarded } from '../../subgraphs/benefits/modules/case/same-right.js';
import { GUARDIANSHIPS } from '../../subgraphs/shared/feeds/contracts/guardianships.js';
import { LIFE_EVENTS } from '../../subgraphs/shared/feeds/contracts/life-events.js';
import { birth, citizenship, death, iinOf } from './support/events.js';
import { asAdmin, consumerOf, consumptionOf, feedDatabase, Owner, type FeedDatabase, type TestConsumer } from './support/lab.js';

/*
 * What benefits does with the feeds: offers at a birth, and what becomes of awards. The clock stands at 22 November 2026.
 */

let [registry, care] = [] as unknown as [Owner, Owner];
let at: FeedDatabase;
let benefits: TestConsumer;
let placed: TestConsumer;
beforeAll(async () => {
  [registry, care, at] = await Promise.all([Owner.start('registry'), Owner.start('foster-families'), feedDatabase('benefits')]);
  benefits = consumerOf(registry, 'benefits', await consumptionOf('benefits', LIFE_EVENTS), at);
  placed = consumerOf(care, 'benefits', await consumptionOf('benefits', GUARDIANSHIPS), at);
});
afterAll(async () => {
  await Promise.all([benefits.close(), placed.close()]);
  await Promise.all([registry.close(), care.close(), at.close()]);
});

let serial = 600;
let [child, mother] = ['', ''];
beforeEach(() => {
  [child, mother] = [iinOf(serial), iinOf(serial + 1)];
  serial += 10;
});

/** An award for the child that runs since January. */
const award = (programme: string, recipient = mother): Promise<unknown> =>
  asAdmin(at, (admin) => admin.query(
    `with a as (insert into benefit_award (programme, recipient_iin, region_kato, deciding_body, occurred_on, received_on, decided_on, since, status)
        values ($1, $2, '750000000', '000000000000', '2026-01-10', '2026-01-10', '2026-01-10', '2026-01-10', 'ACTIVE') returning *)
     insert into benefit_award_child (award_id, programme, component, region_kato, iin, since) select id, programme, component, region_kato, $3, since from a`, [programme, recipient, child]));

/** How the child's awards stand, and what their journals say. */
const standing = async (): Promise<string[]> =>
  (await at.rows<{ line: string }>(
    `select concat_ws(' ', a.programme, a.status, coalesce(a.suspended_from, a.until), a.end_reason, (select string_agg(e.kind || ' ' || e.circumstance || ' ' || e.received_on || ' ' || e.source, ', ' order by e.version) from benefit_award_event e where e.award_id = a.id)) as line
       from benefit_award a join benefit_award_child c on c.award_id = a.id where c.iin = ? order by a.id`, [child])).map(({ line }) => line);

const told = async (...events: Parameters<typeof registry.publish<typeof LIFE_EVENTS>>[1][]): Promise<void> => {
  await registry.publish(LIFE_EVENTS, ...events);
  await benefits.drain();
};

describe('a birth', () => {
  const offers = async (): Promise<string[]> =>
    (await at.rows<{ line: string }>(
      `select concat_ws(' ', k.programme, k.state, k.recipient_iin = ?, k.occurred_on, k.received_on, k.expires_on) as line from benefit_case k join benefit_case_child c on c.case_id = k.id where c.iin = ? order by k.id`, [mother, child])).map(({ line }) => line);
  const born = (): ReturnType<typeof birth> =>
    birth(child, { birthDate: '2026-11-10', registeredOn: '2026-11-12', citizenships: [{ country: 'KZ', from: '2026-11-10', to: null }], residence: { regionKato: '750000000', districtKato: '751410000', from: '2026-11-10' }, parents: [{ iin: mother, role: 'MOTHER', basis: 'BIRTH', from: '2026-11-10', to: null }] });

  it('is offered to the mother once, however often it is told of', async () => {
    await told(born());
    const once = ['BIRTH OFFERED t 2026-11-10 2026-11-22 2026-12-22', 'CARE_STATE OFFERED t 2026-11-10 2026-11-22 2026-12-22'];
    expect(await offers()).toEqual(once);
    await told(born(), born());
    expect(await offers()).toEqual(once);
  });

  it('of which the mother has applied by herself is not offered again', async () => {
    await award('CARE_GFSS');
    await told(born());
    expect(await offers()).toEqual(['BIRTH OFFERED t 2026-11-10 2026-11-22 2026-12-22']);
  });

  it('an adoption seals whom the case was for, so that it stands in no adopter\'s way, and opens it when it is cancelled', async () => {
    await told(born());
    const adopter = iinOf(serial - 5);
    await asAdmin(at, (admin) => admin.query(`update benefit_case set state = 'CONSENTED', applied_on = received_on where recipient_iin = $1`, [mother]));
    const free = (): Promise<boolean> => at.database.feeds((em) => requireNotAsked(em, { programme: 'CARE_STATE', recipientIin: adopter, children: [child] }, null, 'input').then(() => true, () => false));
    expect(await free()).toBe(false);
    const parents = (...of: [iin: string, basis: 'BIRTH' | 'ADOPTION', to: string | null][]) => ({ type: 'PARENTAGE' as const, subjects: [child], occurredOn: '2026-11-20', data: { iin: child, parents: of.map(([iin, basis, to]) => ({ iin, role: 'MOTHER' as const, basis, from: '2026-11-10', to })) } });
    const sealed = (): Promise<{ sealed: boolean }[]> => at.rows('select distinct sealed_on is not null as sealed from benefit_case_child where iin = ?', [child]);
    const adopted = parents([mother, 'BIRTH', '2026-11-23'], [adopter, 'ADOPTION', null]);
    adopted.data.parents[1] = { ...adopted.data.parents[1], from: '2026-11-23' } as never;
    await told(adopted);
    expect([await sealed(), await free()]).toEqual([[{ sealed: true }], true]);
    await told(parents([mother, 'BIRTH', null]));
    expect([await sealed(), await free()]).toEqual([[{ sealed: false }], false]);
  });
});

describe('awards', () => {
  it('end with a child\'s death, each from its own day, once', async () => {
    for (const programme of ['CARE_STATE', 'DIS_CHILD', 'GUARDIAN']) await award(programme);
    const ended = [
      'CARE_STATE TERMINATED 2026-11-30 CHILD_DIED TERMINATED CHILD_DIED 2026-11-22 registry',
      'DIS_CHILD TERMINATED 2026-11-30 CHILD_DIED TERMINATED CHILD_DIED 2026-11-22 registry',
      // The guardianship body's: it ends with the placement.
      'GUARDIAN ACTIVE',
    ];
    await told(death(child));
    expect(await standing()).toEqual(ended);
    await told(death(child));
    expect(await standing()).toEqual(ended);
  });

  it('wait for somebody else when whoever receives them dies', async () => {
    await award('CARE_STATE');
    for (let times = 0; times < 2; times += 1) {
      await told(death(mother));
      expect(await standing()).toEqual(['CARE_STATE SUSPENDED 2026-12-01 SUSPENDED RECIPIENT_DIED 2026-11-22 registry']);
    }
  });

  it('of a lost citizenship end with the recipient\'s, and the child\'s own are suspended with the child\'s; of one that was never Kazakhstan\'s nothing happens', async () => {
    for (const programme of ['CARE_STATE', 'LARGE_FAM', 'DIS_CHILD']) await award(programme);
    await told(citizenship(child, { country: 'RU', from: '2020-01-01', to: null }), citizenship(mother, { country: 'KZ', from: '1990-01-01', to: null }));
    expect(await standing()).toEqual(['CARE_STATE ACTIVE', 'LARGE_FAM ACTIVE', 'DIS_CHILD ACTIVE']);
    await told(citizenship(child, { country: 'KZ', from: '2020-01-01', to: '2026-11-05' }, { country: 'RU', from: '2026-11-05', to: null }));
    const suspended = 'DIS_CHILD SUSPENDED 2026-12-01 SUSPENDED CITIZENSHIP_LOST 2026-11-22 registry';
    expect(await standing()).toEqual(['CARE_STATE ACTIVE', 'LARGE_FAM ACTIVE', suspended]);
    await told(citizenship(mother, { country: 'KZ', from: '1990-01-01', to: '2026-11-05' }));
    const ended = 'TERMINATED 2026-11-04 CITIZENSHIP_LOST TERMINATED CITIZENSHIP_LOST 2026-11-22 registry';
    expect(await standing()).toEqual([`CARE_STATE ${ended}`, `LARGE_FAM ${ended}`, suspended]);
  });

  it('of a parent whose rights were removed end, and not those of somebody else; told of again, and restored, they stay as they are', async () => {
    const grandmother = iinOf(serial - 3);
    await award('CARE_STATE');
    await award('DIS_CARER', grandmother);
    const rights = (to: string | null) => ({ type: 'PARENTAL_RIGHTS' as const, subjects: [child, mother], occurredOn: '2026-11-03', data: { iin: child, rights: [{ parentIin: mother, status: 'DEPRIVED' as const, from: '2026-11-03', to }] } });
    const ended = ['CARE_STATE TERMINATED 2026-11-02 RIGHTS_REMOVED TERMINATED RIGHTS_REMOVED 2026-11-22 registry', 'DIS_CARER ACTIVE'];
    await told(rights(null));
    expect(await standing()).toEqual(ended);
    await told(rights(null), rights('2026-11-15'));
    expect(await standing()).toEqual(ended);
  });

  it('of an adopter whose adoption was cancelled end', async () => {
    await award('CARE_STATE');
    await told({ type: 'PARENTAGE', subjects: [child, mother], occurredOn: '2026-11-08', data: { iin: child, parents: [{ iin: mother, role: 'MOTHER', basis: 'ADOPTION', from: '2026-01-05', to: '2026-11-08' }] } });
    expect(await standing()).toEqual(['CARE_STATE TERMINATED 2026-11-07 ADOPTION_CANCELLED TERMINATED ADOPTION_CANCELLED 2026-11-22 registry']);
  });

  describe('of a child that was adopted', () => {
    const adopted = (day = '2026-11-10', before: [iin: string, to: string | null][] = [[mother, day]]) => ({
      type: 'PARENTAGE' as const, subjects: [child], occurredOn: day,
      data: { iin: child, parents: [...before.map(([iin, to]) => ({ iin, role: 'MOTHER' as const, basis: 'BIRTH' as const, from: '2020-01-01', to })), { iin: iinOf(serial - 1), role: 'FATHER' as const, basis: 'ADOPTION' as const, from: day, to: null }] },
    });
    /** Whether the adopter may have the right from a day on, as the register looks it up for an application. */
    const free = async (programme: 'DIS_CARER' | 'LARGE_FAM' | 'DIS_CHILD', since = '2026-11-10'): Promise<boolean> =>
      at.database.feeds((em) => requireNotAwarded(em, { programme, recipientIin: iinOf(serial - 1), children: [child] }, { since, until: null }, 'input').then(() => true, () => false));

    it('end with the adoption for whoever raised it before, and stand in nobody\'s way; told of again, they stay as they are', async () => {
      const guardian = iinOf(serial - 2);
      await award('DIS_CARER', guardian);
      await award('DIS_CHILD');
      await award('BIRTH');
      for (let times = 0; times < 2; times += 1) {
        await told(adopted());
        expect(await standing()).toEqual([
          'DIS_CARER TERMINATED 2026-11-09 GUARDIAN_REMOVED TERMINATED GUARDIAN_REMOVED 2026-11-22 registry',
          'DIS_CHILD TERMINATED 2026-11-09 RIGHTS_REMOVED TERMINATED RIGHTS_REMOVED 2026-11-22 registry',
          'BIRTH ACTIVE',
        ]);
        expect([await free('DIS_CARER'), await free('DIS_CHILD'), await free('DIS_CHILD', '2026-11-09')]).toEqual([true, true, false]);
      }
    });

    it('go on for a parent who still is one', async () => {
      await award('DIS_CARER');
      await told(adopted('2026-11-10', [[mother, null]]));
      expect([await standing(), await free('DIS_CARER')]).toEqual([['DIS_CARER ACTIVE'], false]);
    });

    it('lose the child, and go on while enough others are in them', async () => {
      const siblings = [1, 2, 3, 4].map((n) => iinOf(900 + n));
      await award('LARGE_FAM');
      const join = (iins: readonly string[]): Promise<unknown> => asAdmin(at, (admin) => admin.query(
        `insert into benefit_award_child (award_id, programme, component, region_kato, iin, since) select a.id, a.programme, a.component, a.region_kato, s, a.since from benefit_award a, unnest($2::text[]) as s where a.recipient_iin = $1`, [mother, iins]));
      await join(siblings);
      await told(adopted());
      expect(await standing()).toEqual(['LARGE_FAM ACTIVE CHILD_LEFT RIGHTS_REMOVED 2026-11-22 registry']);
      expect(await free('LARGE_FAM')).toBe(true);
      child = siblings[0] ?? '';
      await told(adopted());
      expect(await standing()).toEqual(['LARGE_FAM TERMINATED 2026-11-09 TOO_FEW_CHILDREN CHILD_LEFT RIGHTS_REMOVED 2026-11-22 registry, TERMINATED RIGHTS_REMOVED 2026-11-22 registry']);
    });

    it('that were for a time after it were never due', async () => {
      await award('DIS_CARER');
      await asAdmin(at, async (admin) => {
        await admin.query(`update benefit_award set since = '2026-02-01' where recipient_iin = $1`, [mother]);
        await admin.query(`update benefit_award_child set since = '2026-02-01' where iin = $1`, [child]);
      });
      await told(adopted('2026-01-20'));
      expect(await standing()).toEqual(['DIS_CARER TERMINATED 2026-02-01 RIGHTS_REMOVED NEVER_DUE RIGHTS_REMOVED 2026-11-22 registry']);
      expect(await free('DIS_CARER', '2026-01-20')).toBe(true);
    });
  });

  it('of a child on full state support, and of a guardian released, follow what the guardianship bodies decide', async () => {
    const guardian = iinOf(serial - 2);
    await award('CARE_GFSS', guardian);
    await award('DIS_CARER');
    const one = (form: string, representativeIin: string | null, from: string, to: string | null) => ({ representativeIin, representativeBin: representativeIin === null ? '000000000000' : null, form, bodyBin: '000000000000', act: '1', from, to });
    const decided = async (...guardianships: ReturnType<typeof one>[]): Promise<void> => {
      await care.publish(GUARDIANSHIPS, { type: 'GUARDIANSHIPS', subjects: [child], occurredOn: '2026-11-06', data: { iin: child, guardianships } });
      await placed.drain();
    };
    // An end that lies ahead, because guardianship ends at fourteen, has not come.
    await decided(one('GUARDIANSHIP', guardian, '2026-01-10', '2034-01-01'));
    expect(await standing()).toEqual(['CARE_GFSS ACTIVE', 'DIS_CARER ACTIVE']);
    await decided(one('GUARDIANSHIP', guardian, '2026-01-10', '2026-11-06'), one('INSTITUTION', null, '2026-11-06', null));
    expect(await standing()).toEqual([
      'CARE_GFSS SUSPENDED 2026-12-01 SUSPENDED GUARDIAN_REMOVED 2026-11-22 foster-families, SUSPENDED FULL_STATE_SUPPORT 2026-11-22 foster-families',
      'DIS_CARER TERMINATED 2026-11-05 CHILD_IN_CARE TERMINATED FULL_STATE_SUPPORT 2026-11-22 foster-families',
    ]);
  });
});
