import { Gauge } from 'prom-client';
import { ofJobOf } from '../../../shared/job/job.js';
import type { Surroundings } from '../../../shared/server.js';
import { FAILURES } from '../snapshot/take/failure.js';
import { RUN_PROBLEMS } from './run-problem.js';

interface Figure {
  readonly label: string | null;
  readonly value: number | null;
}

/** A metric of what stands in the database, which every instance shows alike: rows of `label` and `value`. */
interface Observed {
  readonly name: string;
  readonly help: string;
  readonly sql: string;
  /** All values that its label may have: each is shown, also where there is none. */
  readonly label?: { readonly name: string; readonly values: readonly string[] };
}

/** What a code is counted under that is none of a closed set. */
const OTHER = 'OTHER';

const OBSERVED: readonly Observed[] = [
  {
    name: 'balagraph_snapshot_completed_timestamp_seconds', help: 'When the last snapshot was complete, in Unix time; not there before the first.',
    sql: `select null as label, extract(epoch from max(finished_at))::float8 as value from snapshot where state in ('COMPLETE', 'DELETED')`,
  },
  {
    name: 'balagraph_snapshot_taking_seconds', help: 'For how long the snapshot that is being taken has been asked for; 0 where none is.',
    sql: `select null as label, coalesce(max(extract(epoch from clock_timestamp() - requested_at)), 0)::float8 as value from snapshot where state = 'TAKING'`,
  },
  {
    name: 'balagraph_snapshots', help: 'Snapshots by state.', label: { name: 'state', values: ['TAKING', 'COMPLETE', 'FAILED', 'DELETED'] },
    sql: 'select state as label, count(*)::float8 as value from snapshot group by state',
  },
  {
    name: 'balagraph_snapshots_failed', help: 'Snapshots that could not be taken, by the code that their problem begins with.', label: { name: 'code', values: [...FAILURES, OTHER] },
    sql: `select split_part(problem, ':', 1) as label, count(*)::float8 as value from snapshot where state = 'FAILED' group by 1`,
  },
  {
    name: 'balagraph_audit_rules', help: 'Rules by the outcome of their last run: WAITING, DONE, or the problem of one that failed.', label: { name: 'outcome', values: ['WAITING', 'DONE', ...RUN_PROBLEMS, OTHER] },
    sql: `select coalesce(problem, state) as label, count(*)::float8 as value from (select distinct on (rule) state, problem from rule_run order by rule, requested_at desc, id desc) r group by 1`,
  },
];

/** Of a database that is away (null) nothing is shown: a gauge without labels that is 0 would read like 1970. */
function show(gauge: Gauge, { label }: Observed, figures: readonly Figure[] | null): void {
  gauge.reset();
  if (label === undefined) {
    const value = figures?.[0]?.value ?? null;
    if (value === null) gauge.remove();
    else gauge.set(value);
  } else if (figures !== null) {
    for (const value of label.values) gauge.set({ [label.name]: value }, 0);
    for (const { label: found, value } of figures) gauge.inc({ [label.name]: label.values.find((one) => one === found) ?? OTHER }, value ?? 0);
  }
}

/** Shows how snapshots and rules fare among the process's metrics. A database that is away takes these figures with it, and not the page. */
export function observeAudits(surroundings: Surroundings): void {
  for (const observed of OBSERVED) {
    const gauge = new Gauge({
      name: observed.name,
      help: observed.help,
      labelNames: observed.label === undefined ? [] : [observed.label.name],
      registers: [surroundings.metrics],
      collect: async () => {
        const figures = await ofJobOf({ role: 'auditor', purpose: 'AUDIT_ANALYSIS' }, surroundings, (em) => em.execute<Figure[]>(observed.sql)).catch(() => null);
        show(gauge, observed, figures);
      },
    });
  }
}
