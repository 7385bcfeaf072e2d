import type { Attendant, Surroundings } from '../server.js';

/** Several kinds of work beside a process, begun and ended together. */
export function attendAll(...kinds: readonly ((surroundings: Surroundings) => Attendant)[]): (surroundings: Surroundings) => Attendant {
  return (surroundings) => {
    const attendants = kinds.map((attend) => attend(surroundings));
    return {
      start: () => {
        for (const attendant of attendants) attendant.start();
      },
      stop: async () => void (await Promise.all(attendants.map((attendant) => attendant.stop()))),
    };
  };
}
