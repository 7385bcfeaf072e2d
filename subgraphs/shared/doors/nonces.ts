/** Remembers which signed calls have been let in. */
export interface NonceBook {
  /**
   * True for the first who comes with a nonce and false for everybody after, at whichever instance of the subgraph,
   * until `expiresAt` (Unix time in milliseconds) and some time longer. Rejects when that cannot be told.
   */
  take(nonce: string, expiresAt: number): Promise<boolean>;
}
