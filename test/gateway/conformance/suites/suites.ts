import type { Suite } from '../suite.js';
import { ABSTRACT_TYPES } from './abstract-types.js';
import { ARGUMENTS } from './arguments.js';
import { CONTEXTS } from './contexts.js';
import { ERRORS } from './errors.js';
import { EXTERNALS } from './externals.js';
import { INTERFACE_OBJECTS } from './interface-objects.js';
import { KEYS } from './keys.js';
import { OVERRIDES } from './overrides.js';
import { PROVIDES } from './provides.js';
import { REQUIRES } from './requires.js';
import { SHARED } from './shared.js';
import { UNIONS } from './unions.js';

export const SUITES: readonly Suite[] = [ABSTRACT_TYPES, ...UNIONS, ...INTERFACE_OBJECTS, ...KEYS, ...EXTERNALS, ...OVERRIDES, ...PROVIDES, ...REQUIRES, ...ARGUMENTS, ...SHARED, ...CONTEXTS, ...ERRORS];
