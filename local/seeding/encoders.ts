import { dayNumber } from '../../subgraphs/shared/calendar.js';
import type { Cell } from '../../subgraphs/shared/synthetic/seed.js';
import type { RowBuffer } from './row-buffer.js';

/** Writes a cell that is not null as a column's type wants it. */
export type Encoder = (buffer: RowBuffer, cell: Cell) => void;

/** The hour of day, UTC, at which the registers of the population record things. */
const RECORDING_HOUR = 6;

const DAY_SECONDS = 86_400;

/** Object id of PostgreSQL's type `text`, the same in every database. */
const TEXT_OID = 25;

const digits = (text: string, from: number, to: number): number => {
  let value = 0;
  for (let i = from; i < to; i += 1) value = value * 10 + text.charCodeAt(i) - 48;
  return value;
};

/** Days since 1 January 2000, PostgreSQL's count. */
const postgresDay = (day: string): number => dayNumber(day) - 10_957;

const text: Encoder = (buffer, cell) => buffer.text(cell as string);

const date: Encoder = (buffer, cell) => buffer.bytes4(postgresDay(cell as string));

/** Microseconds since 1 January 2000. */
const moment: Encoder = (buffer, cell) => buffer.bytes8((postgresDay(cell as string) * DAY_SECONDS + RECORDING_HOUR * 3600) * 1_000_000);

/** Four digits of a group; those after the end of the fraction count as zeros. */
const group = (value: string, from: number, end: number): number => digits(value, from, Math.min(from + 4, end)) * 10 ** Math.max(0, from + 4 - end);

/**
 * A decimal, as groups of four digits with the point between two of them. Before them: how many they are, how many of
 * them (less one) stand before the point, the sign, and how many digits are shown after it.
 */
const numeric: Encoder = (buffer, cell) => {
  const value = String(cell);
  const start = value.startsWith('-') ? 1 : 0;
  const point = value.includes('.') ? value.indexOf('.') : value.length;
  const decimals = Math.max(0, value.length - point - 1);
  const whole = Math.ceil((point - start) / 4);
  const fraction = Math.ceil(decimals / 4);
  buffer.int32(8 + 2 * (whole + fraction));
  for (const word of [whole + fraction, whole - 1, start === 1 ? 0x4000 : 0, decimals]) buffer.int16(word);
  for (let end = point - 4 * (whole - 1); end <= point; end += 4) buffer.int16(digits(value, Math.max(start, end - 4), end));
  for (let from = point + 1; from < value.length; from += 4) buffer.int16(group(value, from, value.length));
};

/** One dimension, no nulls, counted from 1. */
const textArray: Encoder = (buffer, cell) => {
  const items = cell as readonly string[];
  buffer.composite(() => {
    for (const word of items.length === 0 ? [0, 0, TEXT_OID] : [1, 0, TEXT_OID, items.length, 1]) buffer.int32(word);
    for (const item of items) buffer.text(item);
  });
};

/** What a range of days is: its lower bound is in it; it has no upper bound. */
const RANGE = { lowerIncluded: 0x02, upperInfinite: 0x10 };

const dateRange = (buffer: RowBuffer, from: string, to: string): void =>
  buffer.composite(() => {
    buffer.byte(to === '' ? RANGE.lowerIncluded | RANGE.upperInfinite : RANGE.lowerIncluded);
    buffer.bytes4(postgresDay(from));
    if (to !== '') buffer.bytes4(postgresDay(to));
  });

/** How many ranges, then each of them. */
const dateRanges: Encoder = (buffer, cell) => {
  const days = cell as readonly string[];
  buffer.composite(() => {
    buffer.int32(days.length / 2);
    for (let i = 0; i < days.length; i += 2) dateRange(buffer, days[i] ?? '', days[i + 1] ?? '');
  });
};

const ENCODERS: Readonly<Record<string, Encoder>> = {
  text,
  date,
  numeric,
  timestamptz: moment,
  bool: (buffer, cell) => buffer.bytes1(cell === true ? 1 : 0),
  int2: (buffer, cell) => buffer.bytes2(cell as number),
  int4: (buffer, cell) => buffer.bytes4(cell as number),
  int8: (buffer, cell) => buffer.bytes8(cell as number),
  _text: textArray,
  datemultirange: dateRanges,
};

/** How cells of a column's type are written; a type that no seed has used yet is an error when the seed is loaded. */
export function encoderOf(type: string): Encoder {
  const encoder = ENCODERS[type];
  if (encoder === undefined) throw new TypeError(`No encoder for columns of type ${type}.`);
  return encoder;
}
