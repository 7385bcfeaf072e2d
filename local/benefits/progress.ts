const EVERY_MS = 5_000;

/** Says how far it has come, at most once in five seconds. */
export function said(what: string): (count: number) => void {
  let last = performance.now();
  return (count) => {
    if (performance.now() - last < EVERY_MS) return;
    last = performance.now();
    process.stderr.write(`${count.toLocaleString('en')} ${what}\n`);
  };
}
