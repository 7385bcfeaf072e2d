import type { Contender } from './contenders/contender.js';
import { GRAFBASE } from './contenders/grafbase.js';
import { HIVE_JS, HIVE_RUST } from './contenders/hive.js';
import { LIMIT } from './contenders/limit.js';
import { MERCURIUS } from './contenders/mercurius.js';
import { OURS_OPEN } from './contenders/ours.js';
import { STOCK } from './contenders/stock.js';

/** Whose programs are dependencies of `bench/peers`. */
export const PEERS: readonly Contender[] = [HIVE_JS, HIVE_RUST, MERCURIUS, GRAFBASE];

/** Those that need nothing beside the static subgraphs. */
export const ALONE: readonly Contender[] = [LIMIT, OURS_OPEN, STOCK, ...PEERS];

/** Needs a ledger and a token issuer; made once they run. */
export const OURS_FULL = 'ours-full';

/** In the order in which they take their turns. */
export const CONTENDERS: readonly string[] = ALONE.flatMap(({ name }) => (name === OURS_OPEN.name ? [name, OURS_FULL] : [name]));
