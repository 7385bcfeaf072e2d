import type { AuditRule } from './audit-rule.js';
import { R2 } from './library/r2.js';

/** The library, in the order of the field. */
export const AUDIT_RULES: readonly AuditRule[] = [R2];
