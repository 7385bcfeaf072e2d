import { readFileSync } from 'node:fs';
import path from 'node:path';
import { makeKeyPair, type KeyPair } from '../../gateway/documents/key-pair.js';
import { manifestFrom } from '../../gateway/documents/manifest.js';
import { signManifest } from '../../gateway/documents/signature.js';
import { projectRoot } from '../../subgraphs/shared/project.js';
import { readJson } from '../data/files.js';
import { StartFailure } from '../failure.js';
import { DEMO_CLIENTS } from '../issuer/clients.js';

/** Where a gateway is told to look: `DOCUMENTS` and `DOCUMENT_KEYS`. */
export interface DocumentFiles {
  readonly manifests: string;
  readonly keys: string;
}

export const documentFiles = (folder: string): DocumentFiles => ({ manifests: path.join(folder, 'manifests'), keys: path.join(folder, 'keys.json') });

/** Demo clients that send no documents of their own, and so those that the project publishes. */
const CLIENTS = DEMO_CLIENTS.filter(({ documents }) => documents === 'trusted').map(({ id }) => id);

const DEMO_KEY = 'demo-';

interface KnownKeys {
  readonly keys: readonly { readonly kid?: unknown }[];
}

function knownKeys(file: string): KnownKeys['keys'] {
  const known = readJson(file) as Partial<KnownKeys> | null;
  if (known !== null && !Array.isArray(known.keys)) throw new StartFailure(`${file} is damaged: it is no JWKS.`);
  return (known?.keys ?? []).filter(({ kid }) => typeof kid !== 'string' || !kid.startsWith(DEMO_KEY));
}

async function demoKey(): Promise<KeyPair> {
  const { signing, trusted } = await makeKeyPair(CLIENTS);
  const kid = `${DEMO_KEY}${trusted.kid}`;
  return { signing: { ...signing, kid }, trusted: { ...trusted, kid } };
}

/**
 * Has the published operations signed for the demo's frontends, by a key that is made for it and forgotten. Others' keys that
 * are there are left. `write` gets each file, the manifests last, and makes the folder that it is in.
 */
export async function signDemoDocuments(folder: string, write: (file: string, text: string) => void): Promise<void> {
  const files = documentFiles(folder);
  const { signing, trusted } = await demoKey();
  const manifest = manifestFrom(JSON.parse(readFileSync(path.join(projectRoot(), 'schema/operations/manifest.json'), 'utf8')));
  const signed = await Promise.all(CLIENTS.map(async (client) => [client, await signManifest(manifest, { client }, signing)] as const));
  write(files.keys, `${JSON.stringify({ keys: [...knownKeys(files.keys), trusted] }, null, 2)}\n`);
  for (const [client, jws] of signed) write(path.join(files.manifests, `${client}.jws`), jws);
}
