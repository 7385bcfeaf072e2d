import { readFileSync } from 'node:fs';
import path from 'node:path';
import { buildSchema, isObjectType, type GraphQLSchema } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SCHEMAS } from '../../schema/subgraphs.js';
import { projectRoot } from '../../subgraphs/shared/project.js';
import type { SubgraphName } from '../../subgraphs/shared/access/viewer.js';
import { ACTORS } from './policy.js';
import { Lab } from './support/lab.js';

const api = buildSchema(readFileSync(path.join(projectRoot(), 'schema/api.graphql'), 'utf8'));

let lab: Lab;
beforeAll(async () => {
  lab = await Lab.open();
});
afterAll(() => lab.close());

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
});

describe('through the gateway', () => {
  it.each(Object.keys(ACTORS))('%s', async (who) => {
    const faults = await lab.examine(who, { door: 'gateway', url: lab.federation.url, issuer: lab.federation.issuer, schema: api }); if (faults.length) (await import('node:fs')).appendFileSync('/tmp/faults.txt', faults.map((f) => who + ' # ' + f + '\n').join('')); expect(faults.length).toBe(0);
  });
});

describe('at the ministries\' own doors', () => {
  it.each(Object.entries(SCHEMAS))('%s', async (name, { own }) => {
    const { url, issuer } = lab.federation.subgraphs[name as SubgraphName];
    const faults: string[] = [];
    for (const who of [`${name}, whole country`, `${name}, here`]) faults.push(...(await lab.examine(who, { door: name === 'registry' ? 'registry' : 'programme', url, issuer, schema: own })));
    if (faults.length) (await import('node:fs')).appendFileSync('/tmp/faults.txt', faults.map((f) => 'OWN ' + name + ' # ' + f + '\n').join('')); expect(faults.length).toBe(0);
  });
});
