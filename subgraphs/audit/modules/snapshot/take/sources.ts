import type { SnapshotSourceFacts } from '../manifest.js';
import type { Publication } from '../published.js';
import type { SnapshotSettings } from '../settings.js';
import { variableName } from '../../../../shared/environment.js';
import { failureAt, SnapshotFailure } from './failure.js';
import { definitionOf, onSource, settled, type SourceAccess } from './source.js';

/** Whoever writes in batches is through by then; whoever is not would be in some views and not in others. */
const PATIENCE_MS = 60_000;

/** The snapshot's key and moment, for every source. */
export type Keyed = Omit<SourceAccess, 'url'>;

/** A programme that is published is in every snapshot: one that is left out silently would look like one without rows. */
export function accessTo({ sources }: Pick<SnapshotSettings, 'sources'>, { source }: Pick<Publication, 'source'>, keyed: Keyed): SourceAccess {
  const url = sources[source];
  if (url === undefined) throw new SnapshotFailure('SOURCE_REFUSED', `this process is not told where its views are (EXPORT_${variableName(source)}_URL)`);
  return { ...keyed, url };
}

async function look(settings: SnapshotSettings, publication: Publication, keyed: Keyed): Promise<SnapshotSourceFacts> {
  const { source, sha256 } = publication;
  try {
    return await onSource(accessTo(settings, publication, keyed), async (client) => {
      await settled(client, PATIENCE_MS);
      return { source, exportFile: sha256, ...(await definitionOf(client)) };
    });
  } catch (error) {
    throw failureAt(source, error);
  }
}

/** What every programme's views are, once everything that was being written there is through. */
export const lookAtSources = (settings: SnapshotSettings, published: readonly Publication[], keyed: Keyed): Promise<SnapshotSourceFacts[]> =>
  Promise.all(published.map((publication) => look(settings, publication, keyed)));

/** Half a snapshot by one text of a view and half by another is none. */
export function sameAsBefore(before: readonly SnapshotSourceFacts[], now: readonly SnapshotSourceFacts[]): void {
  for (const { source, definition, exportFile } of before) {
    const found = now.find((one) => one.source === source);
    if (found?.definition !== definition || found.exportFile !== exportFile) throw new SnapshotFailure('SOURCE_DIFFERS', `${source}: its views have changed since the snapshot was begun`);
  }
}
