import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withClient } from '../support/kept-connections.js';
import { populationOf } from '../../local/bootstrap/population.js';
import type { Truth } from '../../local/population/anomalies/planting.js';
import { seedAll } from '../../local/seeding/seed-all.js';
import { readTruth } from '../../local/seeding/truth-table.js';
import { freshDatabase, type FreshDatabase } from '../support/database.js';
import { POPULATION_RULES } from './support/savings-rules.js';
import { Snapshot } from './support/snapshot.js';

/* Auditors' rules over the views alone, on a population with planted errors: they find every one and nothing else. */

const CHILDREN = 1_500;
const PER_MILLION = 6_000;

let database: FreshDatabase;
let truths: Truth[];
let snapshot: Snapshot;
beforeAll(async () => {
  database = await freshDatabase('savings');
  await seedAll([{ name: 'savings', ownerUrl: database.ownerUrl }], await populationOf(null, CHILDREN, { anomaliesPerMillion: PER_MILLION }));
  truths = await withClient(database.ownerUrl, readTruth);
  snapshot = new Snapshot(database.auditUrl);
});
afterAll(() => database.drop());

/** A planted row as the rules name it. */
function nameOf(key: Readonly<Record<string, unknown>>): string {
  const { iin, kind = '', reportingYear, openedOn } = key as Record<string, string | number | undefined>;
  return `${snapshot.pseudonym(String(iin))} ${kind} ${reportingYear ?? openedOn}`;
}

describe.each(POPULATION_RULES)('$rules', ({ rules, kinds, sql }) => {
  it('finds what was planted, all of it and nothing else', async () => {
    const records = truths.filter(({ kind }) => kinds.includes(kind)).flatMap((truth) => truth.records);
    const planted = records.filter((record) => record.rules.some((rule) => rules.includes(rule))).map(({ key }) => nameOf(key));
    const found = await snapshot.query<{ name: string }>(`select concat(subject, ' ', kind, ' ', at) as name from (${sql}) x`);
    expect([...new Set(found.map(({ name }) => name))].sort()).toEqual([...new Set(planted)].sort());
    for (const kind of kinds) expect(truths.map((truth) => truth.kind)).toContain(kind);
  });
});
