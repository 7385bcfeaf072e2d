import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Language } from '../../../subgraphs/shared/language.js';
import type { Viewer } from '../../../subgraphs/shared/access/viewer.js';
import { viewerAs } from '../../support/gateway-call.js';
import { readLedger } from '../../ledger/read-ledger.js';
import { ALMATY, ALMATY_BODY, ASTANA, ASTANA_BODY, Authority, BODY, CASEWORKER, NATION, type Input, type SomeFamily } from './authority.js';
import { openDesk, OPTIONS, type Option, optionsOf, waiting, brothers, ofCarer, candidates, decided, paper, placesOf, withFamily, formIn, codes } from './options-desk.js';

let authority: Authority;
beforeAll(async () => {
  authority = await openDesk();
});
afterAll(() => authority.close());

describe('the order', () => {
  it('is relatives, families of brothers and sisters, couples, others; of these the nearest first, and of the district who speaks the language', async () => {
    const district = '751110000';
    const [other, speaking, couple, home, relative, inRegion] = [
      await authority.family(1, district), await authority.family(1, district), await authority.family(2, district), await authority.family(1, district), await authority.family(1, district), await authority.family(2, '751210000')];
    const sister = await authority.child();
    await authority.placed(sister, { family: home.id, form: 'GUARDIANSHIP' });
    const child = await waiting('2018-03-10', { district, language: 'UZ', needs: '{SIGHT}' });
    await brothers(child, sister);
    await candidates(speaking, `languages = '{UZ,RU}', prepared_for = '{SIGHT}'`);
    await candidates(other, `languages = '{KK}'`);
    await paper(relative.carers[0], 'RELATIVE_OF_CHILD', true, child);
    const all = [other, speaking, couple, home, relative, inRegion];
    const options = await optionsOf(child, { apart: 'IN_THEIR_INTEREST_AND_STRANGERS' });
    expect(placesOf(options, ...all)).toEqual(['4', '3', '2', '5', '1', '0']);
    expect(options?.slice(0, 3).map(({ standing }) => standing)).toEqual(['RELATIVE', 'SIBLINGS', 'COUPLE']);
    expect(all.map((one) => codes(withFamily(options, one)?.reasons, 'FOR'))).toEqual([
      ['SAME_DISTRICT'], ['SAME_DISTRICT', 'LANGUAGE_SHARED', 'PREPARED'], ['COUPLE', 'SAME_DISTRICT'], ['SIBLING_LIVES_HERE', 'SAME_DISTRICT'], ['RELATIVE', 'SAME_DISTRICT'], ['COUPLE', 'SAME_REGION']]);
    expect(codes(withFamily(options, other)?.reasons, 'AGAINST')).toEqual(['LANGUAGE_NOT_SHARED', 'NOT_PREPARED']);
    expect(placesOf(await optionsOf(child, { apart: 'IN_THEIR_INTEREST_AND_STRANGERS', first: 2 }), ...all)).toEqual(['4', '3']);
    // Without a reason to part them, the sister's home alone.
    expect((await optionsOf(child))?.map(({ family }) => family?.id)).toEqual([home.id]);
  });

  it('goes on to families further away while those read before will not do', async () => {
    const district = '751510000';
    const barred = await Promise.all(Array.from({ length: 12 }, async () => authority.family(2, district)));
    for (const one of barred) await paper(one.carers[0], 'UNEXPUNGED_CONVICTION', true);
    const last = await authority.family(1, district);
    const child = await waiting('2018-03-10', { district });
    const found = await optionsOf(child, { first: 1, forms: ['PATRONAGE'] }, viewerAs('ministry:foster-families', { regions: ['750000000'] }));
    expect(found).toHaveLength(1);
    expect(placesOf(await optionsOf(child), last, ...barred)).toEqual(['0']);
  });
});

describe('what the law forbids', () => {
  it('is left out, and shown with its article where it is asked for', async () => {
    const [convicted, unchecked, untrained, small, withdrawn] = [await authority.family(), await authority.family(), await authority.family(2), await authority.family(), await authority.family()];
    await paper(convicted.carers[0], 'UNEXPUNGED_CONVICTION', true);
    await authority.rows(`delete from carer_decision where version > 1 and ${ofCarer}`, [unchecked.carers[0]]);
    await authority.rows(`delete from carer_evidence where kind = 'TRAINING' and ${ofCarer}`, [untrained.carers[1]]);
    await authority.rows(`update carer_evidence set amount = 20 where kind = 'HOUSING' and ${ofCarer}`, [small.carers[0]]);
    await decided(withdrawn, 'GUARDIANSHIP', false, '2026-09-20');
    const child = await waiting();
    const open = await optionsOf(child);
    const all = [convicted, unchecked, untrained, small, withdrawn];
    expect(placesOf(open, ...all).toSorted()).toEqual(['3', '4']);
    expect([formIn(withFamily(open, small), 'GUARDIANSHIP')?.possible, formIn(withFamily(open, small), 'PROFESSIONAL_FOSTER'), formIn(withFamily(open, withdrawn), 'GUARDIANSHIP')]).toEqual([true, undefined, undefined]);
    const every = await optionsOf(child, { barred: true });
    const bars = (one: SomeFamily, form = 'GUARDIANSHIP') => codes(formIn(withFamily(every, one), form)?.reasons, 'BARS');
    expect(all.map((one) => bars(one))).toEqual([['NO_CONVICTION'], ['CHECKED_THIS_YEAR'], ['TRAINED'], [], ['NOT_FOUND_SUITABLE']]);
    expect([bars(small, 'FOSTER_FAMILY'), withFamily(every, convicted)?.barred, withFamily(every, small)?.barred]).toEqual([['ENOUGH_ROOM'], true, false]);
    expect(formIn(withFamily(every, convicted), 'GUARDIANSHIP')?.reasons).toMatchObject([{ code: 'CONDITION_NOT_MET', side: 'BARS', articles: ['122(1)7, as changed by Law 236-VIII'] }]);
  });

  it('is a home without room for all brothers and sisters, who come along one after the other', async () => {
    const [small, child, brother, sister] = [await authority.family(), await waiting(), await waiting(), await waiting()];
    await authority.rows(`update carer_evidence set amount = 45 where kind = 'HOUSING' and ${ofCarer}`, [small.carers[0]]);
    await brothers(child, brother);
    const inSmall = async (apart: string | null) => ['GUARDIANSHIP', 'FOSTER_FAMILY'].map(async (form) => formIn(withFamily(await optionsOf(child, { barred: true, apart }), small), form));
    expect((await Promise.all(await inSmall(null))).map((form) => [form?.possible, form?.siblings.length])).toEqual([[true, 1], [true, 1]]);
    await brothers(child, sister);
    await brothers(brother, sister);
    expect((await Promise.all(await inSmall(null))).map((form) => [form?.possible, form?.siblings.length])).toEqual([[true, 2], [false, 0]]);
    expect((await Promise.all(await inSmall('IN_THEIR_INTEREST_AND_STRANGERS'))).map((form) => [form?.possible, codes(form?.reasons, 'AGAINST')])).toEqual([[true, []], [true, ['SIBLINGS_APART_ALLOWED']]]);
  });

  it('says who must consent, of brothers and sisters who come along, too, and who has had one of them for two terms', async () => {
    const district = '751710000';
    const [family, child, sister] = [await authority.family(1, district), await waiting('2018-03-10', { district }), await waiting('2016-10-01', { district })];
    await brothers(child, sister);
    const option = formIn(withFamily(await optionsOf(child, { forms: ['PATRONAGE'] }), family), 'PATRONAGE');
    expect([option?.siblings, codes(option?.reasons, 'ASKS')]).toEqual([[{ iin: sister }], ['CONSENT_OF_SIBLING']]);
    expect(codes(formIn(withFamily(await optionsOf(child, { forms: ['PATRONAGE'], on: '2026-09-30' }), family), 'PATRONAGE')?.reasons, 'ASKS')).toEqual([]);
    const before = await authority.placed(sister, { family: family.id, occurredOn: '2026-09-02', district, siblingsApart: 'IN_THEIR_INTEREST_AND_STRANGERS' });
    await authority.change('endPlacement', before.id, { reason: 'ENDED_BY_BODY' });
    // The same carer by another family.
    const [other] = await authority.rows<{ id: string }>(
      `with f as (insert into foster_family (region_kato, district_kato, source) values ('750000000', $2, 'test') returning id, public_id)
       insert into carer (family_id, iin, valid_from, source) select id, $1, '2026-09-01', 'test' from f returning (select public_id from f) as id`, [family.carers[0], district]);
    const professional = async (id: string) => (await optionsOf(child, { forms: ['PROFESSIONAL_FOSTER'], barred: true }))?.find((one) => one.family?.id === id)?.forms[0];
    expect((await Promise.all([family.id, other?.id ?? ''].map(professional))).map((form) => [form?.possible, form?.siblings])).toEqual([[false, []], [false, []]]);
  });

  it('counts children who live there, each once: not who left that day, nor who came of age', async () => {
    const district = '751910000';
    const [family, child] = [await authority.family(1, district), await waiting('2018-03-10', { district })];
    const count = async () => withFamily(await optionsOf(child), family)?.children;
    const [left, stays] = [await authority.child(), await authority.child()];
    const gone = await authority.placed(left, { form: 'GUARDIANSHIP', family: family.id, district });
    await authority.change('endPlacement', gone.id, { occurredOn: '2026-10-01', reason: 'ENDED_BY_CARER' });
    const before = await authority.placed(stays, { form: 'GUARDIANSHIP', family: family.id, district });
    await authority.mutate('movePlacement', { ...authority.placement(stays, { form: 'PATRONAGE', family: family.id, district, occurredOn: '2026-10-01' }), placement: before.id, expectedVersion: 1 });
    await authority.rows(`insert into placement (iin, form, family_id, body_bin, act, reason, region_kato, district_kato, valid_from, source)
      select $1, 'GUARDIANSHIP', id, $3, '1', 'ORPHAN', '750000000', $4, '2015-01-01', 'test' from foster_family where public_id::text = $2`, [await authority.child('2004-02-29'), family.id, BODY, district]);
    expect(await count()).toBe(1);
  });

  it('speaks the language of whoever asks', async () => {
    const [family, child] = [await authority.family(), await waiting('2015-03-10')];
    const words = async (language: Language) => {
      const { data } = await authority.care.call({ query: OPTIONS, variables: { child, forms: ['PATRONAGE'] }, viewer: NATION, purpose: 'CARE_SUPERVISION', envelope: { language } });
      return formIn(withFamily(data?.['placementOptions'] as readonly Option[], family), 'PATRONAGE')?.reasons.map(({ text }) => text);
    };
    expect([await words('KK'), await words('RU'), await words('EN')]).toEqual([['Баланың келісімі қажет'], ['Нужно согласие ребёнка'], ['The child must consent']]);
  });

  it('is for adoption also a difference of less than sixteen years, and another article on brothers and sisters', async () => {
    const [family, young] = [await authority.family(), await authority.family()];
    for (const one of [family, young]) await decided(one, 'ADOPTION', true, '2026-08-01');
    for (const one of [family, young]) await paper(one.carers[0], 'SPOUSE_CAPACITY_LIMITED', false);
    await candidates(young, `birth_date = '2000-01-01'`);
    const child = await waiting('2014-03-10');
    const found = await optionsOf(child, { forms: ['ADOPTION'], barred: true });
    expect([codes(formIn(withFamily(found, family), 'ADOPTION')?.reasons, 'ASKS'), codes(formIn(withFamily(found, young), 'ADOPTION')?.reasons, 'BARS')]).toEqual([['DECIDED_BY_COURT'], ['AGE_GAP']]);
    expect(placesOf(await optionsOf(child, { forms: ['ADOPTION'] }), family, young)).toEqual(['0']);
  });
});

describe('who', () => {
  it('is the authority, of children and families in its regions, and never of the official\'s own family', async () => {
    const [here, there] = [await authority.family(), await authority.family(1, ASTANA)];
    const child = await waiting();
    const ask = async (viewer: Viewer, iin = child) => placesOf(await optionsOf(iin, {}, viewer), here, there);
    expect([await ask(ALMATY_BODY), await optionsOf(child, {}, ASTANA_BODY), await optionsOf(await authority.child())]).toEqual([['0'], null, null]);
    expect(await ask(viewerAs('ministry:foster-families', { regions: ['750000000'], iin: here.carers[0] ?? '' }))).toEqual([]);
    const code = async (viewer: Viewer, purpose: 'CARE_SUPERVISION' | 'CHILD_PROFILE' = 'CARE_SUPERVISION') =>
      (await authority.care.call({ query: OPTIONS, variables: { child }, viewer, purpose })).errors.map(({ extensions }) => extensions['code']);
    expect([await code(CASEWORKER), await code(viewerAs('ministry:benefits')), await code(NATION, 'CHILD_PROFILE')]).toEqual([['ROLE_NOT_ALLOWED'], expect.any(Array), expect.any(Array)]);
    expect((await code(viewerAs('ministry:benefits'))).length + (await code(NATION, 'CHILD_PROFILE')).length).toBe(2);
    expect(await code(viewerAs('ministry:foster-families', { iin: child }))).toEqual(['WITHHELD']);
  });

  it('stands in the ledger with the child, its brothers and sisters and the carers', async () => {
    const [family, child, sister] = [await authority.family(2), await waiting(), await waiting()];
    await brothers(child, sister);
    const correlationId = randomUUID();
    await authority.care.call({ query: OPTIONS, variables: { child, forms: ['PATRONAGE'] }, viewer: NATION, purpose: 'CARE_SUPERVISION', envelope: { correlationId } });
    const told = (await readLedger(authority.care.database.adminUrl)).filter(({ correlation, fields }) => correlation === correlationId && fields.some((field) => field.startsWith('PlacementOption.')));
    expect([child, sister, ...family.carers].filter((iin) => !told.some((one) => one.iin === iin && one.outcome === 'RELEASED'))).toEqual([]);
  });

  it('costs the same statements however many families there are', async () => {
    const child = await waiting('2018-03-10', { district: '610000000' });
    for (let i = 0; i < 12; i += 1) await authority.family(1 + (i % 2), i < 8 ? '611000000' : '611600000');
    const asked = async (first: number) => {
      authority.care.takeSql();
      const found = await optionsOf(child, { first }, viewerAs('ministry:foster-families', { regions: ['610000000'] }));
      return { found: found?.length ?? 0, statements: authority.care.takeSql().filter((sql) => /\b(select|execute)\b/i.test(sql) && !sql.includes('set_config')).length };
    };
    const [few, many] = [await asked(2), await asked(12)];
    expect([few.found, many.found]).toEqual([2, 12]);
    expect(many.statements).toBe(few.statements);
    expect(many.statements).toBeLessThanOrEqual(11);
  });
});

describe('what a family is looked for by', () => {
  const send = async (mutation: string, type: string, fields: string, input: Input): Promise<Record<string, unknown>> => {
    const query = `mutation ($input: ${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input!) { ${mutation}(input: $input) { ... on ${type} { id version ${fields} } ... on Refusal { code field } } }`;
    const { data, errors } = await authority.ask(query, { input: { idempotencyKey: randomUUID(), source: 'paper 1', ...input } });
    return (data?.[mutation] as Record<string, unknown> | null) ?? { errors: errors.map(({ extensions }) => extensions['field']) };
  };

  it('comes with a child\'s record and with a candidate\'s, and may be put right', async () => {
    const iin = await authority.child();
    const need = await send('recordCareNeed', 'CareNeed', 'language needs', { iin, notifier: 'SCHOOL', reasons: ['NEGLECT'], body: BODY, district: ALMATY, occurredOn: '2026-09-10', language: 'KK', needs: ['SIGHT', 'SIGHT'] });
    expect(need).toMatchObject({ language: 'KK', needs: ['SIGHT'] });
    const change = { need: need['id'], expectedVersion: 1, occurredOn: '2026-09-11' };
    expect(await send('amendCareNeed', 'CareNeed', 'language needs', { ...change, language: 'UG' })).toMatchObject({ language: 'UG', needs: ['SIGHT'], version: 2 });
    expect(await send('amendCareNeed', 'CareNeed', 'language needs', { ...change, expectedVersion: 2, needs: [] })).toMatchObject({ language: 'UG', needs: [] });
    const candidate = await send('registerCandidate', 'CarerCandidate', 'languages preparedFor',
      { iin: authority.iin(), birthDate: '1980-05-05', sex: 'FEMALE', forms: ['PATRONAGE'], body: BODY, district: ALMATY, occurredOn: '2026-09-10', languages: ['RU'] });
    expect(candidate).toMatchObject({ languages: ['RU'], preparedFor: [] });
    const about = { candidate: candidate['id'], expectedVersion: 1, occurredOn: '2026-09-11', evidence: [] };
    expect(await send('recordCandidateEvidence', 'CarerCandidate', 'languages', about)).toEqual({ errors: ['input.evidence'] });
    expect(await send('recordCandidateEvidence', 'CarerCandidate', 'languages preparedFor', { ...about, languages: ['RU', 'UG'], preparedFor: ['HEARING'] })).toMatchObject({ languages: ['RU', 'UG'], preparedFor: ['HEARING'], version: 2 });
  });
});
