import { Decimal } from 'decimal.js';
import type { FindingFilter } from '../finding/finding.input.type.js';
import type { EvidenceRow } from './evidence.repository.js';

/** A filter as it was written down: all of it but the amount is what JSON has. */
export function filterOf({ filter }: Pick<EvidenceRow, 'filter'>): FindingFilter {
  const { minimumAmount } = filter;
  return { ...filter, minimumAmount: typeof minimumAmount === 'string' ? new Decimal(minimumAmount) : null };
}
