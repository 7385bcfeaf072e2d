import { defineLoader } from '../../../shared/loader.js';
import type { SubgraphContext } from '../../../shared/context.js';
import type { Certainty } from '../../../shared/certainty.type.js';
import type { AdmissionRule } from './admission-rules.js';

/** A rule with where it was read. */
export interface AdmissionRuleRow extends AdmissionRule {
  /** Number of a paper's form. */
  readonly form: string | null;
  readonly legalBasis: string;
  readonly source: string;
  readonly certainty: Certainty;
}

/** The whole table, once per request: it has a handful of rows. */
const table = defineLoader<'all', AdmissionRuleRow[]>(async (keys, { database }) => {
  const rows = await database.relation.execute<AdmissionRuleRow[]>(
    `select kind, code, valid_from::text as "validFrom", valid_to::text as "validTo", value, opens, closes, form, needed_for as "neededFor", legal_basis as "legalBasis", source, certainty
       from admission_rule order by kind desc, code, valid_from`);
  return keys.map(() => rows);
});

/** Every rule there was, past ones included. */
export const admissionRules = (context: SubgraphContext): Promise<AdmissionRuleRow[]> => table(context).load('all');
