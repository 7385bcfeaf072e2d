import { randomUUID } from 'node:crypto';
import { exportJWK, generateKeyPair, type JWK } from 'jose';

/** A key that a frontend signs its manifests with, and its half for the gateway's JWKS. */
export interface KeyPair {
  readonly signing: JWK;
  readonly trusted: JWK & { readonly clients: readonly string[] };
}

export async function makeKeyPair(clients: readonly string[]): Promise<KeyPair> {
  const pair = await generateKeyPair('ES256', { extractable: true });
  const name = { kid: randomUUID(), alg: 'ES256', use: 'sig' };
  return { signing: { ...(await exportJWK(pair.privateKey)), ...name }, trusted: { ...(await exportJWK(pair.publicKey)), ...name, clients } };
}
