import type { SubgraphContext } from '../../../shared/context.js';
import type { BenefitProgrammeCode } from '../programme/programme-code.type.js';

/** Due for the child itself, whoever raises it: neither their presence nor their amount tells anything of a carer. */
const OF_THE_CHILD: ReadonlySet<BenefitProgrammeCode> = new Set(['DIS_CHILD', 'SURVIVOR', 'SURVIVOR_GFSS']);

/** An award or a case, as far as it says about whom it tells. */
interface Benefit {
  readonly programme: BenefitProgrammeCode;
  readonly recipientIin?: string | null | undefined;
}

/**
 * Whether an award or a case is there for a viewer. While a placement is shielded, those are that are due for the child itself, and what
 * the viewer receives: any other tells what the carer earns, whom else they raise, or how the child is cared for.
 */
export function isTold({ programme, recipientIin }: Benefit, { restricted }: { readonly restricted: boolean }, { viewer }: Pick<SubgraphContext, 'viewer'>): boolean {
  if (!restricted || OF_THE_CHILD.has(programme)) return true;
  return viewer?.role === 'citizen' && viewer.iin !== null && viewer.iin === recipientIin;
}
