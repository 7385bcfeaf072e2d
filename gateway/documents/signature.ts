import { errors, importJWK, jwtVerify, SignJWT, type JWK, type JWTHeaderParameters } from 'jose';
import { SIGNATURES, type DocumentKeys } from './keys.js';
import { claimsFrom, type Manifest, type ManifestClaims } from './manifest.js';
import { ManifestError } from './manifest-error.js';

/** So that nothing else that a frontend's key has signed can be taken for a manifest. */
const TYPE = 'persisted-query-manifest+jwt';

export interface ManifestOf {
  readonly client: string;
  /** No expiry by default. */
  readonly expires?: Date | undefined;
  readonly purposes?: ManifestClaims['purposes'] | undefined;
}

/** A manifest as the gateway takes it: a JWS in compact form, by the private key of a frontend. Throws `ManifestError` for a key that cannot sign. */
export async function signManifest(manifest: Manifest, { client, expires, purposes }: ManifestOf, key: JWK): Promise<string> {
  const algorithm = SIGNATURES.find((one) => one === key.alg);
  if (algorithm === undefined || key.kid === undefined || key.d === undefined) {
    throw new ManifestError(`the key must be a private JWK with kid and alg (${SIGNATURES.join(', ')})`);
  }
  const token = new SignJWT({ client_id: client, ...(purposes === undefined ? {} : { purposes }), manifest })
    .setProtectedHeader({ alg: algorithm, kid: key.kid, typ: TYPE })
    .setIssuedAt();
  if (expires !== undefined) token.setExpirationTime(expires);
  return token.sign(await importJWK(key, algorithm));
}

/** What a signed manifest says, once its signature, its signer and its time are right; throws `ManifestError`. */
export async function verifyManifest(jws: string, keys: DocumentKeys, now: Date): Promise<ManifestClaims> {
  const { payload, kid } = await verified(jws, keys, now);
  const claims = claimsFrom(payload);
  if (!keys.maySign(kid, claims.client_id)) throw new ManifestError(`the key ${kid} may not sign for the client ${claims.client_id}`);
  return claims;
}

async function verified(jws: string, keys: DocumentKeys, now: Date): Promise<{ payload: unknown; kid: string | undefined }> {
  try {
    const options = { algorithms: [...SIGNATURES], typ: TYPE, currentDate: now };
    const { payload, protectedHeader } = await jwtVerify(jws.trim(), (header: JWTHeaderParameters) => keys.keyOf(header), options);
    return { payload, kid: protectedHeader.kid };
  } catch (error) {
    throw error instanceof ManifestError ? error : new ManifestError(reasonOf(error));
  }
}

/** In words of ours: jose's speak of a token. */
function reasonOf(error: unknown): string {
  if (error instanceof errors.JWTExpired) return 'it has expired';
  if (error instanceof errors.JWSSignatureVerificationFailed) return 'its signature does not fit';
  if (error instanceof errors.JOSEAlgNotAllowed) return `it is not signed with one of ${SIGNATURES.join(', ')}`;
  if (error instanceof errors.JWTClaimValidationFailed) return `${error.claim} is not what it is in a signed manifest`;
  return 'it is not signed';
}
