import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chance } from '../../../subgraphs/shared/synthetic/seed.js';
import { Authority, INSTITUTION, type Input, type SomeFamily } from './authority.js';
import { openDesk, optionsOf, inNeed, brothers, ofCarer, decided, paper, withFamily, codes } from './options-desk.js';

let authority: Authority;
beforeAll(async () => {
  authority = await openDesk();
});
afterAll(() => authority.close());

describe('what is possible is what can be recorded', () => {
  const FORMS = ['GUARDIANSHIP', 'TRUSTEESHIP', 'PATRONAGE', 'FOSTER_FAMILY', 'PROFESSIONAL_FOSTER', 'GUEST'];
  const DISTRICT = '751310000';
  const RUNS = 40;

  /** Families each with a fault of its own, or none. */
  async function families(): Promise<SomeFamily[]> {
    const found: SomeFamily[] = [];
    for (const carers of [1, 2, 1, 2, 1, 1, 1, 2]) found.push(await authority.family(carers, DISTRICT));
    const [, , small, untrained, withdrawn, convicted, expired, closed] = found;
    await authority.rows(`update carer_evidence set amount = 45 where kind = 'HOUSING' and ${ofCarer}`, [small?.carers[0]]);
    await authority.rows(`delete from carer_evidence where kind = 'TRAINING' and ${ofCarer}`, [untrained?.carers[1]]);
    if (withdrawn !== undefined) await decided(withdrawn, 'PATRONAGE', false, '2026-09-12');
    await paper(convicted?.carers[0], 'DISPENSARY_REGISTER', true);
    await authority.rows(`delete from carer_decision where version = 3 and ${ofCarer}`, [expired?.carers[0]]);
    await authority.rows(`update carer_candidate set status = 'CLOSED', closed_on = '2026-09-20', closing = 'WITHDREW' where iin = $1`, [closed?.carers[0]]);
    return found;
  }

  const sheltered = (iin: string) => authority.placed(iin, { form: 'INSTITUTION', institution: INSTITUTION, occurredOn: '2026-09-02', district: DISTRICT });

  interface Scenario {
    readonly child: string;
    readonly day: string;
    readonly apart: string | null;
    /** Placements that are left, by child. */
    readonly left: ReadonlyMap<string, { readonly placement: string; readonly expectedVersion: number }>;
  }

  /** A child of any age, in need or in an institution, with up to two brothers and sisters who are anywhere. */
  async function scenario(run: number, homes: readonly SomeFamily[]): Promise<Scenario> {
    const pick = <T>(what: string, from: readonly T[]): T => from[Math.floor(chance(run, what) * from.length)] as T;
    const born = (who: string) => `${2009 + Math.floor(chance(run, who, 'born') * 15)}-03-10`;
    const left = new Map<string, { placement: string; expectedVersion: number }>();
    const somewhere = async (iin: string, who: string) => {
      const where = pick(`${who} where`, ['NEED', 'NEED', 'INSTITUTION', 'FAMILY', 'NOWHERE']);
      if (where === 'INSTITUTION') left.set(iin, { placement: (await sheltered(iin)).id, expectedVersion: 1 });
      if (where === 'FAMILY') await authority.mutate('recordPlacement', authority.placement(iin, { form: 'PATRONAGE', family: pick(`${who} family`, homes).id, childConsent: true, occurredOn: '2026-09-04', district: DISTRICT }));
      if (where === 'NEED') await inNeed(iin, { district: DISTRICT });
    };
    const child = await authority.child(born('child'));
    for (let i = 0; i < Math.floor(chance(run, 'siblings') * 3); i += 1) {
      const sibling = await authority.child(born(`sibling ${i}`));
      await somewhere(sibling, `sibling ${i}`);
      await brothers(child, sibling);
    }
    if (chance(run, 'sheltered') < 0.4) left.set(child, { placement: (await sheltered(child)).id, expectedVersion: 1 });
    else await inNeed(child, { district: DISTRICT });
    if (chance(run, 'relative') < 0.2) await paper(pick('relative of', homes).carers[0], 'RELATIVE_OF_CHILD', true, child);
    return { child, left, day: pick('day', ['2026-09-10', '2026-09-15', '2026-09-30', '2026-10-01']), apart: pick('apart', [null, null, 'IN_THEIR_INTEREST', 'IN_THEIR_INTEREST_AND_STRANGERS']) };
  }

  async function record({ child, day, apart, left }: Scenario, family: string, form: string, along: readonly string[]): Promise<string> {
    const own = form === 'GUEST' ? new Map<string, Input>() : left;
    const siblings = along.map((iin) => ({ iin, childConsent: true, ...own.get(iin) }));
    const input = authority.placement(child, { form, family, occurredOn: day, district: DISTRICT, childConsent: true, siblingsApart: apart, siblings, ...own.get(child) });
    const outcome = await authority.mutate(own.has(child) ? 'movePlacement' : 'recordPlacement', input);
    return outcome.code ?? outcome.__typename ?? JSON.stringify(outcome.errors);
  }

  it('whatever the child, the family and the day', async () => {
    const homes = await families();
    const tally = { possible: 0, barred: 0 };
    const wrong: object[] = [];
    for (let run = 0; run < RUNS; run += 1) {
      const given = await scenario(run, homes);
      const options = await optionsOf(given.child, { on: given.day, forms: FORMS, apart: given.apart, barred: true });
      const all = homes.flatMap((home) => (withFamily(options, home)?.forms ?? []).map((form) => ({ home, ...form })));
      const open = all.filter(({ possible }) => possible === (chance(run, 'side') < 0.6));
      const chosen = open[Math.floor(chance(run, 'chosen') * open.length)];
      if (chosen === undefined) continue;
      const answer = await record(given, chosen.home.id, chosen.form, chosen.siblings.map(({ iin }) => iin));
      tally[chosen.possible ? 'possible' : 'barred'] += 1;
      if (chosen.possible !== (answer === 'Placement')) wrong.push({ run, form: chosen.form, home: homes.indexOf(chosen.home), possible: chosen.possible, answer, bars: codes(chosen.reasons, 'BARS') });
    }
    expect([wrong, tally.possible > RUNS / 5, tally.barred > RUNS / 8]).toEqual([[], true, true]);
  });
});
