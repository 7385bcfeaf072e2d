import type { ValidationRule } from 'graphql';
import { nestingRule } from '../../subgraphs/shared/nesting-rule.js';
import { scalarLiteralsRule } from './literal-rule.js';
import { reservedNamesRule } from './reserved-names-rule.js';

/** What every document must keep to besides what GraphQL itself says, whoever sends it. */
export const DOCUMENT_RULES: readonly ValidationRule[] = [scalarLiteralsRule, reservedNamesRule, nestingRule];
