import { bundle } from './bundle.js';

/** The second half of `npm run build`: bundles the processes that are started often (ADR 47). */
await bundle();
