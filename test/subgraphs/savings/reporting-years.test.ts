import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withClient } from '../../support/kept-connections.js';
import { fixedClock } from '../../../subgraphs/shared/clock.js';
import { withCheckDigit } from '../../../subgraphs/shared/scalars/identifier.js';
import { viewerAs } from '../../support/gateway-call.js';
import type { Input, Outcome } from '../../support/outcome.js';
import { rowsOf } from '../../support/jobs.js';
import { startTestSubgraph, type TestSubgraph } from '../../support/subgraph.js';

const official = (serial: string) => viewerAs('ministry:savings', { regions: [], iin: withCheckDigit(serial), subject: `official-${serial}` });
const [FIRST, SECOND] = [official('80010130001'), official('80010130002')];
const SYSTEM = viewerAs('ministry:savings', { regions: [], iin: null, subject: 'system' });

let savings: TestSubgraph;
beforeAll(async () => {
  savings = await startTestSubgraph('savings', { clock: fixedClock('2027-01-27T07:00:00Z') });
});
afterAll(() => savings.close());

async function run(mutation: string, type: string, input: Input, viewer: typeof FIRST): Promise<Outcome> {
  const query = `mutation ($input: ${type}!) { out: ${mutation}(input: $input) { __typename ... on ReportingYearDraft { id status year listDate creditedOn perChild { amount } participants total { amount } yieldRate yieldCertainty certainty source } ... on Refusal { code field message } } }`;
  const { data, errors } = await savings.call({ query, variables: { input: { idempotencyKey: randomUUID(), ...input } }, viewer, purpose: 'SAVINGS_ADMINISTRATION' });
  return { ...(data?.['out'] as object | null), errors };
}

/** Made up, and shaped like what was published of other years. */
const FIGURES = { year: 2026, listDate: '2026-12-31', creditedOn: '2027-02-01', perChild: '100.52', participants: 6_919_131, total: '695500000', yieldRate: '0.0301', yieldCertainty: 'B', legalBasis: 'art. 7-4', source: 'made up', certainty: 'B' };

const prepare = (more: Input = {}, viewer = FIRST): Promise<Outcome> => run('prepareReportingYear', 'PrepareReportingYearInput', { ...FIGURES, ...more }, viewer);
const release = (id: unknown, viewer = SECOND): Promise<Outcome> => run('releaseReportingYear', 'ReleaseReportingYearInput', { id }, viewer);
const years = async (): Promise<unknown> => ((await savings.call({ query: '{ reportingYears { year } }', viewer: FIRST, purpose: 'SAVINGS_ADMINISTRATION' })).data?.['reportingYears'] as { year: number }[]).map(({ year }) => year);

describe('a reporting year', () => {
  it.each([
    [{ year: 2025 }, 'ALREADY_RECORDED', 'input.year'],
    [{ year: 2027 }, 'OUT_OF_ORDER', 'input.year'],
    [{ listDate: '2025-12-31' }, 'CONTRADICTORY', 'input.listDate'],
    [{ listDate: '2026-11-30' }, 'CONTRADICTORY', 'input.listDate'],
    [{ creditedOn: '2026-12-31' }, 'CONTRADICTORY', 'input.creditedOn'],
    [{ creditedOn: '2028-02-01' }, 'CONTRADICTORY', 'input.creditedOn'],
    [{ total: '695000000' }, 'CONTRADICTORY', 'input.total'],
    [{ certainty: 'M' }, 'NOT_PUBLISHED', 'input.certainty'],
    [{ yieldCertainty: 'M' }, 'NOT_PUBLISHED', 'input.yieldCertainty'],
  ])('is refused with %o', async (more, code, field) => {
    expect(await prepare(more)).toMatchObject({ code, field });
  });

  it.each([[{ perChild: '0' }, 'input.perChild'], [{ perChild: '1.001' }, 'input.perChild'], [{ yieldRate: '2.97' }, 'input.yieldRate'], [{ participants: 0 }, 'input.participants'], [{ source: ' ' }, 'input.source']])('is not understood with %o', async (more, field) => {
    expect((await prepare(more)).errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', field } }]);
  });

  it('is put down by one official and one of the years when another releases it, once', async () => {
    const first = await prepare({ perChild: '100.51', total: null });
    const { id } = await prepare();
    expect(await release(first.id)).toMatchObject({ code: 'NOT_IN_THIS_STATE' });
    expect(await release(id, FIRST)).toMatchObject({ code: 'SAME_PERSON' });
    expect((await release(id, SYSTEM)).errors).toMatchObject([{ extensions: { code: 'ROLE_NOT_ALLOWED' } }]);
    expect(await years()).toEqual([2023, 2024, 2025]);
    const both = await Promise.all([release(id), release(id)]);
    expect(both.map(({ status, code }) => status ?? code).sort()).toEqual(['DONE', 'NOT_IN_THIS_STATE']);
    expect(await years()).toEqual([2023, 2024, 2025, 2026]);
    expect(await rowsOf(savings, 'select per_child_usd::text, yield_rate::text, participants, source, certainty from reporting_year where year = 2026')).toEqual([{ per_child_usd: '100.52', yield_rate: '0.030100', participants: 6_919_131, source: 'made up', certainty: 'B' }]);
    expect(await prepare()).toMatchObject({ code: 'ALREADY_RECORDED' });
    expect(await release(randomUUID())).toMatchObject({ code: 'UNKNOWN_YEAR' });
  });

  it('is not one that the application makes by itself, or changes', async () => {
    const asApp = (sql: string) => withClient(savings.database.appUrl, (client) => client.query(`set app.path = 'register'; set app.regions = '*'; ${sql}`));
    await expect(asApp(`insert into reporting_year select year + 1, list_date + 365, credited_on + 365, per_child_usd, participants, total_usd, yield_rate, yield_certainty, legal_basis, source, certainty from reporting_year where year = 2026`)).rejects.toMatchObject({ constraint: 'reporting_year_released' });
    await expect(asApp('update reporting_year set per_child_usd = 1')).rejects.toThrow(/permission denied/);
    await expect(asApp('update reporting_year_draft set per_child_usd = 1')).rejects.toThrow(/permission denied/);
    for (const unknown of ['released_iin', 'released_account']) await expect(rowsOf(savings, `update reporting_year_draft set ${unknown} = null where year = 2026 and status = 'DONE'`)).rejects.toMatchObject({ constraint: 'reporting_year_draft_by_two' });
    await expect(rowsOf(savings, `update reporting_year_draft set released_iin = prepared_iin where year = 2026`)).rejects.toMatchObject({ constraint: 'reporting_year_draft_by_two' });
  });
});
