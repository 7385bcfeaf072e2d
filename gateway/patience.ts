/** Why the rest of an answer is waited for no more: the time of the request is up, or its client has gone. */
export type Ending = 'LATE' | 'GONE';

type Listener = (ending: Ending) => void;

/** How long the answer to one request is waited for. */
export class Patience {
  #ended: Ending | null = null;
  /** Of the calls that are under way. */
  readonly #listeners = new Set<Listener>();

  constructor(
    /** When its time is up, by `performance.now()`. */
    readonly until: number,
  ) {}

  /** Null for as long as somebody waits. */
  get ended(): Ending | null {
    return this.#ended;
  }

  /** Ends it for whoever listens; the first reason stays. */
  end(ending: Ending): void {
    if (this.#ended !== null) return;
    this.#ended = ending;
    for (const listener of this.#listeners) listener(ending);
    this.#listeners.clear();
  }

  listen(listener: Listener): void {
    this.#listeners.add(listener);
  }

  forget(listener: Listener): void {
    this.#listeners.delete(listener);
  }
}

/** Ends the patience with requests whose time is up. All have the same time, so one timer does for all of them. */
export class Deadlines {
  /** The oldest first. */
  readonly #open = new Set<Patience>();
  #armed = false;

  constructor(private readonly limitMs: number) {}

  begin(): Patience {
    const patience = new Patience(performance.now() + this.limitMs);
    this.#open.add(patience);
    if (!this.#armed) this.#ringIn(this.limitMs);
    return patience;
  }

  /** The request has its answer. */
  answered(patience: Patience): void {
    this.#open.delete(patience);
  }

  #ring(): void {
    this.#armed = false;
    for (const patience of this.#open) {
      const left = patience.until - performance.now();
      if (left > 0) {
        this.#ringIn(left);
        return;
      }
      this.#open.delete(patience);
      patience.end('LATE');
    }
  }

  #ringIn(ms: number): void {
    this.#armed = true;
    setTimeout(() => this.#ring(), Math.ceil(ms)).unref();
  }
}
