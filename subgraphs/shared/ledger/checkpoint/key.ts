import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { importJWK, type CryptoKey, type JWK } from 'jose';

/** What checkpoints are signed with. */
export const ALGORITHM = 'EdDSA';

/** A private key for checkpoints, as JSON: an Ed25519 JWK with an id. */
export function newCheckpointKey(): string {
  const { privateKey } = generateKeyPairSync('ed25519');
  return JSON.stringify({ ...privateKey.export({ format: 'jwk' }), kid: randomUUID(), use: 'sig', alg: ALGORITHM });
}

/** Throws when it is no Ed25519 key. */
function parse(text: string): JWK {
  const jwk = JSON.parse(text) as JWK;
  if (jwk.kty !== 'OKP' || jwk.crv !== 'Ed25519' || typeof jwk.x !== 'string') throw new Error('It must be the JWK of an Ed25519 key.');
  return jwk;
}

/** A key that signs checkpoints. */
export interface CheckpointSigner {
  readonly kid: string;
  readonly privateKey: CryptoKey;
  readonly publicJwk: JWK;
}

/** The public half of a key, whichever half it is given as. */
export function publicKeyOf(text: string): JWK {
  const { kty, crv, x, kid } = parse(text);
  return { kty, crv, x, ...(kid === undefined ? {} : { kid }), use: 'sig', alg: ALGORITHM } as JWK;
}

/** Reads a private key; throws when it is none. */
export async function readSigner(text: string): Promise<CheckpointSigner> {
  const jwk = parse(text);
  if (typeof jwk.d !== 'string') throw new Error('It must be a private key.');
  return { kid: jwk.kid ?? 'checkpoints', privateKey: (await importJWK(jwk, ALGORITHM)) as CryptoKey, publicJwk: publicKeyOf(text) };
}
