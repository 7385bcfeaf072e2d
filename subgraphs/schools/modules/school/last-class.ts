import type { CivilDate } from '../../../shared/clock.js';
import type { SubgraphContext } from '../../../shared/context.js';
import { normOn } from '../norm/norm.repository.js';
import type { SchoolNormCode } from '../norm/norm.type.js';
import type { SchoolType } from './school.enums.js';

/** Types of schools that do not teach all classes. */
const LAST: Readonly<Partial<Record<SchoolType, SchoolNormCode>>> = { PRIMARY: 'LAST_PRIMARY_CLASS', BASIC: 'LAST_BASIC_CLASS' };

/** The norm that says which class is a school's last. */
export const lastClassNorm = (type: SchoolType): SchoolNormCode => LAST[type] ?? 'LAST_CLASS';

/** The last class that a school teaches. */
export const lastClassOf = (type: SchoolType, day: CivilDate, context: SubgraphContext): Promise<number> => normOn(lastClassNorm(type), day, context);
