import { describe, expect, it } from 'vitest';
import { effectiveScopes, isPurpose, openPurpose, PURPOSES, purposesOf, requireCaseNumber, ruleOfPurpose } from './purposes.js';
import { SCOPES } from './scopes.js';
import { ROLES, type Role, type Viewer } from './viewer.js';

const viewer = (role: Role, scopes: Viewer['scopes'] = SCOPES): Viewer => ({ subject: 's', role, client: 'c', iin: null, organisation: null, regions: [], scopes, documents: 'trusted' });

const refused = (code: string, message: string) => expect.objectContaining({ message, extensions: { code } }) as Error;

/** The table once more, as lawyers read it: who may say which purpose, and what it opens. */
const WHOLE = 'identity family contacts benefits savings care education';
const TABLE: Readonly<Record<string, Readonly<Partial<Record<Role, string>>>>> = {
  OWN_FAMILY: { citizen: WHOLE },
  CHILD_PROFILE: { caseworker: WHOLE, ombudsman: 'identity family care education' },
  CIVIL_REGISTRATION: { 'ministry:registry': 'identity family contacts' },
  BENEFIT_ASSESSMENT: { caseworker: 'identity family benefits', 'ministry:benefits': 'identity family benefits' },
  SAVINGS_ADMINISTRATION: { 'ministry:savings': 'identity savings' },
  CARE_SUPERVISION: { caseworker: 'identity family contacts care', ombudsman: 'identity family care', 'ministry:foster-families': 'identity family contacts care' },
  EDUCATION_PLANNING: { caseworker: 'identity education', 'ministry:schools': 'identity education' },
  AUDIT_ANALYSIS: { auditor: 'audit' },
  AUDIT_CASE: { auditor: 'identity family benefits savings care education' },
  AUDIT_ANSWER: { 'ministry:registry': 'findings', 'ministry:benefits': 'findings', 'ministry:savings': 'findings', 'ministry:foster-families': 'findings', 'ministry:schools': 'findings' },
  OPERATIONS: { operator: 'operations' },
};

describe('purposes', () => {
  it('open to each role what the table says, and to no other role anything', () => {
    for (const purpose of PURPOSES.filter((one) => one !== 'ACCESS_REVIEW')) {
      for (const role of ROLES) expect([...(effectiveScopes(viewer(role), purpose) ?? [])].join(' ')).toBe(TABLE[purpose]?.[role] ?? '');
    }
  });

  it('let officials with a view of people review exceptional access, knowing no more than who it is', () => {
    for (const role of ROLES) expect([...(effectiveScopes(viewer(role), 'ACCESS_REVIEW') ?? [])]).toEqual(['citizen', 'auditor', 'operator'].includes(role) ? [] : ['identity']);
  });

  it('open no more than the token allows, and nothing to a role that may not say them', () => {
    expect(effectiveScopes(viewer('citizen', ['care', 'audit']), 'OWN_FAMILY')).toEqual(new Set(['care']));
    expect(effectiveScopes(viewer('citizen', []), 'OWN_FAMILY')).toEqual(new Set());
    expect(effectiveScopes(viewer('citizen'), 'CHILD_PROFILE')).toBeNull();
  });

  it('are known by name', () => {
    expect([isPurpose('OWN_FAMILY'), isPurpose('own_family'), isPurpose(undefined)]).toEqual([true, false, false]);
    expect(purposesOf('ombudsman')).toEqual(['CHILD_PROFILE', 'CARE_SUPERVISION', 'ACCESS_REVIEW']);
  });

  it('name roles that there are, and each of them', () => {
    for (const role of ROLES) expect(purposesOf(role)).not.toEqual([]);
    for (const purpose of PURPOSES) expect(ROLES).toEqual(expect.arrayContaining(Object.keys(ruleOfPurpose(purpose).roles)));
  });

  it('have a name in each language, and a legal basis', () => {
    for (const { title, legalBasis, certainty } of PURPOSES.map(ruleOfPurpose)) {
      for (const text of [title.kk, title.ru, title.en, legalBasis]) expect(text).toMatch(/\S{4}/);
      expect(['A', 'M']).toContain(certainty);
    }
  });
});

describe('a case number', () => {
  it('is wanted for one child\'s case in an audit, and for nothing else', () => {
    for (const purpose of PURPOSES.filter((one) => one !== 'AUDIT_CASE')) expect(() => requireCaseNumber(purpose, null)).not.toThrow();
    expect(() => requireCaseNumber(null, null)).not.toThrow();
    expect(() => requireCaseNumber('AUDIT_CASE', 'GA-7')).not.toThrow();
    expect(() => requireCaseNumber('AUDIT_CASE', null)).toThrow(refused('CASE_NUMBER_MISSING', 'X-Case-Number must name the case for which AUDIT_CASE is asked.'));
  });
});

describe('the purpose of a request', () => {
  it('is none without a viewer or a word about it, and opens nothing then', () => {
    for (const [who, said] of [[null, 'OWN_FAMILY'], [viewer('citizen'), undefined], [null, 'nonsense']] as const) expect(openPurpose(who, said, null)).toEqual({ purpose: null, scopes: new Set() });
  });

  it('opens its classes to a role that may say it', () => {
    expect(openPurpose(viewer('ministry:savings'), 'SAVINGS_ADMINISTRATION', null)).toEqual({ purpose: 'SAVINGS_ADMINISTRATION', scopes: new Set(['identity', 'savings']) });
    expect(openPurpose(viewer('auditor'), 'AUDIT_CASE', 'GA-7').purpose).toBe('AUDIT_CASE');
  });

  it('is refused with those that the role may say', () => {
    const message = 'X-Purpose: the role ombudsman may name CHILD_PROFILE, CARE_SUPERVISION, ACCESS_REVIEW.';
    for (const said of ['OWN_FAMILY', 'nonsense', '']) expect(() => openPurpose(viewer('ombudsman'), said, null)).toThrow(refused('PURPOSE_NOT_ALLOWED', message));
    expect(() => openPurpose(viewer('auditor'), 'AUDIT_CASE', null)).toThrow('X-Case-Number');
  });
});
