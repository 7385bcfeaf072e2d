import path from 'node:path';
import { projectRoot } from '../../../subgraphs/shared/project.js';

/** A file of the built project. */
export const built = (...names: readonly string[]): string => path.join(projectRoot(), 'dist', ...names);

/** A file of the folder with the other gateways, which has its own dependencies. */
export const peer = (...names: readonly string[]): string => path.join(projectRoot(), 'bench/peers', ...names);

/** A file of one of those. */
export const installed = (...names: readonly string[]): string => peer('node_modules', ...names);
