import { enumType, type EnumValue } from './enum.js';

/** How sure a reference figure is: the marks of the project's facts files, so that a reader can tell law from guess. */
export const Certainty = enumType('Certainty', 'How sure a reference figure or term is.', {
  A: 'Read in the act itself or on an official page.',
  B: 'Reported by the press, quoting the state body.',
  C: 'A secondary source, or a bill.',
  D: 'Derived from other figures.',
  M: 'From memory or custom; not confirmed.',
});
export type Certainty = EnumValue<typeof Certainty>;
