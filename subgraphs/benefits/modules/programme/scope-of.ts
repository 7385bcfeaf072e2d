import { PROGRAMME_COLUMNS, PROGRAMMES } from '../../migrations/reference/programmes.js';
import type { BenefitScope } from './programme.type.js';

const [CODE, SCOPE] = [PROGRAMME_COLUMNS.indexOf('code'), PROGRAMME_COLUMNS.indexOf('scope')];
const SCOPES: ReadonlyMap<string, BenefitScope> = new Map(PROGRAMMES.map((row) => [String(row[CODE]), row[SCOPE] as BenefitScope]));

/** Whom one award of a programme is for, by the catalogue; undefined for what is no programme. */
export const scopeOf = (programme: string): BenefitScope | undefined => SCOPES.get(programme);
