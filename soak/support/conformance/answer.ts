/** What a client got, as far as it is compared. */
export interface ComparedAnswer {
  readonly data: unknown;
  /** Paths of errors. */
  readonly paths: readonly ErrorPath[];
}

export type ErrorPath = readonly (string | number)[];

/** Somebody who answers operations. */
export interface Answering {
  ask(query: string, variables: Readonly<Record<string, unknown>>): Promise<ComparedAnswer>;
}

type Response = { readonly data?: unknown; readonly errors?: readonly { readonly path?: ErrorPath | undefined }[] | undefined };

/** Data as it goes over the wire. */
export const answerOf = ({ data = null, errors = [] }: Response): ComparedAnswer => ({ data: JSON.parse(JSON.stringify(data)), paths: errors.map(({ path = [] }) => path) });

/** The null that an error explains: where its path first leads to none but nulls; the whole path where there is no null. */
export function explained(data: unknown, path: ErrorPath): ErrorPath {
  let value = data;
  for (const [depth, key] of path.entries()) {
    if (value === null || value === undefined) return path.slice(0, depth);
    value = (value as Record<string | number, unknown>)[key];
  }
  return path;
}
