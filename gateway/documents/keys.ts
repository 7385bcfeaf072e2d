import { importJWK, type CryptoKey, type JWK, type JWTHeaderParameters } from 'jose';
import { Type, type Static } from 'typebox';
import { Compile } from 'typebox/compile';
import { ManifestError } from './manifest-error.js';

/** How manifests are signed. */
export const SIGNATURES = ['ES256', 'EdDSA', 'Ed25519'] as const;

const Key = Type.Object({
  kid: Type.String({ minLength: 1 }),
  kty: Type.Enum(['EC', 'OKP']),
  alg: Type.Enum([...SIGNATURES]),
  /** The OAuth clients whose manifests it may sign. */
  clients: Type.Array(Type.String({ minLength: 1 })),
});

type KeyJwk = Static<typeof Key> & JWK;

const KeySet = Compile(Type.Object({ keys: Type.Array(Key) }));

/** A public key, and for whom it signs. */
interface TrustedKey {
  readonly key: CryptoKey;
  readonly clients: readonly string[];
}

/** The frontends' public keys that this gateway believes: a JWKS in which each key has a member `clients` besides. */
export class DocumentKeys {
  private constructor(private readonly keys: ReadonlyMap<string, TrustedKey>) {}

  /** Reads the text of a JWKS; throws `ManifestError` when it is none, or has a private key in it. */
  static async from(text: string): Promise<DocumentKeys> {
    const set = parseJson(text);
    if (!KeySet.Check(set)) throw new ManifestError(`it is no JWKS of keys with kid, alg (${SIGNATURES.join(', ')}) and clients`);
    const keys = await Promise.all((set.keys as KeyJwk[]).map(async (jwk) => [jwk.kid, await trusted(jwk)] as const));
    if (new Set(set.keys.map(({ kid }) => kid)).size !== keys.length) throw new ManifestError('two keys have one kid');
    return new DocumentKeys(new Map(keys));
  }

  static readonly none = new DocumentKeys(new Map());

  /** The key that a signature says it was made with. */
  keyOf({ kid }: JWTHeaderParameters): CryptoKey {
    const found = kid === undefined ? undefined : this.keys.get(kid);
    if (found === undefined) throw new ManifestError('it is signed by no key that is trusted here');
    return found.key;
  }

  maySign(kid: string | undefined, client: string): boolean {
    return kid !== undefined && this.keys.get(kid)?.clients.includes(client) === true;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ManifestError('it is no JSON');
  }
}

/** Only public halves: a private key that lies about here is one that others have read. */
async function trusted(jwk: KeyJwk): Promise<TrustedKey> {
  if (jwk.d !== undefined) throw new ManifestError(`${jwk.kid} is a private key`);
  try {
    return { key: await importJWK(jwk, jwk.alg), clients: jwk.clients };
  } catch {
    throw new ManifestError(`${jwk.kid} is not a key for ${jwk.alg}`);
  }
}
