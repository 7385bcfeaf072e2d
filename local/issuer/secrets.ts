import { generateKeyPairSync, randomUUID } from 'node:crypto';
import type { JWK } from 'oidc-provider';
import { secret } from '../data/credentials.js';
import { readJson, writePrivateJson } from '../data/files.js';
import { StartFailure } from '../failure.js';
import { DEMO_CLIENTS } from './clients.js';

/** `issuer.json` of the data folder: what makes tokens of one start good at the next. */
export interface IssuerSecrets {
  /** The private key that signs (ES256). */
  readonly key: JWK;
  /** Client secrets by client id. */
  readonly clients: Readonly<Record<string, string>>;
  /** Keys the hash by which a token's subject stands for an account without naming the person. */
  readonly subjects: string;
}

const signingKey = (): JWK => {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return { ...privateKey.export({ format: 'jwk' }), kid: randomUUID(), use: 'sig', alg: 'ES256' };
};

/** Fills in what is not there yet, for instance a new client's. */
export const completeIssuerSecrets = (known: Partial<IssuerSecrets> | null): IssuerSecrets => ({
  key: known?.key ?? signingKey(),
  clients: Object.fromEntries(DEMO_CLIENTS.map(({ id }) => [id, known?.clients?.[id] ?? secret()])),
  subjects: known?.subjects ?? secret(),
});

/** The secrets kept in a file, made at the first start. */
export function keepIssuerSecrets(file: string): IssuerSecrets {
  const known = readJson(file) as Partial<IssuerSecrets> | null;
  const secrets = completeIssuerSecrets(known);
  if (JSON.stringify(known) !== JSON.stringify(secrets)) writePrivateJson(file, secrets);
  return secrets;
}

/** Reads the secrets of an issuer that runs. */
export function readIssuerSecrets(file: string): IssuerSecrets {
  const secrets = readJson(file) as IssuerSecrets | null;
  if (secrets === null) throw new StartFailure(`${file} is not there: no token issuer has been started with this data folder.`);
  return secrets;
}
