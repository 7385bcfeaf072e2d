import { NOISE } from './noise-parameters.js';

/** A row of the table: what is added, and how likely it or less is. */
export interface NoiseRow {
  readonly add: number;
  readonly upTo: number;
}

type Bounds = Readonly<Record<'variance' | 'most', number>>;

const range = (most: number): number[] => Array.from({ length: 2 * most + 1 }, (_, i) => i - most);

/** Of all distributions of whole numbers within the bound with this variance, the one that says least: a bell that ends there. */
function weights(most: number, width: number): number[] {
  const raw = range(most).map((add) => Math.exp(-(add * add) / (2 * width * width)));
  const all = raw.reduce((sum, weight) => sum + weight, 0);
  return raw.map((weight) => weight / all);
}

const varianceOf = (most: number, width: number): number => weights(most, width).reduce((sum, weight, i) => sum + weight * (i - most) ** 2, 0);

const STEPS = 60;

/** What the bell's width must be, its ends being cut off, for the variance to be what it is said to be. */
function widthFor({ variance, most }: Bounds): number {
  let [low, high] = [0.1, 4 * most];
  for (let step = 0; step < STEPS; step += 1) {
    const middle = (low + high) / 2;
    [low, high] = varianceOf(most, middle) < variance ? [middle, high] : [low, middle];
  }
  return high;
}

/** The perturbation table: every count has the same row of noise, drawn by its cell key. */
export function noiseTable(bounds: Bounds = NOISE): readonly NoiseRow[] {
  let upTo = 0;
  return weights(bounds.most, widthFor(bounds)).map((weight, i) => ({ add: i - bounds.most, upTo: (upTo += weight) }));
}

/** What a number from zero to one draws of it. */
export const drawn = (table: readonly NoiseRow[], at: number): number => (table.find(({ upTo }) => at < upTo) ?? table.at(-1))?.add ?? 0;
