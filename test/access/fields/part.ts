/** Type → class → its fields, as words of one text. */
export type Classes = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** What one subgraph adds to the published graph. */
export interface FieldsPart {
  /** Fields without a value for anybody of the cast, so that nothing can be seen of who has them. */
  readonly neverShown: readonly string[];
  /** Arguments of root fields: those that they cannot be asked without, and pages that everything can be asked about. `$iin` is whoever is asked about, `$sought` a child in need. */
  readonly arguments: Readonly<Record<string, string>>;
  /** The class of every field; `FIELDS` says which there are. */
  readonly classes: Classes;
}
