import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

interface Line {
  readonly msg?: string;
  readonly programme?: string;
  readonly reason?: string;
  readonly detail?: string | number | null;
  readonly err?: { readonly type?: string; readonly code?: string; readonly message?: string };
}

function reasonOf(text: string): string | null {
  try {
    const { msg, programme, reason, detail, err } = JSON.parse(text) as Line;
    if (msg === 'no answer from a programme') return `no answer from ${programme}: ${reason} ${detail ?? ''}`;
    return err === undefined ? null : `${msg}: ${err.type} ${err.code ?? ''} ${err.message ?? ''}`;
  } catch {
    return null;
  }
}

/** Why requests failed, as the logs of a run have it: one line for each reason, with the log it stands in and how often. */
export function reasonsIn(folder: string): string[] {
  const counts = new Map<string, number>();
  for (const file of readdirSync(path.join(folder, 'logs'))) {
    for (const line of readFileSync(path.join(folder, 'logs', file), 'utf8').split('\n')) {
      const reason = reasonOf(line);
      if (reason !== null) counts.set(`${file} ${reason}`, (counts.get(`${file} ${reason}`) ?? 0) + 1);
    }
  }
  return [...counts].map(([reason, count]) => `${count} × ${reason}`);
}
