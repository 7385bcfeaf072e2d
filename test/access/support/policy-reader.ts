import type { Name } from './cast.js';
import { FIELDS } from '../fields.js';
import { ACTORS, CODES, COLUMNS, GROUPS, LOGS, OFFICES, RECORDS, ROOTS, type Letter, IDENTIFIED } from '../policy.js';

export type Column = (typeof COLUMNS)[number];

/** One person's record, as somebody sees it. */
export type RecordRow = Readonly<Record<Column, Letter>>;

/** What a register shows to somebody. */
export interface RegisterCell {
  /** Refused to everybody who asks like this; null where it depends on whom it is about. */
  readonly refused: Letter | null;
  readonly open: ReadonlySet<string> | 'anybody';
  /** Of anybody else there is an empty section, and no refusal. */
  readonly empty: boolean;
  /** A shielded child's place is withheld in it. */
  readonly guardsPlace: boolean;
}

/** Somebody with a purpose: a row's first two columns. */
export interface Asker {
  readonly who: string;
  /** Null where none is named. */
  readonly purpose: string | null;
}

/** Classes of a field and what else is said of it. */
export interface FieldClass {
  readonly columns: readonly Column[];
  /** Any one of these offices has it, whatever the columns say. */
  readonly offices: readonly string[];
  readonly marks: ReadonlySet<string>;
}

const EVERY_OFFICE = new Set(Object.values(OFFICES).flat());

const isLetter = (word: string): word is Letter => word === '+' || word in CODES;

function rowsOf(table: string): string[][] {
  const [, ...lines] = table.trim().split('\n');
  return lines.map((line) => line.split('|').map((cell) => cell.trim()));
}

const words = (text: string): string[] => text.split(/\s+/).filter((word) => word !== '');

/** People of groups, and of groups in them. */
export function peopleOf(names: readonly string[], found: Readonly<Record<string, readonly string[]>> = {}): string[] {
  return names.flatMap((name) => {
    if (name === 'none') return [];
    const group = GROUPS[name];
    return found[name] ?? (group === undefined ? [name] : peopleOf(words(group), found));
  });
}

/** The policy, looked up. `pupils`: groups that the registers themselves tell. */
export class Policy {
  readonly #records = new Map<string, RecordRow>();
  readonly #registers = new Map<string, RegisterCell>();
  /** By type and then by field: it is looked up for every value of every answer. */
  readonly #fields = new Map<string, Map<string, FieldClass>>();
  readonly askers: readonly Asker[];

  constructor(pupils: Readonly<Record<string, readonly string[]>>) {
    const rows = rowsOf(RECORDS);
    for (const [who = '', purpose = '', about = '', letters = ''] of rows) {
      const row = Object.fromEntries(words(letters).map((letter, i) => [COLUMNS[i], letter])) as RecordRow;
      for (const name of peopleOf(words(about))) this.#records.set([who, purpose, name].join('|'), row);
    }
    const named = new Map(rows.map(([who = '', purpose = '']) => [`${who}|${purpose}`, { who, purpose: purpose === '-' ? null : purpose }]));
    this.askers = [...named.values()];
    this.#readRoots(pupils);
    for (const [type, classes] of Object.entries(FIELDS)) {
      const ofType = new Map<string, FieldClass>();
      this.#fields.set(type, ofType);
      for (const [kind, fields] of Object.entries(classes)) {
        const [first = '', ...marks] = words(kind);
        const columns = first.split(/[+|]/).filter((word): word is Column => word !== 'record' && word !== 'place' && COLUMNS.includes(word as Column));
        const offices = first.split('|').filter((word) => EVERY_OFFICE.has(word));
        for (const field of words(fields)) ofType.set(field, { columns, offices, marks: new Set([...(columns.length > 0 ? [] : [first]), ...marks]) });
      }
    }
  }

  #readRoots(pupils: Readonly<Record<string, readonly string[]>>): void {
    const heads = words(ROOTS.trim().split('\n')[0]?.split('|')[2] ?? '');
    for (const [who = '', purpose = '', cells = ''] of rowsOf(ROOTS)) {
      for (const [i, cell] of words(cells).entries()) {
        const [groups = '', empty] = cell.replace('*', '').split('/');
        const letter = isLetter(groups) ? groups : null;
        const open = groups === 'anybody' ? groups : new Set(letter === null ? peopleOf(groups.split('+'), pupils) : []);
        this.#registers.set([who, purpose, heads[i]].join('|'), { refused: letter, open, empty: empty === 'empty', guardsPlace: cell.includes('*') });
      }
    }
  }

  get coordinates(): string[] {
    return [...this.#fields].flatMap(([type, fields]) => [...fields.keys()].map((field) => `${type}.${field}`));
  }

  classOf(type: string, field: string): FieldClass | undefined {
    return this.#fields.get(type)?.get(field);
  }

  /** What decides about a field, as one word: of two fields with the same one is as good as the other. */
  decision(type: string, field: string): string {
    const { columns, offices, marks } = this.classOf(type, field) ?? { columns: [], offices: [], marks: new Set() };
    return [...columns, ...offices, ...[...marks].toSorted()].join(' ');
  }

  /** Whether anything is decided about a field of its own: whoever has its object has it otherwise. */
  decides(type: string, field: string): boolean {
    return !['key', 'object', 'public', ''].includes(this.decision(type, field));
  }

  /** What somebody sees of a person's record; of nobody in particular: what their purpose says of each class. */
  record({ who, purpose }: Asker, about: Name | null): RecordRow {
    const named = about === null ? undefined : this.#records.get([who, purpose ?? '-', about].join('|'));
    const row = named ?? this.#records.get([who, purpose ?? '-', 'anybody'].join('|'));
    if (row === undefined) throw new Error(`${who}, ${String(purpose)}: no row for anybody`);
    return row;
  }

  /** What the purpose says of a field of offices. */
  office(asker: Asker, offices: readonly string[]): Letter {
    const { record } = this.record(asker, null);
    if (isStatic(record)) return record;
    return offices.some((office) => OFFICES[asker.purpose ?? '']?.includes(office) === true) ? '+' : 'S';
  }

  readsLog({ who }: Asker, about: Name | null): boolean {
    return about !== null && peopleOf(words(LOGS[who] ?? '')).includes(about);
  }

  /** What a register shows; where the table has no row, its purpose's word on the class, or that it does not serve the role. */
  register({ who, purpose }: Asker, root: string): RegisterCell {
    return this.#registers.get([who, purpose ?? '-', root].join('|')) ?? { refused: 'R', open: new Set(), empty: false, guardsPlace: false };
  }
}

/** What the purpose alone says, before anything is asked of anybody: `U`, `P` or `S`. */
export const isStatic = (letter: Letter): boolean => letter === 'U' || letter === 'P' || letter === 'S';

/** Whether somebody is told whom the finding is about. */
export const isIdentifiedTo = ({ who, purpose }: Asker): boolean => purpose !== null && IDENTIFIED[who] === purpose;

export const actorOf = (who: string): (typeof ACTORS)[string] => {
  if (!(who in ACTORS)) throw new Error(`no actor ${who}`);
  return ACTORS[who] ?? null;
};
