import type { CivilDate } from '../../../shared/clock.js';

/** A child of an award and when it is in it; both days included. Without days: as long as the award. */
export interface RecordedChild {
  readonly iin: string;
  readonly since: CivilDate | null;
  readonly until: CivilDate | null;
}

/** The columns of an award in a file, in their order. A file that is read needs the required ones, and may have the others. */
export const COLUMNS = {
  programme: 'required', component: 'optional', recipientIin: 'optional', recipientBin: 'optional', regionKato: 'required', decidingBody: 'required',
  occurredOn: 'required', receivedOn: 'required', decidedOn: 'required', since: 'required', until: 'optional', status: 'required', suspendedFrom: 'optional',
  endReason: 'optional', endOccurredOn: 'optional', endReceivedOn: 'optional', children: 'optional', tier: 'required', amountFrom: 'optional', gross: 'required', withheld: 'optional', paidThrough: 'optional',
} as const;

export type Column = keyof typeof COLUMNS;

/** Columns that are written, and passed over where they are read: what was never due has no amount, so it is not taken in. */
export const WRITTEN_ONLY = ['id', 'ruleVersion', 'neverDue'] as const;

export const ALL_COLUMNS: readonly string[] = ['id', ...Object.keys(COLUMNS), 'ruleVersion', 'neverDue'];

/** `IIN`, or `IIN/since/until` where the child is in it for another time; either day may be missing. */
export const childText = ({ iin, since, until }: RecordedChild): string => (since === null && until === null ? iin : `${iin}/${since ?? ''}/${until ?? ''}`);

/** The same read; null for what is not of that shape. */
export function childOf(text: string): RecordedChild | null {
  const [iin = '', since = '', until = '', ...more] = text.split('/');
  return more.length > 0 ? null : { iin, since: since === '' ? null : since, until: until === '' ? null : until };
}
