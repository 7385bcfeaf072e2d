import { badInput } from '../../../../shared/errors.js';
import type { CohortFilter, CohortMonths } from './cohort-filter.type.js';

/** A filter is answered by one statement, whose planning grows with it. */
export const FILTER_BOUNDS = { depth: 6, conditions: 40, values: 200 } as const;

interface Counted {
  conditions: number;
  values: number;
}

const isMonths = (value: object): value is CohortMonths => 'from' in value || 'to' in value;

function checkMonths(path: string, { from, to }: CohortMonths): void {
  if (from != null && to != null && from.slice(0, 7) > to.slice(0, 7)) throw badInput(path, 'must not end before it begins.');
}

function checkList(path: string, list: readonly unknown[], counted: Counted): void {
  if (list.length === 0) throw badInput(path, 'must have an item, or be left out.');
  counted.values += list.length;
}

/** The conditions of one part: their lists, and that months are in their order. */
function checkPart(path: string, part: object, counted: Counted): void {
  for (const [name, value] of Object.entries(part) as [string, unknown][]) {
    if (value == null) continue;
    if (Array.isArray(value)) checkList(`${path}.${name}`, value, counted);
    else counted.values += 1;
    if (typeof value === 'object' && !Array.isArray(value) && isMonths(value)) checkMonths(`${path}.${name}`, value);
  }
}

const PARTS = ['child', 'benefit', 'savings', 'care', 'schooling', 'parentalRights', 'guardianship'] as const;

function walk(path: string, filter: CohortFilter, depth: number, counted: Counted): void {
  if (depth > FILTER_BOUNDS.depth) throw badInput(path, `must not be more than ${FILTER_BOUNDS.depth} filters deep.`);
  for (const part of PARTS) {
    const given = filter[part];
    if (given == null) continue;
    counted.conditions += 1;
    checkPart(`${path}.${part}`, given, counted);
  }
  if (filter.withoutPlace != null) counted.conditions += 1;
  for (const [name, list] of [['all', filter.all], ['any', filter.any], ['not', filter.not == null ? null : [filter.not]]] as const) {
    if (list == null) continue;
    checkList(`${path}.${name}`, list, counted);
    counted.conditions += list.length;
    if (counted.conditions > FILTER_BOUNDS.conditions || counted.values > FILTER_BOUNDS.values) break;
    for (const one of list) walk(`${path}.${name}`, one, depth + 1, counted);
  }
}

/** Throws `BAD_USER_INPUT` that names the part, never a value. */
export function checkFilter(filter: CohortFilter): void {
  const counted: Counted = { conditions: 0, values: 0 };
  walk('where', filter, 1, counted);
  if (counted.conditions > FILTER_BOUNDS.conditions) throw badInput('where', `must not have more than ${FILTER_BOUNDS.conditions} conditions and combinations.`);
  if (counted.values > FILTER_BOUNDS.values) throw badInput('where', `must not have more than ${FILTER_BOUNDS.values} values.`);
}
