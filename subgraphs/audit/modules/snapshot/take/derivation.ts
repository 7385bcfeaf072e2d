import type { Derivation } from '../../../../shared/export/export-view.js';
import { manifestView, type ManifestView } from '../manifest.js';
import type { PublishedView } from '../published.js';
import { hiddenFolderOf } from '../snapshot-folder.js';
import type { DerivationInputs } from './derive-view.js';
import { viewRows, type Taking } from './taking.js';

const ownOf = ({ published }: Taking, { source }: PublishedView): (typeof published)[number] | undefined => published.find((one) => one.source === source);

/** How a view is derived; null where it is read, as it is when what it would be derived from is not in the snapshot. */
export function derivationOf(taking: Taking, view: PublishedView): Derivation | null {
  const { derived } = view;
  const isThere = derived?.from.every((name) => ownOf(taking, view)?.views.some((one) => one.view === name)) ?? false;
  return derived !== undefined && isThere ? derived : null;
}

/** What is written of it already, and what is read for it. */
export async function inputsOf(taking: Taking, view: PublishedView, { from, parts }: Derivation): Promise<DerivationInputs> {
  const rows = await viewRows(taking);
  const written = (ownOf(taking, view)?.views ?? []).filter((one) => from.includes(one.view)).map((one): ManifestView => {
    const row = rows.find(({ source, view: name }) => source === one.source && name === one.view);
    if (row?.rows == null || row.files === null) throw new Error('A view is derived from one that is not written.');
    return manifestView(one, { rows: row.rows, wide: row.wide, files: row.files });
  });
  return { written, folder: hiddenFolderOf(taking.settings.folder, taking.snapshot.id), parts: (ownOf(taking, view)?.parts ?? []).filter((one) => parts.includes(one.view)) };
}
