import type { SubgraphName } from '../access/viewer.js';
import type { Clock } from '../clock.js';
import { ENVELOPE_LIFETIME_MS, unseal, type Envelope } from './envelope.js';
import type { NonceBook } from './nonces.js';

/** Why a call was refused, for the log; the caller learns only that it was. */
export type DoorRefusal = 'MAC' | 'MALFORMED' | 'SUBGRAPH' | 'EXPIRED' | 'TOO_LONG' | 'REPLAYED';

/** How far the gateway's clock may be ahead of ours. */
const CLOCK_SKEW_MS = 5_000;

/**
 * The door that only the gateway can open, and the only one behind which `_entities` answers: without a MAC
 * anybody could read `@inaccessible` fields and hand in `@requires` values of their own making.
 */
export class GatewayDoor {
  constructor(
    private readonly subgraph: SubgraphName,
    private readonly key: string,
    private readonly clock: Clock,
    private readonly nonces: NonceBook,
  ) {}

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
   * Nobody's question is let in, too, while it cannot be told whether it is a repeated one: all that the gateway leaves in it is
   * public, so that whoever repeats it learns nothing, and what needs no database is answered without one.
   */
  #isNew({ viewer, nonce, expiresAt }: Envelope): Promise<boolean> {
    const taken = this.nonces.take(nonce, expiresAt);
    return viewer === null ? taken.catch(() => true) : taken;
  }
}
