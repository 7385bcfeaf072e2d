import type { ExportFile } from '../export-files.js';

/** What auditors who read the views as they were would lose, one line each; `after` is null when all are gone. */
export function exportLosses(before: ExportFile, after: ExportFile | null): string[] {
  return Object.entries(before.views).flatMap(([name, { columns }]) => {
    const now = after?.views[name];
    if (now === undefined) return [`export ${before.title}: ${name} is gone`];
    return Object.entries(columns).flatMap(([column, { type }]) => {
      const found = now.columns[column]?.type;
      if (found === type) return [];
      return [`export ${before.title}: ${name}.${column} ${found === undefined ? 'is gone' : `is ${found} and was ${type}`}`];
    });
  });
}
