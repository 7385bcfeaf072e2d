import { describe, expect, it } from 'vitest';
import { isProgramme, isRole, isSubgraphName, OFFICIAL_ROLES, ROLES, staffRole, SUBGRAPHS } from './viewer.js';

describe('names', () => {
  it('of subgraphs, programmes and roles are those that there are', () => {
    expect(['registry', 'foster-families', 'audit', 'gateway', 'Registry', undefined].map(isSubgraphName)).toEqual([true, true, true, false, false, false]);
    expect(['schools', 'audit', ''].map(isProgramme)).toEqual([true, false, false]);
    expect(['citizen', 'ministry:schools', 'ministry:audit', 'ministry:', ['citizen']].map(isRole)).toEqual([true, true, false, false, false]);
  });

  it('of roles with a view of people leave out citizens, auditors and operators', () => {
    expect(ROLES.filter((role) => !(OFFICIAL_ROLES as readonly string[]).includes(role))).toEqual(['citizen', 'auditor', 'operator']);
  });
});

it('every subgraph has staff: its ministry\'s, or auditors', () => {
  expect(SUBGRAPHS.map(staffRole)).toEqual(['ministry:registry', 'ministry:benefits', 'ministry:savings', 'ministry:foster-families', 'ministry:schools', 'auditor']);
});
