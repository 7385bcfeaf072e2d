import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Truth } from '../../local/population/anomalies/planting.js';
import { ACROSS_RULES, OTHER_RULES } from './support/across-rules.js';
import { Together } from './support/together.js';

/*
 * Auditors' rules that take the views of several programmes, on a population with planted errors and on one without: they find every one and
 * nothing else. What one programme's views suffice for is in the files of that programme.
 */

const CHILDREN = 1_500;
const PER_MILLION = 6_000;
const RULES = ACROSS_RULES('2026-10-01');

let spoiled: Together;
let clean: Together;
beforeAll(async () => {
  [spoiled, clean] = [await Together.of(CHILDREN, PER_MILLION), await Together.of(CHILDREN, undefined)];
  await spoil(spoiled);
  await spoiled.take();
  await clean.take();
}, 240_000);
afterAll(async () => {
  await spoiled.drop();
  await clean.drop();
});

/** A planted row as the rules name it: of an award its month, of a parentage the parent, else the day. */
function nameOf(of: Together, key: Readonly<Record<string, unknown>>): string {
  const { award, iin, month, validFrom, schoolYear, parent } = key as Record<string, string | undefined>;
  const month1 = (day: string | undefined): string => `${day?.slice(0, 7)}-01`;
  if (award !== undefined) return `${of.pseudonym(award)} ${month ?? month1(validFrom)}`;
  return `${of.pseudonym(iin ?? '')} ${parent === undefined ? validFrom ?? schoolYear : of.pseudonym(parent)}`;
}

const namesOf = async (of: Together, sql: string): Promise<string[]> => [...new Set((await of.query<{ name: string }>(sql)).map(({ name }) => name))].sort();

const planted = (of: Together, truths: readonly Truth[], rules: readonly string[]): string[] =>
  [...new Set(truths.flatMap(({ records }) => records).filter((record) => record.rules.some((rule) => rules.includes(rule))).map(({ key }) => nameOf(of, key)))].sort();

it('the rules were written for this population', () => expect([spoiled.asOf, clean.truths]).toEqual(['2026-10-01', []]));

describe.each(RULES)('$rules', ({ rules, kinds, sql }) => {
  it('finds what was planted, all of it and nothing else', async () => {
    for (const kind of kinds) expect(spoiled.truths.map((truth) => truth.kind)).toContain(kind);
    expect(await namesOf(spoiled, sql)).toEqual(planted(spoiled, spoiled.truths.filter(({ kind }) => kinds.includes(kind)), rules));
  });

  it('finds nothing where nothing was planted', async () => expect(await namesOf(clean, sql)).toEqual([]));
});

/** What must be found by the other rules; of the children and projects that come first, so that it is the same each time. */
const wrong = new Map<string, string[]>();

async function spoil(of: Together): Promise<void> {
  const free = await chosen(of);
  const note = (rule: keyof typeof OTHER_RULES, name: string): void => void wrong.set(rule, [...(wrong.get(rule) ?? []), name]);
  const [missing = '', foreign = '', late = ''] = free;
  await of.change('savings', `set session_replication_role = replica; delete from listed_child where iin = '${missing}'`);
  note('A citizen under 18 who is not on the savings programme\'s list', of.pseudonym(missing));
  await of.change('registry', `update citizenship set superseded_at = '2026-09-30T00:00:00Z' where iin = '${foreign}' and country = 'KZ'`);
  note('On the savings programme\'s list as a citizen, and none by the register', of.pseudonym(foreign));
  expect(late).not.toBe('');
}

/** Children of ten who are citizens and about whom nothing else is wrong. */
async function chosen(of: Together): Promise<string[]> {
  const known = new Set(of.truths.flatMap(({ child, others }) => [child, ...others]));
  const rows = await of.read<{ iin: string }>('registry', `select p.iin from person p join citizenship z on z.iin = p.iin and z.country = 'KZ' and z.valid_to is null
    where birth_date between '2015-10-01' and '2017-10-01' and not exists (select 1 from life_status d where d.iin = p.iin) order by p.iin`);
  return rows.map(({ iin }) => iin).filter((iin) => !known.has(iin)).slice(0, 5);
}

describe.each(Object.entries(OTHER_RULES))('%s', (rule, sql) => {
  it('finds what was planted', async () => expect(await namesOf(spoiled, sql)).toEqual((wrong.get(rule) ?? ['nothing was written for it']).sort()));

  it('finds nothing where nothing was planted', async () => expect(await namesOf(clean, sql)).toEqual([]));
});
