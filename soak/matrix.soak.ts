import type { SoakResult } from './scenario.js';
import { exhaustively } from './support/exhaustively.js';

/** It takes as long as it takes. */
export const usualSeconds = 300;

/** Every field by every way to it, as everybody and of everybody: `npm test` asks so as two, and as the others for one field of each class at every place. */
export const run = (_seconds: number, report: (line: string) => void): Promise<SoakResult> => exhaustively(['test/access/matrix.test.ts'], report);
