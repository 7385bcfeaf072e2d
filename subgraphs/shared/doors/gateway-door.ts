import { setTimeout as delay } from 'node:timers/promises';
import type { SubgraphName } from '../access/viewer.js';
import type { Clock } from '../clock.js';
import { ENVELOPE_LIFETIME_MS, unseal, type Envelope } from './envelope.js';
import type { NonceBook } from './nonces.js';
import { RecentNonces } from './recent-nonces.js';

/** Why a call was refused, for the log; the caller learns only that it was. */
export type DoorRefusal = 'MAC' | 'MALFORMED' | 'SUBGRAPH' | 'EXPIRED' | 'TOO_LONG' | 'REPLAYED';

/** How far the gateway's clock may be ahead of ours. */
const CLOCK_SKEW_MS = 5_000;

/** How long nobody's question waits to be told from a repeated one: the gateway waits three times as long for the answer. */
const PATIENCE_WITH_NOBODY_MS = 500;

/**
 * The door that only the gateway can open, and the only one behind which `_entities` answers: without a MAC
 * anybody could read `@inaccessible` fields and hand in `@requires` values of their own making.
 */
export class GatewayDoor {
  readonly #untold: RecentNonces;

  constructor(
    private readonly subgraph: SubgraphName,
    private readonly key: string,
    private readonly clock: Clock,
    private readonly nonces: NonceBook,
  ) {
    this.#untold = new RecentNonces(clock);
  }

  /** What the gateway says about the call, or why it is refused. Rejects when it cannot be told whether somebody's call is a repeated one. */
  async open(encoded: string, mac: string, body: string): Promise<Envelope | DoorRefusal> {
    const envelope = unseal(this.key, encoded, mac, body);
    if (typeof envelope === 'string') return envelope;
    if (envelope.subgraph !== this.subgraph) return 'SUBGRAPH';
    const left = envelope.expiresAt - this.clock.now().getTime();
    if (left <= 0) return 'EXPIRED';
    // A call that were good for longer would have to be remembered for longer.
    if (left > ENVELOPE_LIFETIME_MS + CLOCK_SKEW_MS) return 'TOO_LONG';
    return (await this.#isNew(envelope)) ? envelope : 'REPLAYED';
  }

  /**
   * Nobody's question is let in, too, while it cannot be told whether it is a repeated one, so that what needs no database is
   * answered without one. Whoever repeats it hears what anybody may ask: the MAC holds it to the very text that the gateway has
   * signed, in which nothing is left that is not public, and behind the door nobody has a scope, a grant or a child's facts. Each
   * instance lets it in once all the same, so that a call that was seen on its way is no load to throw at a process in trouble.
   */
  async #isNew({ viewer, nonce, expiresAt }: Envelope): Promise<boolean> {
    const taken = this.nonces.take(nonce, expiresAt);
    if (viewer !== null) return taken;
    const untold = delay(PATIENCE_WITH_NOBODY_MS, null, { ref: false });
    return (await Promise.race([taken.catch(() => null), untold])) ?? this.#untold.take(nonce, expiresAt);
  }
}
