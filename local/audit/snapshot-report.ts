import type { SnapshotRow, SnapshotViewRow } from '../../subgraphs/audit/modules/snapshot/snapshot.repository.js';
import { formatTable } from '../table.js';

const number = (value: number): string => value.toLocaleString('en');

const viewText = ({ source, view, rows, bytes, files, tookMs }: SnapshotViewRow): string[] => {
  const seconds = (tookMs ?? 0) / 1000;
  return [`${source}.${view}`, number(rows ?? 0), number(Math.ceil((bytes ?? 0) / 1024)), number(files?.length ?? 0), seconds.toFixed(1), number(Math.round((rows ?? 0) / Math.max(seconds, 0.001)))];
};

/** A snapshot for people: its views with their rows, and what they took. */
export function snapshotReport({ id, asOf, checkpoint }: SnapshotRow, views: readonly SnapshotViewRow[]): string {
  const table = formatTable([['view', 'rows', 'KiB', 'files', 'seconds', 'rows/s'], ...views.map(viewText)]);
  const rows = views.reduce((sum, view) => sum + (view.rows ?? 0), 0);
  return `${table}\nSnapshot ${id} of ${asOf}: ${number(rows)} rows; ${checkpoint === null ? 'no checkpoint of the ledgers' : `checkpoint ${checkpoint} of the ledgers`}.\n`;
}

/** Why a complete one is there that newer ones are too many for. */
export const staysReport = ({ id, asOf }: Pick<SnapshotRow, 'id' | 'asOf'>, retain: number, stands: { readonly id: string } | null): string =>
  `Snapshot ${id} of ${asOf} stays, beyond the ${retain} that are kept: ${id === stands?.id ? 'findings stand at it' : 'it was being read, and goes the next time'}.\n`;
