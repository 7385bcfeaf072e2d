import { SUBGRAPHS } from '../../subgraphs/shared/access/viewer.js';

/** Main modules of processes and threads that are started often, below the built project, without their extension. */
export const BUNDLED_MODULES: readonly string[] = ['gateway/main', 'gateway/vetting/inspector-thread', 'local/issuer/main', ...SUBGRAPHS.map((name) => `subgraphs/${name}/main`)];
