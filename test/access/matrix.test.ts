import { readFileSync } from 'node:fs';
import path from 'node:path';
import { buildSchema, isObjectType, type GraphQLSchema } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isExhaustive } from '../support/effort.js';
import { withClient } from '../support/kept-connections.js';
import { SCHEMAS } from '../../schema/subgraphs.js';
import { PURPOSES } from '../../subgraphs/shared/access/purposes.js';
import type { SubgraphName } from '../../subgraphs/shared/access/viewer.js';
import { projectRoot } from '../../subgraphs/shared/project.js';
import { everythingIn } from '../support/breaking.js';
import { NEVER_SHOWN } from './fields.js';
import { MUTATIONS } from './mutation-policy.js';
import { ACTORS, PURPOSES_OF } from './policy.js';
import { inputsFor, type Inputs } from './support/inputs.js';
import { Lab, type At } from './support/lab.js';

const api = buildSchema(readFileSync(path.join(projectRoot(), 'schema/api.graphql'), 'utf8'));

let lab: Lab;
let gateway: At;
let inputs: Readonly<Record<'new' | 'stale', Inputs>>;
beforeAll(async () => {
  lab = await Lab.open();
  gateway = { door: 'gateway', url: lab.federation.url, issuer: lab.federation.issuer, schema: api };
  const placements = await withClient(databaseOf('foster-families'), (admin) => admin.query<{ iin: string; id: string }>('select iin, public_id as id from placement'));
  const of = (iin: string): string => placements.rows.find((row) => row.iin === iin)?.id ?? '';
  const [money = { award: '', overpayment: '' }] = (await withClient(databaseOf('benefits'), (admin) => admin.query<{ award: string; overpayment: string }>(
    'select a.public_id as award, o.public_id as overpayment from overpayment o join benefit_award a on a.id = o.award_id where recovered = 0'))).rows;
  const inputsOf = (version: number): Inputs => inputsFor(lab.cast.iin, { open: of(lab.cast.iin.ward), shielded: of(lab.cast.iin.shielded) }, money, version);
  inputs = { new: inputsOf(1), stale: inputsOf(999) };
});
afterAll(() => lab.close());

const databaseOf = (name: SubgraphName): string => lab.federation.subgraphs[name].database.adminUrl;

const ownDoor = (name: string, schema: GraphQLSchema): At => {
  const { url, issuer } = lab.federation.subgraphs[name as SubgraphName];
  return { door: name === 'registry' ? 'registry' : 'programme', url, issuer, schema };
};

/** Who works at a subgraph: auditors at theirs. */
const staffOf = (name: string): readonly string[] => (name === 'audit' ? ['auditor'] : [`${name}, whole country`, `${name}, here`]);

/** The door of somebody's own ministry; none for whoever works for none. */
const ownDoors = (role: string | undefined): At[] => Object.entries(SCHEMAS).filter(([name]) => staffOf(name).some((who) => role !== undefined && ACTORS[who]?.role === role)).map(([name, { own }]) => ownDoor(name, own));

const coordinatesOf = (schema: GraphQLSchema): string[] =>
  Object.values(schema.getTypeMap()).flatMap((type) => (isObjectType(type) && !type.name.startsWith('__') ? Object.keys(type.getFields()).map((field) => `${type.name}.${field}`) : []));

describe('the policy', () => {
  it('says of every field of the published graph who has it, and of nothing else', () => {
    const [published, covered] = [new Set(coordinatesOf(api)), new Set(lab.policy.coordinates)];
    expect({ 'not in the policy': [...published.difference(covered)], 'in no schema': [...covered.difference(published)] }).toEqual({ 'not in the policy': [], 'in no schema': [] });
  });

  it.each(Object.entries(SCHEMAS))('says so of every field at %s\'s own door', (_name, { own }) => {
    expect(coordinatesOf(own).filter((coordinate) => !lab.policy.coordinates.includes(coordinate))).toEqual([]);
  });

  it('names every purpose and every mutation, and no others', () => {
    expect([...new Set(Object.values(PURPOSES_OF).flat())].sort()).toEqual([...PURPOSES].sort());
    expect(MUTATIONS.flatMap(({ fields }) => fields.split(' ')).sort()).toEqual(Object.keys(api.getMutationType()?.getFields() ?? {}).sort());
  });
});

describe('through the gateway', () => {
  // Whoever sees most asks three hundred times, and a busy machine takes its time.
  it.each(Object.keys(ACTORS))('%s', { timeout: 180_000 }, async (who) => {
    expect(await lab.examine(who, gateway)).toEqual([]);
  });
});

describe('at the ministries\' own doors', () => {
  it.each(Object.entries(SCHEMAS))('%s', async (name, { own }) => {
    for (const who of staffOf(name)) expect(await lab.examine(who, ownDoor(name, own))).toEqual([]);
  });
});

describe('purposes', () => {
  it('that a role may not name are refused with the whole request, at either door', async () => {
    const told: Record<string, string[]> = {};
    const expected: Record<string, string[]> = {};
    for (const [who, actor] of Object.entries(ACTORS)) {
      const at = [gateway, ...ownDoors(actor?.role)];
      for (const purpose of actor === null ? [] : [...PURPOSES, 'CURIOSITY']) {
        told[`${who} ${purpose}`] = await Promise.all(at.map((door) => lab.knock(who, purpose, door)));
        expected[`${who} ${purpose}`] = at.map(() => (PURPOSES_OF[actor?.role ?? '']?.includes(purpose) === true ? 'let in' : 'PURPOSE_NOT_ALLOWED'));
      }
    }
    expect(told).toEqual(expected);
  });
});

describe('mutations', () => {
  const registers = ['registry', 'benefits', 'savings', 'foster-families', 'schools'] as const;
  const everything = (): Promise<unknown> => Promise.all(registers.map((name) => everythingIn(databaseOf(name))));
  let before: unknown;
  beforeAll(async () => {
    before = await everything();
  });
  const serves = (who: string): boolean => MUTATIONS.some(({ roles }) => roles.split(' ').includes(ACTORS[who]?.role ?? ''));
  // A mutation looks at the role, whether it is somebody's, and the regions; of those who are alike in them one is enough, and somebody who is nobody to the child.
  const alike = (who: string): string => JSON.stringify([ACTORS[who]?.role, ACTORS[who]?.person !== undefined, ACTORS[who]?.regions ?? [], who === 'stranger']);
  const trying = isExhaustive() ? Object.keys(ACTORS) : [...Map.groupBy(Object.keys(ACTORS), alike).values()].flatMap(([first]) => first ?? []);

  it('are refused to everybody else, and nothing is written', async () => {
    const faults: Record<string, string[]> = {};
    for (const who of trying.filter((one) => !serves(one))) faults[who] = await lab.mutate(who, gateway, inputs.new);
    expect(Object.entries(faults).filter(([, found]) => found.length > 0)).toEqual([]);
    expect(await everything()).toEqual(before);
  });

  it.each(trying.filter(serves))('%s: those of their register, and no other\'s', async (who) => {
    // What they may is refused for the record's version, or for where it would take place.
    expect(await lab.mutate(who, gateway, inputs.stale)).toEqual([]);
    for (const door of ownDoors(ACTORS[who]?.role)) expect(await lab.mutate(who, door, inputs.stale)).toEqual([]);
    expect(await everything()).toEqual(before);
  });
});

describe('afterwards', () => {
  it('what was changed comes out of the mutation as out of the register', async () => {
    expect(await lab.change('registry, whole country', 'registerResidence', gateway, inputs.new)).toEqual([]);
    expect(await lab.change('caseworker here', 'breakGlass', gateway, inputs.new)).toEqual([]);
    expect(await lab.change('foster-families, whole country', 'recordPlacement', gateway, inputs.new)).toEqual([]);
    for (const mutation of ['startPaymentRun', 'recordOverpayment', 'planRecovery', 'recordReturn', 'submitBenefitCase', 'reportCircumstance']) expect(await lab.change('benefits, whole country', mutation, gateway, inputs.new)).toEqual([]);
    expect(await lab.change('savings, whole country', 'prepareAccrualRun', gateway, inputs.new)).toEqual([]);
    expect(await lab.change('schools, here', 'planProject', gateway, inputs.new)).toEqual([]);
    for (const mutation of ['setIntake', 'setCatchment', 'recordSchoolApplication']) expect(await lab.change('schools, whole country', mutation, gateway, inputs.new)).toEqual([]);
    for (const mutation of ['openInquiry', 'closeInquiry', 'signCheckpoint', 'takeSnapshot', 'runAuditRule', 'assignFindings', 'exportEvidence', 'openEngagement', 'closeEngagement']) expect(await lab.change('auditor', mutation, gateway, inputs.new)).toEqual([]);
  });

  it('the registers show what was changed', { timeout: 180_000 }, async () => {
    expect(await lab.examine('registry, whole country', gateway)).toEqual([]);
    expect(await lab.examine('savings, whole country', gateway)).toEqual([]);
    expect(await lab.examine('caseworker here', gateway, 'ACCESS_REVIEW')).toEqual([]);
    expect(await lab.examine('auditor', gateway, 'AUDIT_ANALYSIS')).toEqual([]);
  });

  it('every field had a value for somebody, and every record and what tells a place was refused to somebody', () => {
    const { shown, refused } = lab.evidence;
    const guarded = lab.policy.coordinates.filter((coordinate) => {
      const [type = '', field = ''] = coordinate.split('.');
      const { columns, marks } = lab.policy.classOf(type, field) ?? { columns: [], marks: new Set() };
      // A family is refused with the placement's field that leads to it, as is what hangs on a section.
      return (['Query', 'Mutation', 'Child', 'Person'].includes(type) || marks.has('place') || marks.has('facts')) && type !== 'FosterFamily' && (columns.length > 0 || marks.has('record'));
    });
    expect({ 'never shown': lab.policy.coordinates.filter((one) => !shown.has(one)).sort(), 'never refused': guarded.filter((one) => !refused.has(one)) }).toEqual({ 'never shown': [...NEVER_SHOWN].sort(), 'never refused': [] });
  });
});
