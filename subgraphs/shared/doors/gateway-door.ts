import type { SubgraphName } from '../access/viewer.js';
import type { Clock } from '../clock.js';
import { unseal, type Envelope } from './envelope.js';

/** Why a call was refused, for the log; the caller learns only that it was. */
export type DoorRefusal = 'MAC' | 'SUBGRAPH' | 'EXPIRED' | 'REPLAYED';

/**
 * The door that only the gateway can open, and the only one behind which `_entities` answers: without a MAC
 * anybody could read `@inaccessible` fields and hand in `@requires` values of their own making.
 */
export class GatewayDoor {
  readonly #seen = new Map<string, number>();

  constructor(
    private readonly subgraph: SubgraphName,
    private readonly key: string,
    private readonly clock: Clock,
  ) {}

  open(encoded: string, mac: string, body: string): Envelope | DoorRefusal {
    const envelope = unseal(this.key, encoded, mac, body);
    if (envelope === null) return 'MAC';
    if (envelope.subgraph !== this.subgraph) return 'SUBGRAPH';
    const now = this.clock.now().getTime();
    if (!(envelope.expiresAt > now)) return 'EXPIRED';
    if (this.#seen.has(envelope.nonce)) return 'REPLAYED';
    this.#remember(envelope, now);
    return envelope;
  }

  /** Nonces are kept until their envelope would be refused as expired; the map is in order of arrival. */
  #remember(envelope: Envelope, now: number): void {
    this.#seen.set(envelope.nonce, envelope.expiresAt);
    for (const [nonce, expiresAt] of this.#seen) {
      if (expiresAt > now) break;
      this.#seen.delete(nonce);
    }
  }
}
