import type { Purpose } from '../access/purposes.js';
import type { Viewer } from '../access/viewer.js';
import type { Door, Effect, LedgerEntry, Operation, Outcome } from './entry.js';
import type { WriteEntry } from './write-ledger.js';

/** Who asks through which door, for what. */
export interface Visit {
  readonly viewer: Viewer | null;
  readonly purpose: Purpose | null;
  readonly caseNumber: string | null;
  readonly correlationId: string;
  readonly door: Door;
}

type Own = readonly string[] | Promise<readonly string[]>;

/** The people whom one object of an answer is about, and what became of its fields. */
export class People {
  readonly #notes = new Map<string, Note>();

  constructor(
    /** IINs; they may have to be looked up first. */
    private readonly own: Own,
    /** Others whom it is about besides: those of the object it belongs to. */
    private readonly above: People | null,
  ) {}

  /** Only a refusal has a reason; one of a whole request is about no field. */
  note(outcome: Outcome, field: string | null, reason: string | null = null): void {
    const key = reason === null ? outcome : `${outcome} ${reason}`;
    const note = this.#notes.get(key) ?? { outcome, reason, fields: new Set() };
    this.#notes.set(key, note);
    if (field !== null) note.fields.add(field);
  }

  get notes(): Iterable<Note> {
    return this.#notes.values();
  }

  async iins(): Promise<readonly string[]> {
    const own = await this.own;
    return this.above === null ? own : [...own, ...(await this.above.iins())];
  }
}

interface Note {
  readonly outcome: Outcome;
  readonly reason: string | null;
  readonly fields: Set<string>;
}

/** An operation's name is the client's own: a number in it may be somebody's. */
const named = (name: string | null): string | null => name?.replaceAll(/\d{6,}/g, '_').slice(0, 100) ?? null;

/** What the planner puts behind the client's name for an operation: which subgraph, and the how manieth call. */
const PLANNED = /__[a-z_]+__\d+$/;

/** What stands as a key in a representation need not be one; under what is none there is nothing of anybody. */
const isIin = (key: string): boolean => /^\d{12}$/.test(key);

/** Everything that one request did with people's data, kept until its answer is ready. */
export class AccessJournal {
  readonly #people: People[] = [];
  /** Refusals that are about nobody. */
  readonly nobody = this.about([], null);
  readonly #everybody = new Set<string>();
  /** Whom the object at a path of the answer is about; see observe.ts. */
  readonly places = new Map<object, People | null>();
  /** Whom an object is about, with what that was worked out from. */
  readonly objects = new WeakMap<object, { readonly rule: unknown; readonly above: People | null; readonly people: People }>();
  #operation: Operation;

  constructor(private readonly visit: Visit) {
    const { door, purpose, caseNumber } = visit;
    this.#operation = { door, purpose, caseNumber, kind: null, name: null };
  }

  /** Says which operation it is, once that has been read. */
  operation(kind: string, name: string | null): void {
    this.#operation = { ...this.#operation, kind, name: named(name?.replace(PLANNED, '') ?? null) };
  }

  /** Notes that rows of everybody at once were read, as auditors do under pseudonyms: the record of it is about nobody. */
  everybody(fields: readonly string[]): void {
    for (const field of fields) this.#everybody.add(field);
  }

  about(own: Own, above: People | null): People {
    const people = new People(own, above);
    this.#people.push(people);
    return people;
  }

  /** The records of what was read and refused: one for each person and outcome, with all the fields. */
  async entries(at: number): Promise<LedgerEntry[]> {
    const sheet = new Sheet();
    for (const people of this.#people) {
      const notes = [...people.notes];
      if (notes.length === 0) continue;
      const iins = (await people.iins()).filter(isIin);
      for (const note of notes) sheet.add(iins, note);
    }
    const entries = sheet.lines().map(({ subject, effect }) => this.#entry(subject, effect, at));
    return this.#everybody.size === 0 ? entries : [...entries, this.#entry(null, { outcome: 'RELEASED', reason: null, fields: [...this.#everybody].sort() }, at)];
  }

  /** The records of a change, or of the refusal to make it. */
  changes({ coordinate, subjects, refusal }: WriteEntry, at: number): LedgerEntry[] {
    const effect: Effect = refusal === undefined ? { outcome: 'WRITTEN', reason: null, fields: [coordinate] } : { outcome: 'REFUSED', reason: refusal, fields: [coordinate] };
    const people: readonly (string | null)[] = subjects.length === 0 ? [null] : [...new Set(subjects)];
    return people.map((subject) => this.#entry(subject, effect, at));
  }

  #entry(subject: string | null, effect: Effect, at: number): LedgerEntry {
    const { viewer, correlationId } = this.visit;
    return { actor: viewer, operation: this.#operation, effect, subject, at, correlationId };
  }
}

/** Notes by person; equal effects are one object, since dictionaries look each object up once. */
class Sheet {
  readonly #byPerson = new Map<string | null, Map<string, Note>>();

  /** What is about nobody is kept only when it was refused: then there is somebody who asked. */
  add(iins: readonly string[], note: Note): void {
    if (iins.length === 0 && note.outcome === 'REFUSED') this.#add(null, note);
    for (const iin of new Set(iins)) this.#add(iin, note);
  }

  lines(): { readonly subject: string | null; readonly effect: Effect }[] {
    const effects = new Map<string, Effect>();
    return [...this.#byPerson].flatMap(([subject, notes]) =>
      [...notes.values()].map(({ outcome, reason, fields }) => {
        const effect = { outcome, reason, fields: [...fields].sort() };
        const key = JSON.stringify(effect);
        const shared = effects.get(key) ?? effect;
        effects.set(key, shared);
        return { subject, effect: shared };
      }),
    );
  }

  #add(person: string | null, { outcome, reason, fields }: Note): void {
    const notes = this.#byPerson.get(person) ?? new Map<string, Note>();
    this.#byPerson.set(person, notes);
    const key = `${outcome} ${reason ?? ''}`;
    const known = notes.get(key);
    notes.set(key, { outcome, reason, fields: known === undefined ? new Set(fields) : known.fields.union(fields) });
  }
}
