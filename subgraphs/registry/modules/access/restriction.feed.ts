import type { Apply } from '../../../shared/feeds/consume.js';
import type { DataFor } from '../../../shared/feeds/contract.js';
import type { RESTRICTED } from '../../../shared/feeds/contracts/restricted.js';
import { setFacts } from '../feeds/state.js';

const RESTRICTION = { table: 'restriction', columns: ['valid_from', 'valid_to', 'source'] };

/** Periods in which a child's place is withheld, as the guardianship bodies say; they go into the grant. */
export const applyRestrictions: Apply<DataFor<typeof RESTRICTED, 'registry', 'RESTRICTION'>> = (em, events) =>
  setFacts(em, RESTRICTION, events.map(({ data }) => data.iin), events.flatMap(({ data: { iin, periods } }) =>
    periods.map(({ from, to }) => ({ iin, valid_from: from, valid_to: to, source: 'foster-families' }))));
