import { Decimal } from 'decimal.js';
import type { SubgraphContext } from '../../../shared/context.js';
import { defineLoader } from '../../../shared/loader.js';
import type { RunYear } from '../../rules/years.js';
import { ReportingYearRow } from './reporting-year.entity.js';

const toRun = ({ year, listDate, creditedOn, perChildUsd, yieldRate }: ReportingYearRow): RunYear =>
  ({ year, listDate, creditedOn, perChild: new Decimal(perChildUsd), yieldRate: yieldRate == null ? null : new Decimal(yieldRate) });

const runs = defineLoader<string, RunYear[]>(async (days, { database }) => {
  const rows = await database.relation.find(ReportingYearRow, {}, { orderBy: { year: 'asc' }, disableIdentityMap: true });
  return days.map((day) => rows.filter(({ creditedOn }) => creditedOn <= day).map(toRun));
});

/** The runs that were carried out by today, oldest first. */
export const runsDone = (context: SubgraphContext): Promise<RunYear[]> => runs(context).load(context.today);
