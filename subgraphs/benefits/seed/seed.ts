import type { Client } from 'pg';
import { bulkLoad, type Cell } from '../../shared/database/bulk-load.js';
import type { Household } from '../../shared/synthetic/household.js';
import type { SubgraphSeed } from '../../shared/synthetic/seed.js';
import type { AwardDraft, SeedScope } from './award-draft.js';
import { HouseholdView } from './household-view.js';
import { awardedMotherAwards } from './programmes/award-mother.js';
import { birthAwards } from './programmes/birth.js';
import { careAwards } from './programmes/care.js';
import { disabilityAwards } from './programmes/disability.js';
import { largeFamilyAwards } from './programmes/large-family.js';
import { placementAwards } from './programmes/placement.js';
import { survivorAwards } from './programmes/survivor.js';
import { rateBook } from './rate-book.js';
import { AMOUNT_COLUMNS, amountCells, AWARD_COLUMNS, awardCells, type AwardRecord, CHILD_COLUMNS, childCells, PAYMENT_COLUMNS, paymentCells, type ProgrammeFacts, recordsOf } from './records.js';

/** Everything that was ever decided for a household. */
const awardsOf = (scope: SeedScope): AwardDraft[] => [
  ...scope.view.children.flatMap((child) => [...birthAwards(scope, child), ...careAwards(scope, child), ...disabilityAwards(scope, child)]),
  ...largeFamilyAwards(scope),
  ...survivorAwards(scope),
  ...placementAwards(scope),
  ...awardedMotherAwards(scope),
];

async function programmesOf(client: Client): Promise<Map<string, ProgrammeFacts>> {
  const { rows } = await client.query<ProgrammeFacts & { code: string }>('select code, unit, budget_level, decided_by from benefit_programme');
  return new Map(rows.map((row) => [row.code, row]));
}

/** Loads awards, then what hangs on them by the keys they were given. */
async function loadRecords(client: Client, records: readonly AwardRecord[]): Promise<void> {
  await bulkLoad(client, 'benefit_award', AWARD_COLUMNS, records.map(awardCells));
  const ids = records.map(({ publicId }) => publicId);
  const { rows } = await client.query<{ id: string; public_id: string }>('select id, public_id from benefit_award where public_id = any ($1::uuid[])', [ids]);
  const keys = new Map(rows.map((row) => [row.public_id, row.id]));
  const hanging = (cells: (record: AwardRecord, id: string) => Cell[][]): Cell[][] => records.flatMap((record) => cells(record, keys.get(record.publicId) ?? ''));
  await bulkLoad(client, 'benefit_award_child', CHILD_COLUMNS, hanging(childCells));
  await bulkLoad(client, 'benefit_award_amount', AMOUNT_COLUMNS, hanging(amountCells));
  await bulkLoad(client, 'benefit_payment', PAYMENT_COLUMNS, hanging(paymentCells));
}

/** As foster-families would say with the due entitlements. */
const shieldingCells = ({ cares }: Household): Cell[][] =>
  cares.filter(({ shielded }) => shielded).map(({ child, from, to }) => [child, from, to, 'foster-families', `${from}T06:00:00Z`]);

/**
 * The ministry's and the Fund's own records of a synthetic population. The transaction sees awards about shielded children
 * too, as the ministry does, or it would not find the keys it has just given.
 */
export const seed: SubgraphSeed = {
  prepare: () => Promise.resolve(),
  load: async (client, households, facts) => {
    await client.query(`select set_config('app.confidential', 'visible', true)`);
    const [book, programmes] = [await rateBook(client), await programmesOf(client)];
    const records = households.flatMap((household) => {
      const scope = { view: new HouseholdView(household), facts, book };
      return recordsOf(scope, awardsOf(scope), programmes);
    });
    await loadRecords(client, records);
    await bulkLoad(client, 'shielding', ['iin', 'valid_from', 'valid_to', 'source', 'recorded_at'], households.flatMap(shieldingCells));
  },
};
