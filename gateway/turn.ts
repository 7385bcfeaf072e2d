const gathering: (() => void)[] = [];
const sending: (() => void)[] = [];
let scheduled = false;

/**
 * Resolves once everything that has come in this turn of the event loop was read and worked on, so that what belongs together is
 * found together; in time for what is sent at the end of the turn.
 */
export const restOfTurn = (): Promise<void> => new Promise((resolve) => {
  gathering.push(resolve);
  schedule();
});

/** Does something at the end of this turn of the event loop. The work must not throw. */
export function atEndOfTurn(work: () => void): void {
  sending.push(work);
  schedule();
}

/** Two immediates, because whoever has waited for the first goes on between them. */
function schedule(): void {
  if (scheduled) return;
  scheduled = true;
  setImmediate(() => finish(gathering));
  setImmediate(() => {
    scheduled = false;
    finish(sending);
    if (gathering.length > 0) schedule();
  });
}

function finish(works: (() => void)[]): void {
  for (const work of works.splice(0)) work();
}
