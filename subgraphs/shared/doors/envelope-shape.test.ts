import { describe, expect, it } from 'vitest';
import { isEnvelope } from './envelope-shape.js';

const VIEWER = { subject: 's', role: 'caseworker', client: 'c', iin: '900101900018', organisation: '123456789012', regions: ['710000000', '*'], scopes: ['identity'], documents: 'trusted' };
const ENVELOPE = {
  subgraph: 'benefits',
  viewer: VIEWER,
  purpose: 'CHILD_PROFILE',
  caseNumber: 'GA-7/2026',
  language: 'KK',
  today: '2026-11-22',
  expiresAt: 1_795_000_000_000,
  nonce: '0f8fad5b-d9cb-469f-a165-70867728950e',
  correlationId: 'c-1',
};

const without = (whole: object, name: string): object => Object.fromEntries(Object.entries(whole).filter(([key]) => key !== name));

describe('the content of an envelope', () => {
  it('is one with all its members, of somebody or of nobody', () => {
    expect(isEnvelope(ENVELOPE)).toBe(true);
    expect(isEnvelope({ ...ENVELOPE, viewer: null, purpose: null, caseNumber: null })).toBe(true);
    expect(isEnvelope({ ...ENVELOPE, viewer: { ...VIEWER, iin: null, organisation: null, regions: [], scopes: [], documents: 'free' } })).toBe(true);
  });

  it('may come from an earlier gateway, which names no case, and from a later one, which says more', () => {
    expect(isEnvelope(without(ENVELOPE, 'caseNumber'))).toBe(true);
    expect(isEnvelope({ ...ENVELOPE, later: true, viewer: { ...VIEWER, later: true } })).toBe(true);
  });

  it.each(Object.keys(ENVELOPE).filter((name) => name !== 'caseNumber'))('is none without %s', (name) => {
    expect(isEnvelope(without(ENVELOPE, name))).toBe(false);
  });

  it.each(Object.keys(VIEWER))('is none of a viewer without %s', (name) => {
    expect(isEnvelope({ ...ENVELOPE, viewer: without(VIEWER, name) })).toBe(false);
  });

  it.each<[string, unknown[]]>([
    ['subgraph', ['', 'benefit', 7]],
    ['purpose', ['', 'child_profile']],
    ['caseNumber', ['', '-7', 'a b', 7]],
    ['language', ['', 'kk']],
    ['today', ['', '2026-02-30', '22.11.2026', 7]],
    ['expiresAt', ['1795000000000', 0.5, null]],
    ['nonce', ['', '0f8fad5bd9cb469fa16570867728950e', 'x0f8fad5b-d9cb-469f-a165-70867728950e', '0f8fad5b-d9cb-469f-a165-70867728950ex', '0F8FAD5B-D9CB-469F-A165-70867728950E', 'xf8fad5b-d9cb-469f-a165-70867728950e', '0f8fad5b-dxcb-469f-a165-70867728950e', '0f8fad5b-d9cb-469f-a165-7086772895xe', '0f8fad5b-d-4-a-70867728950e', '0f8fad5b-d9cb-469f-a165-7']],
    ['correlationId', ['', 'a b', 'a\nb', ' c', 'c ', 'x'.repeat(65)]],
  ])('is none with a wrong %s', (name, wrong) => {
    for (const value of wrong) expect(isEnvelope({ ...ENVELOPE, [name]: value })).toBe(false);
  });

  it.each<[string, unknown[]]>([
    ['subject', ['', 7]],
    ['role', ['', 'ministry:audit']],
    ['client', ['', 7]],
    ['iin', ['', '90010190001', '9001019000188', 'x00101900018', 7]],
    ['organisation', ['', '12345678901', '1234567890123']],
    ['regions', ['710000000', ['71000000'], ['7100000000'], ['**'], ['x710000000'], ['']]],
    ['scopes', ['identity', ['identiti']]],
    ['documents', ['', 'any']],
  ])('is none of a viewer with a wrong %s', (name, wrong) => {
    for (const value of wrong) expect(isEnvelope({ ...ENVELOPE, viewer: { ...VIEWER, [name]: value } })).toBe(false);
  });
});
