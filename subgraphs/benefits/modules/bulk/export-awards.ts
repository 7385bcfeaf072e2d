import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { EntityManager } from '@mikro-orm/postgresql';
import { stringify } from 'csv-stringify';
import { withheld } from '../../../shared/errors.js';
import { conditionsOf, type Conditions } from '../register/award-conditions.js';
import type { BenefitAwardFilter } from '../register/award-filter.type.js';
import { ALL_COLUMNS, childText, type RecordedChild } from './award-record.js';
import type { Clerk } from '../../../shared/bulk/clerk.js';
import { writeWhole } from '../../../shared/bulk/whole-file.js';

export type ExportFormat = 'csv' | 'ndjson';

export interface ExportWish {
  readonly file: string;
  readonly format: ExportFormat;
  readonly filter: BenefitAwardFilter | undefined;
}

interface AwardLine {
  readonly cells: Readonly<Record<string, string | null>>;
  readonly children: readonly RecordedChild[];
}

/** Awards that are in memory at a time, and whose records are one commit of the ledger. */
const BATCH = 1_000;

/** The amount now, or when the award ended, and since when it has been of that case of the programme. */
const AMOUNT = `left join lateral (select x.tier, x.gross, x.withheld, x.rule_version, greatest(
      (select y.valid_to from benefit_award_amount y where y.award_id = a.id and y.valid_from < x.valid_from and y.tier <> x.tier order by y.valid_from desc limit 1),
      (select min(y.valid_from) from benefit_award_amount y where y.award_id = a.id)) as amount_from
    from benefit_award_amount x where x.award_id = a.id order by x.valid_from desc limit 1) x on true`;

/** The last month that was paid, here or elsewhere; of an award that never was the one before its first. */
const PAID_THROUGH = `greatest(a.paid_through, (select max(p.month) from benefit_payment p where p.award_id = a.id and p.index_change_id is null), (date_trunc('month', a.since) - interval '1 month')::date)`;

const select = ({ sql }: Conditions): string => `select json_build_object('id', a.public_id, 'programme', a.programme, 'component', a.component, 'recipientIin', a.recipient_iin, 'recipientBin', a.recipient_bin,
    'regionKato', a.region_kato, 'decidingBody', a.deciding_body, 'occurredOn', a.occurred_on, 'receivedOn', a.received_on, 'decidedOn', a.decided_on, 'since', a.since, 'until', a.until,
    'status', a.status, 'suspendedFrom', a.suspended_from, 'endReason', a.end_reason, 'endOccurredOn', a.end_occurred_on, 'endReceivedOn', a.end_received_on,
    'tier', x.tier, 'amountFrom', x.amount_from, 'gross', x.gross::text, 'withheld', x.withheld::text, 'paidThrough', ${PAID_THROUGH}, 'ruleVersion', x.rule_version,
    'neverDue', case when exists (select 1 from benefit_award_child u where u.award_id = a.id and u.never_due) then 'true' end)::text as cells,
    (select coalesce(json_agg(json_build_object('iin', c.iin, 'since', nullif(c.since, a.since), 'until', case when c.until is distinct from a.until then c.until end) order by c.since, c.id), '[]')::text
       from benefit_award_child c where c.award_id = a.id) as children
  from benefit_award a ${AMOUNT} where ${sql} order by a.id`;

/** Batches of the register as it is when the first is read, through a cursor of the database. */
async function* batches(em: EntityManager, where: Conditions): AsyncGenerator<AwardLine[]> {
  await em.execute(`declare exported no scroll cursor for ${select(where)}`, [...where.values]);
  for (;;) {
    const rows = await em.execute<{ cells: string; children: string }[]>(`fetch ${BATCH} from exported`);
    if (rows.length === 0) return;
    yield rows.map(({ cells, children }) => ({ cells: JSON.parse(cells) as AwardLine['cells'], children: JSON.parse(children) as RecordedChild[] }));
  }
}

const FIELDS = ['id', 'programme', 'component', 'status', 'occurredOn', 'receivedOn', 'decidedOn', 'since', 'until', 'suspendedFrom', 'endReason', 'recipient', 'recipientOrganisation', 'decidingBody', 'region', 'children', 'amounts', 'payments'].map((field) => `BenefitAward.${field}`);

/** Puts on record whose awards are about to leave: one record for each person and batch. */
async function record(clerk: Clerk, batch: readonly AwardLine[]): Promise<void> {
  const journal = clerk.journal('awards');
  for (const { cells, children } of batch) {
    const people = journal.about([...children.map(({ iin }) => iin), ...(cells['recipientIin'] == null ? [] : [cells['recipientIin']])], null);
    for (const field of FIELDS) people.note('RELEASED', field);
  }
  await clerk.record(journal);
}

const written: Readonly<Record<ExportFormat, () => Transform>> = {
  csv: () => stringify({ header: true, columns: [...ALL_COLUMNS] }),
  ndjson: () => new Transform({ writableObjectMode: true, transform: (line, _encoding, done) => done(null, `${JSON.stringify(line)}\n`) }),
};

const lineOf = ({ cells, children }: AwardLine, format: ExportFormat): object => ({ ...cells, children: format === 'csv' ? children.map(childText).join(' ') : children });

async function* lines(clerk: Clerk, em: EntityManager, where: Conditions, format: ExportFormat, progress: (awards: number) => void): AsyncGenerator<object> {
  let awards = 0;
  for await (const batch of batches(em, where)) {
    await record(clerk, batch);
    for (const line of batch) yield lineOf(line, format);
    progress((awards += batch.length));
  }
}

/** Officials have no look at their own record, nor by a filter that names it. */
async function refuseOwn(clerk: Clerk, filter: BenefitAwardFilter | undefined): Promise<void> {
  const { iin } = clerk.viewer;
  if (iin === null || (filter?.childIin !== iin && filter?.recipientIin !== iin)) return;
  const journal = clerk.journal('awards');
  journal.about([iin], null).note('REFUSED', 'Query.benefitAwards', 'OWN_RELATIVE');
  await clerk.record(journal);
  throw withheld('OWN_RELATIVE');
}

/**
 * Writes awards to a file that only its owner can read, and answers how many. It is there when all of it is: what breaks off, or is told
 * to stop, leaves none. Whatever it has is on record before it is written.
 */
export async function exportAwards(clerk: Clerk, { file, format, filter }: ExportWish, progress: (awards: number) => void = () => undefined, signal?: AbortSignal): Promise<number> {
  await refuseOwn(clerk, filter);
  let exported = 0;
  const counting = (awards: number): void => progress((exported = awards));
  const where = conditionsOf(filter, clerk.today);
  await writeWhole(file, (target) => clerk.read((em) => pipeline(Readable.from(lines(clerk, em, where, format, counting)), written[format](), target, ...(signal === undefined ? [] : [{ signal }]))));
  return exported;
}
