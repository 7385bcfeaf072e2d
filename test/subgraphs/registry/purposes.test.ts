import { afterAll, beforeAll, expect, it } from 'vitest';
import { PURPOSES, ruleOfPurpose, type Purpose } from '../../../subgraphs/shared/access/purposes.js';
import type { Envelope } from '../../../subgraphs/shared/doors/envelope.js';
import { viewerAs } from '../../support/gateway-call.js';
import { startTestSubgraph, type TestSubgraph } from '../../support/subgraph.js';

let registry: TestSubgraph;
beforeAll(async () => {
  registry = await startTestSubgraph('registry', { households: 12 });
});
afterAll(() => registry.close());

const PUBLISHED = '{ purposes { code title kk: title(lang: KK) ru: title(lang: RU) legalBasis certainty caseNumberRequired roles { role classes } } }';

interface Published {
  readonly code: Purpose;
  readonly title: string;
  readonly kk: string;
  readonly ru: string;
  readonly legalBasis: string;
  readonly certainty: string;
  readonly caseNumberRequired: boolean;
  readonly roles: readonly { role: string; classes: string[] }[];
}

it('are published to anybody as they are enforced, in three languages, with the acts that they rest on', async () => {
  for (const viewer of [null, viewerAs('auditor')]) {
    const { data, errors } = await registry.call({ query: PUBLISHED, viewer, purpose: null });
    expect(errors).toEqual([]);
    const published = data?.['purposes'] as Published[];
    expect(published.map(({ code }) => code)).toEqual(PURPOSES);
    for (const { code, title, kk, ru, legalBasis, caseNumberRequired, roles } of published) {
      const rule = ruleOfPurpose(code);
      expect(new Set([title, kk, ru]).size).toBe(3);
      expect(legalBasis).not.toBe('');
      expect(caseNumberRequired).toBe(code === 'AUDIT_CASE');
      expect(Object.fromEntries(roles.map(({ role, classes }) => [role, classes]))).toEqual(rule.roles);
    }
  }
});

const child = (): string => registry.households.flatMap(({ parentages }) => parentages.map((one) => one.child)).at(0) ?? '';
const LOOK = 'query ($iin: IIN!) { child(iin: $iin) { birthDate parents { role } residence { address } } }';
const look = (purpose: Purpose, envelope: Partial<Envelope>, regions = ['*']) =>
  registry.call({ query: LOOK, variables: { iin: child() }, viewer: viewerAs('auditor', { regions }), purpose, envelope });

it('let an auditor reach one child with a case number, and no contacts', async () => {
  const { data, errors } = await look('AUDIT_CASE', { caseNumber: 'GA-7/2026' });
  expect(data?.['child']).toMatchObject({ birthDate: expect.any(String) as string, parents: expect.any(Array) as unknown[], residence: { address: null } });
  expect(errors.map(({ path, extensions }) => [path?.join('.'), extensions['code']])).toEqual([['child.residence.address', 'SCOPE_MISSING']]);
});

it('open no child to an auditor who names no case, analyses, or works for another region', async () => {
  expect(await look('AUDIT_CASE', { caseNumber: null })).toMatchObject({ status: 403, errors: [{ extensions: { code: 'CASE_NUMBER_MISSING' } }] });
  for (const answer of [await look('AUDIT_ANALYSIS', { caseNumber: 'GA-7/2026' }), await look('AUDIT_CASE', { caseNumber: 'GA-7/2026' }, [])]) {
    expect(answer).toMatchObject({ data: { child: null }, errors: [{ extensions: { code: 'WITHHELD' } }] });
  }
});
