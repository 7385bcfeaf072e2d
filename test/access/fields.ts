import { audit } from './fields/audit.js';
import { benefits } from './fields/benefits.js';
import { fosterFamilies } from './fields/foster-families.js';
import type { Classes, FieldsPart } from './fields/part.js';
import { registry } from './fields/registry.js';
import { savings } from './fields/savings.js';
import { schools } from './fields/schools.js';
import { shared } from './fields/shared.js';

/*
 * The fields of the published graph and what they belong to, each in the file of the subgraph that has it; who may have what is in
 * policy.ts, which says how this is extended.
 */
const PARTS: readonly FieldsPart[] = [registry, benefits, savings, fosterFamilies, schools, audit, shared];

/** Of one type, what several subgraphs say of its fields. */
function together(parts: readonly FieldsPart[]): Classes {
  const types: Record<string, Record<string, string>> = {};
  for (const [type, classes] of parts.flatMap((part) => Object.entries(part.classes))) {
    const known = (types[type] ??= {});
    for (const [name, fields] of Object.entries(classes)) known[name] = known[name] === undefined ? fields : `${known[name]} ${fields}`;
  }
  return types;
}

/** Fields without a value for anybody of the cast. */
export const NEVER_SHOWN: readonly string[] = PARTS.flatMap((part) => part.neverShown);

/** Arguments of root fields. */
export const ARGUMENTS: Readonly<Record<string, string>> = Object.assign({}, ...PARTS.map((part) => part.arguments));

/**
 * The class of every field. `key`: whoever has the object has its key. `object`: whoever has the object has these, too. `public`:
 * anybody. `record`: opens somebody's record. `own`: whoever has named a purpose. `identified`: see `IDENTIFIED`. `register`: see `ROOTS`. Else a column of `RECORDS`; two with a plus: both are needed; a column and an office with a bar: either will do.
 * `place`: tells where a child is, with whom, or what came of it, and is withheld while its placement is shielded; `blank`: is null then, without a word.
 * `registry`: for the registry's ministry alone, whoever it is about; `authority`: for the authority that places children alone; `officials`: for `CARE_OFFICIALS`. `log`: who looked at the record; see `LOGS`. `audit`, `operations`: of an office; see `OFFICES`.
 * `facts`: computed with facts of the civil registry, so it needs the record's relation whatever register it stands in, and
 * is not to be had at the ministry's own door.
 */
export const FIELDS: Classes = together(PARTS);
