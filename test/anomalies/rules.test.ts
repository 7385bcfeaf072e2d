import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PREVENTED } from '../../local/population/anomalies/beyond.js';
import { KINDS } from '../../local/population/anomalies/kinds.js';
import { RULES } from '../../local/population/anomalies/rules.js';
import { countKinds } from '../../local/populate/truth.js';
import { differences, plantedFor } from '../../soak/support/audit/compare.js';
import { AUDIT_RULES } from '../../subgraphs/audit/modules/rule/rules.js';
import type { ProgrammeName } from '../../subgraphs/shared/access/viewer.js';
import { projectRoot } from '../../subgraphs/shared/project.js';
import { RuleLab } from '../subgraphs/audit/support/rule-lab.js';
import { publishedOfTheNation, spoil, type Spoilt } from './support/spoil.js';

/*
 * The library of auditors' rules against what is known to be wrong: on a population with planted errors each finds every one and nothing
 * else, and on one without it finds nothing. What no kind of error stands for is spoilt past every check. Both are snapshots as the
 * product takes them, asked as it asks; a second time with their rows in memory, which takes a quarter of the time.
 */

const CHILDREN = 1_000;
/** Some of each kind, and few households without. */
const MANY = 6_000;

/** Nobody is told of in facts; schools are public. */
const PSEUDONYM = /\w{8}-\w{4}-\w{4}-\w{4}-\w{12}/;
const PUBLIC = /"school":"[^"]*"/;

let planted: RuleLab;
let clean: RuleLab;
let spoilt: Spoilt;
beforeAll(async () => {
  [planted, clean] = [await RuleLab.of(CHILDREN, MANY), await RuleLab.of(CHILDREN, undefined)];
  spoilt = await spoil(planted);
  for (const lab of [planted, clean]) {
    await publishedOfTheNation(lab);
    await lab.take();
  }
}, 240_000);
afterAll(async () => {
  await planted.close();
  await clean.close();
});

describe.each(AUDIT_RULES)('$id', ({ id, sql }) => {
  it('finds what was planted, all of it and nothing else, and the same when it is asked again, of rows that lie otherwise', async () => {
    const { names } = planted;
    const found = await planted.found(id);
    expect(differences(found, [...plantedFor(id, planted.truths, names), ...spoilt.wanted(id, names)])).toEqual([]);
    expect(JSON.stringify(await planted.foundInMemory(id))).toBe(JSON.stringify(found));
    expect(found.filter(({ facts }) => PSEUDONYM.test(facts.replace(PUBLIC, '')))).toEqual([]);
  });

  it('finds nothing where nothing was planted', async () => expect(await clean.foundInMemory(id)).toEqual([]));

  it('has the columns that rules have, with their types', async () => {
    const columns = await planted.askInMemory<{ column_name: string; column_type: string }>(`select column_name, column_type from (describe with snapshot as (select date '2026-01-01' as day) select * from (${sql}) found)`);
    expect(columns.map(({ column_name: name, column_type: type }) => `${name} ${type}`)).toEqual(['about VARCHAR', 'region VARCHAR', 'month DATE', 'amount DECIMAL(18,2)', 'record VARCHAR', 'facts VARCHAR']);
  });
});

it('some of each kind are there', () => {
  expect(Math.min(...countKinds(planted.truths).values())).toBeGreaterThanOrEqual(1);
  expect(planted.truths.length).toBeGreaterThan(4 * KINDS.length);
});

it('every rule of a planted error is in the library', () => expect(Object.keys(RULES).filter((rule) => !AUDIT_RULES.some(({ id }) => id === rule))).toEqual([]));

it.each(PREVENTED)('$what: prevented by $by', async ({ programme, by }) => {
  expect(await clean.read(programme as ProgrammeName, `select relname as name from pg_class where relname = '${by}' union select conname from pg_constraint where conname = '${by}'`)).toEqual([{ name: by }]);
});

it('every kind, every rule and everything prevented stands in the documentation', () => {
  const page = readFileSync(path.join(projectRoot(), 'docs/anomalies.md'), 'utf8');
  const named = [...KINDS.map(({ code }) => code), ...PREVENTED.map(({ by }) => by)];
  expect(named.filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
  expect(AUDIT_RULES.filter(({ id }) => !page.includes(`| ${id} |`)).map(({ id }) => id)).toEqual([]);
});
