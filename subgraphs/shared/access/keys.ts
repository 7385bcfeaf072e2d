import { createRemoteJWKSet, errors, jwksCache, type CryptoKey, type JWSHeaderParameters, type JWKSCacheInput } from 'jose';

/** How fresh the issuer's keys are; in milliseconds. */
export interface KeyTiming {
  /** Age at which they are fetched again, so that a key that was taken back is refused soon. */
  readonly refreshMs: number;
  /** How long they are good when they cannot be fetched again. */
  readonly keptMs: number;
  /** Shortest pause between two fetches, whatever key a token names. */
  readonly pauseMs: number;
  readonly timeoutMs: number;
}

export const KEY_TIMING: KeyTiming = { refreshMs: 60_000, keptMs: 600_000, pauseMs: 5_000, timeoutMs: 3_000 };

/** No key can be had to check a token with: the issuer does not answer, or not with keys. */
export class KeysUnavailable extends Error {}

/** Verdicts on the token's own key id and algorithm; whatever else goes wrong here is the issuer's. */
const isAboutToken = (error: unknown): boolean => error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys;

/**
 * The keys that an issuer publishes (JWKS). They are fetched when the first token comes, when a token names a key that is
 * not among them, and anew behind the answer when they are old: an issuer that is down for some minutes keeps nobody out.
 */
export class IssuerKeys {
  readonly #cache: JWKSCacheInput = {};
  readonly #remote: ReturnType<typeof createRemoteJWKSet>;
  #refreshedAt = 0;

  constructor(url: string, private readonly timing: KeyTiming = KEY_TIMING) {
    const { pauseMs, keptMs, timeoutMs } = timing;
    this.#remote = createRemoteJWKSet(new URL(url), { cooldownDuration: pauseMs, cacheMaxAge: keptMs, timeoutDuration: timeoutMs, [jwksCache]: this.#cache });
  }

  /** The key that a token says it was signed with. Throws `KeysUnavailable`, or jose's error when there is no such key. */
  async keyOf(header: JWSHeaderParameters): Promise<CryptoKey> {
    this.#refreshWhenOld();
    try {
      return await this.#remote(header);
    } catch (error) {
      throw isAboutToken(error) ? error : new KeysUnavailable('The issuer\'s keys cannot be had.', { cause: error });
    }
  }

  #refreshWhenOld(): void {
    const now = Date.now();
    const fetchedAt = this.#cache.uat;
    if (fetchedAt === undefined || now - fetchedAt < this.timing.refreshMs || now - this.#refreshedAt < this.timing.pauseMs) return;
    this.#refreshedAt = now;
    // A fetch that fails leaves the keys as they are.
    void this.#remote.reload().catch(() => undefined);
  }
}
