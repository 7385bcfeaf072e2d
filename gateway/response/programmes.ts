import { REFUSAL_CODES } from '../../subgraphs/shared/errors.js';

/**
 * How a programme came out of one request. A programme is touched when a fetch of the executed plan called it, or when a
 * field of its own was taken out of the operation. Keys count for nothing: the gateway asks for them for its own use.
 *
 * - `UNAVAILABLE`: it was called and no call could be completed (down, late, garbage), or nothing came back because it
 *   failed inside.
 * - `WITHHELD`: nothing but keys and nulls came back, and something was refused: by it, or here before asking.
 * - `PARTIAL`: something came back, and something else was refused or failed, also where it could not be asked because
 *   another programme failed first.
 * - `OK`: everything else. A child that the programme does not know is an empty section and OK; so is a request that it
 *   turned down as wrong (`BAD_USER_INPUT`).
 *
 * A programme that the plan had in view but that was never called, because there was nothing to ask it about, is not listed.
 */
export type ProgrammeState = 'OK' | 'UNAVAILABLE' | 'WITHHELD' | 'PARTIAL';

/** What a programme answers that is well: it is about what was asked, or what there is to be asked yet. */
const ABOUT_THE_REQUEST: ReadonlySet<unknown> = new Set(['BAD_USER_INPUT', 'LIMIT_EXCEEDED', 'NO_SNAPSHOT']);

const REFUSALS: ReadonlySet<unknown> = new Set(REFUSAL_CODES);

interface Tally {
  calls: number;
  answers: number;
  came: boolean;
  refused: boolean;
  failed: boolean;
  stripped: boolean;
}

/** Collects, during one request, what `extensions.programmes` says at its end. */
export class Programmes {
  readonly #tallies = new Map<string, Tally>();

  called(programme: string, answered: boolean): void {
    const tally = this.#of(programme);
    tally.calls += 1;
    if (answered) tally.answers += 1;
  }

  /** A value other than a key reached the client. */
  came(programme: string): void {
    this.#of(programme).came = true;
  }

  /** A field was taken out of the operation. */
  stripped(programme: string): void {
    this.#of(programme).stripped = true;
  }

  /** An error is in the response about a field of this programme. */
  missed(programme: string, code: unknown): void {
    if (REFUSALS.has(code)) this.#of(programme).refused = true;
    else if (!ABOUT_THE_REQUEST.has(code)) this.#of(programme).failed = true;
  }

  /** Null when no programme was touched. */
  states(): Readonly<Record<string, ProgrammeState>> | null {
    const touched = [...this.#tallies].filter(([, { calls, stripped }]) => calls > 0 || stripped);
    return touched.length === 0 ? null : Object.fromEntries(touched.map(([programme, tally]) => [programme, stateOf(tally)]));
  }

  #of(programme: string): Tally {
    const known = this.#tallies.get(programme);
    if (known !== undefined) return known;
    const tally = { calls: 0, answers: 0, came: false, refused: false, failed: false, stripped: false };
    this.#tallies.set(programme, tally);
    return tally;
  }
}

function stateOf({ calls, answers, came, refused, failed, stripped }: Tally): ProgrammeState {
  if (calls > 0 && answers === 0) return 'UNAVAILABLE';
  if (came) return refused || failed || stripped ? 'PARTIAL' : 'OK';
  if (refused || stripped) return 'WITHHELD';
  return failed ? 'UNAVAILABLE' : 'OK';
}
