/** What a scenario of `soak/` hands back. */
export interface SoakResult {
  /** For people. */
  readonly table: string;
  /** For machines: numbers only, units in the names. */
  readonly figures: Readonly<Record<string, number>>;
  /** What should not have happened, one line each; none of it is a success. */
  readonly failures: readonly string[];
}

/** A module `soak/<name>.soak.ts`: something that takes long, and that must hold however long it takes. */
export interface Scenario {
  /** Used when nothing else is said; seconds. */
  readonly usualSeconds: number;
  /** Whether it can be limited with `--only`, to some of what it looks at. */
  readonly isLimitable?: true;
  run(seconds: number, report: (line: string) => void, only?: readonly string[]): Promise<SoakResult>;
}
