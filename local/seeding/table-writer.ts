import type { Cell } from '../../subgraphs/shared/synthetic/seed.js';
import { tableNumber, uuidWords } from '../../subgraphs/shared/synthetic/uuid.js';
import { type Encoder, encoderOf } from './encoders.js';
import { RowBuffer } from './row-buffer.js';
import { copiedColumns, type TableShape } from './table-shape.js';

/** Rows of one table, encoded. */
export interface TableRows {
  readonly table: string;
  readonly rows: number;
  readonly pieces: readonly Uint8Array<ArrayBuffer>[];
}

/** Encodes the rows of one table. */
export class TableWriter {
  readonly #buffer = new RowBuffer();
  readonly #encoders: readonly Encoder[];
  readonly #width: number;
  readonly #number: number;
  #rows = 0;

  constructor(
    private readonly shape: TableShape,
    private readonly seed: number,
  ) {
    this.#encoders = shape.columns.map(({ type }) => encoderOf(type));
    this.#width = copiedColumns(shape).length;
    this.#number = tableNumber(shape.name);
  }

  write(key: number, cells: readonly Cell[]): void {
    const buffer = this.#buffer;
    if (cells.length !== this.#encoders.length) throw new RangeError(`${this.shape.name}: a row of ${cells.length} cells, not ${this.#encoders.length}.`);
    buffer.beginRow(this.#width);
    if (this.shape.keyed) buffer.bytes8(key);
    if (this.shape.publicId) buffer.bytes16(uuidWords(this.seed, this.#number, key));
    for (let i = 0; i < cells.length; i += 1) {
      const cell = cells[i];
      if (cell === null || cell === undefined) buffer.null();
      else this.#encoders[i]?.(buffer, cell);
    }
    this.#rows += 1;
  }

  /** What was written since the last call. */
  take(): TableRows {
    const taken = { table: this.shape.name, rows: this.#rows, pieces: this.#buffer.take() };
    this.#rows = 0;
    return taken;
  }
}
