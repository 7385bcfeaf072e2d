import type { Suite } from '../suite.js';
import { ABSTRACT_TYPES } from './abstract-types.js';
import { EXTERNALS } from './externals.js';
import { KEYS } from './keys.js';
import { OVERRIDES } from './overrides.js';
import { PROVIDES } from './provides.js';
import { UNIONS } from './unions.js';

export const SUITES: readonly Suite[] = [ABSTRACT_TYPES, ...UNIONS, ...KEYS, ...EXTERNALS, ...OVERRIDES, ...PROVIDES];
