/** Instead of `subgraphs/shared/ledger/observe.ts`: no field notes what became of it. */
export function observeFields(): void {
  // Nothing is noted.
}

export const observeReference = async (_type: string, _representation: unknown, _context: unknown, resolve: () => unknown): Promise<unknown> => resolve();
