/** Instead of `subgraphs/shared/access/guard.ts`: no field asks who it is asked by. */
export function guardFields(): void {
  // Nothing is guarded.
}
