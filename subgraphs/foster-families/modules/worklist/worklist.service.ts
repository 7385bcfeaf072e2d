import type { EntityManager } from '@mikro-orm/postgresql';
import { registerRegions } from '../../../shared/access/regions.js';
import type { Role, Viewer } from '../../../shared/access/viewer.js';
import { requireRole, type SubgraphContext } from '../../../shared/context.js';
import { clientError } from '../../../shared/errors.js';
import type { SortedPageRequest } from '../../../shared/pagination.js';
import { REGISTER_ROLES, showConfidential } from '../access/register.service.js';
import { OF_AUTHORITY, SUPERVISION_KINDS, type SupervisionKind } from './supervision-kind.type.js';
import { countSupervision, listSupervision, type SupervisionCountRow, type SupervisionRow, type WorklistConditions } from './worklist.repository.js';
import type { SupervisionFilter } from './worklist.type.js';

const AUTHORITY: Role = 'ministry:foster-families';

/** The kinds that are asked about and open to the viewer. */
function kindsFor({ role }: Viewer, wished: readonly SupervisionKind[] | null | undefined): readonly SupervisionKind[] {
  const open = SUPERVISION_KINDS.filter((kind) => role === AUTHORITY || !OF_AUTHORITY.has(kind));
  if (wished == null) return open;
  if (wished.some((kind) => !open.includes(kind))) throw clientError('ROLE_NOT_ALLOWED', `What is known of carers, of a family's capacity, of plans, of incidents and of adoptions is for ${AUTHORITY}.`);
  return [...new Set(wished)];
}

/** The regions that are asked about and open to the viewer; null for the whole country. */
function regionsFor(allowed: readonly string[], wished: string | null | undefined): readonly string[] | null {
  if (allowed.includes('*')) return wished == null ? null : [wished];
  return wished == null ? allowed : allowed.filter((region) => region === wished);
}

/** What may be asked for; null is as good as nothing. */
type Wish = { readonly [K in keyof SupervisionFilter]?: SupervisionFilter[K] | null | undefined };

export const worklistFor = (viewer: Viewer, filter: Wish | null | undefined, { today }: Pick<SubgraphContext, 'today'>, allowed = registerRegions(viewer)): WorklistConditions => ({
  kinds: kindsFor(viewer, filter?.kinds),
  regions: regionsFor(allowed, filter?.regionKato),
  districtKato: filter?.districtKato ?? null,
  dueFrom: filter?.dueFrom ?? null,
  dueBefore: filter?.dueBefore ?? null,
  today,
});

/**
 * Past the regions of the viewer, which the statement itself cuts what it lists to: whether a child is apart from a sister, and how many
 * children a family has, is not to be told from one region. Who may not see shielded children has none of them in it, and whatever hangs
 * on what is listed is read again within the viewer's regions.
 */
function pastRegions<T>(context: SubgraphContext, { role }: Viewer, work: (em: EntityManager) => Promise<T>): Promise<T> {
  return context.database.register(['*'], async (em) => {
    if (role === AUTHORITY) await showConfidential(em);
    return work(em);
  });
}

/** A page of what must be looked after, for those who see the children themselves. */
export async function supervisionCases(context: SubgraphContext, filter: SupervisionFilter | undefined, page: SortedPageRequest): Promise<SupervisionRow[]> {
  const viewer = requireRole(context, REGISTER_ROLES);
  const where = worklistFor(viewer, filter, context);
  return where.kinds.length === 0 ? [] : pastRegions(context, viewer, (em) => listSupervision(em, where, page));
}

/** Whoever may not see the rows is told no group that is smaller. */
const FEWEST = 5;

/** The same counted: exactly for those who see the rows, for auditors without shielded children and small groups. */
export async function supervisionCounts(context: SubgraphContext, wish: Pick<Wish, 'kinds' | 'regionKato'>): Promise<SupervisionCountRow[]> {
  const viewer = requireRole(context, [...REGISTER_ROLES, 'auditor']);
  const auditor = viewer.role === 'auditor';
  const where = worklistFor(viewer, wish, context, auditor ? ['*'] : registerRegions(viewer));
  return where.kinds.length === 0 ? [] : pastRegions(context, viewer, (em) => countSupervision(em, where, auditor ? FEWEST : 1));
}
