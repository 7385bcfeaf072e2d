import { defineLoader, groupByKey } from '../../../shared/loader.js';
import type { BenefitProgrammeCode } from '../programme/programme-code.type.js';
import { RateRow, TermRow } from './rate.entity.js';

const ORDER = { orderBy: { validFrom: 'asc' }, disableIdentityMap: true } as const;

/** Every rate a programme ever had, in the order of the periods. */
export const ratesOfProgramme = defineLoader<BenefitProgrammeCode, RateRow[]>(async (codes, { database }) => {
  const rows = await database.relation.find(RateRow, { programme: { $in: [...codes] } }, { ...ORDER, orderBy: { validFrom: 'asc', tier: 'asc' } });
  return groupByKey(codes, rows, ({ programme }) => programme);
});

/** Every term a programme ever had, in the order of the periods. */
export const termsOfProgramme = defineLoader<BenefitProgrammeCode, TermRow[]>(async (codes, { database }) => {
  const rows = await database.relation.find(TermRow, { programme: { $in: [...codes] } }, ORDER);
  return groupByKey(codes, rows, ({ programme }) => programme);
});
