import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PURPOSES, purposesOf } from '../../subgraphs/shared/access/purposes.js';
import { ROLES, type Role } from '../../subgraphs/shared/access/viewer.js';
import { readLedger } from '../ledger/read-ledger.js';
import { Federation } from './support/federation.js';
import { CHILD_ONE, GUARDED } from './support/guarded.js';

let federation: Federation;
beforeAll(async () => {
  federation = await Federation.start(GUARDED);
});
afterAll(() => federation.close());

const PUBLIC = '{ regions { kato } }';
const CHILD = `{ child(iin: "${CHILD_ONE}") { name } }`;
const as = (role: Role, purpose: string | null, headers: Record<string, string> = {}) =>
  federation.ask(CHILD, { claims: { role, iin: '880617900004' }, purpose, headers });

describe('a purpose', () => {
  it.each(ROLES)('is named by a %s who may, and by nobody else', async (role) => {
    for (const purpose of PURPOSES) {
      const { status, body } = await as(role, purpose, { 'x-case-number': 'K-7' });
      const may = purposesOf(role).includes(purpose);
      expect([purpose, status, body.errors?.some(({ extensions }) => extensions['code'] === 'PURPOSE_NOT_ALLOWED') ?? false]).toEqual([purpose, may ? 200 : 403, !may]);
    }
  });

  it('that is for cases needs one, and leaves a refusal on record without one', async () => {
    const reply = await as('auditor', 'AUDIT_CASE');
    expect(reply).toMatchObject({ status: 403, body: { errors: [{ message: 'X-Case-Number must name the case for which AUDIT_CASE is asked.', extensions: { code: 'CASE_NUMBER_MISSING' } }] } });
    const records = await readLedger(federation.database.adminUrl, reply.headers.get('x-correlation-id') ?? '');
    expect(records).toMatchObject([{ outcome: 'REFUSED', reason: 'CASE_NUMBER_MISSING', role: 'auditor' }]);
    expect(await as('auditor', 'AUDIT_CASE', { 'x-case-number': 'GA-7/2026' })).toMatchObject({ status: 200, body: { data: { child: { name: 'Aru' } } } });
  });

  it('is not needed for what is public, with a token or without', async () => {
    for (const claims of [null, {}, { role: 'operator' }]) {
      const reply = await federation.ask(PUBLIC, { claims, purpose: null });
      expect([reply.status, reply.body.errors, reply.body.data?.['regions']]).toEqual([200, undefined, expect.arrayContaining([expect.anything()])]);
      expect(federation.subgraph('registry').calls.at(-1)?.envelope).toMatchObject({ purpose: null, caseNumber: null });
    }
  });
});
