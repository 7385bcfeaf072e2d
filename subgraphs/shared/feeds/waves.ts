/** Something about people. */
interface About {
  readonly subjects: readonly string[];
}

/**
 * Splits events into waves to be applied one after the other: each event stands in the first wave that comes after every earlier
 * event about the same people. Within a wave nobody occurs twice, so its events may be applied in any order, and together.
 */
export function wavesOf<E extends About>(events: readonly E[]): E[][] {
  const waves: E[][] = [];
  const next = new Map<string, number>();
  for (const event of events) {
    const wave = Math.max(0, ...event.subjects.map((subject) => next.get(subject) ?? 0));
    (waves[wave] ??= []).push(event);
    for (const subject of event.subjects) next.set(subject, wave + 1);
  }
  return waves;
}
