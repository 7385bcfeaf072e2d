import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { exportJWK, generateKeyPair, importJWK, SignJWT, type JWK } from 'jose';
import { Kind, parse } from 'graphql';
import type { ManifestSettings } from '../../../gateway/documents/manifest-folder.js';
import type { Manifest, ManifestOperation } from '../../../gateway/documents/manifest.js';
import { signManifest, type ManifestOf } from '../../../gateway/documents/signature.js';

export const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** An entry of a manifest, as Apollo's tools write it. */
export function operationOf(body: string): ManifestOperation {
  const operation = parse(body).definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  return { id: hashOf(body), name: operation?.name?.value ?? '', type: operation?.operation ?? 'query', body };
}

export const manifestOf = (...bodies: readonly string[]): Manifest => ({ format: 'apollo-persisted-query-manifest', version: 1, operations: bodies.map(operationOf) });

/** An OAuth client with a key of its own. */
export class Frontend {
  private constructor(
    readonly client: string,
    readonly key: JWK,
  ) {}

  static async make(client: string, alg = 'ES256'): Promise<Frontend> {
    const { privateKey } = await generateKeyPair(alg, { extractable: true });
    return new Frontend(client, { ...(await exportJWK(privateKey)), kid: randomUUID(), alg });
  }

  /** The public half, as a gateway is told of it. */
  get publicKey(): JWK & { readonly clients: readonly string[] } {
    const { d: _private, ...key } = this.key;
    return { ...key, clients: [this.client] };
  }

  sign(manifest: Manifest, more: Partial<ManifestOf> = {}): Promise<string> {
    return signManifest(manifest, { client: this.client, ...more }, this.key);
  }

  /** Anything, signed, under whatever header. */
  async signAnything(payload: object, header: object = {}): Promise<string> {
    const jwt = new SignJWT({ ...payload }).setProtectedHeader({ alg: this.key.alg ?? '', kid: this.key.kid ?? '', typ: 'persisted-query-manifest+jwt', ...header });
    return jwt.sign(await importJWK(this.key));
  }
}

/** The folder and the keys that a gateway looks at. */
export class ManifestFiles {
  readonly #folder = mkdtempSync(path.join(tmpdir(), 'manifests-test-'));
  readonly settings: ManifestSettings = { folder: path.join(this.#folder, 'manifests'), keys: path.join(this.#folder, 'keys.json'), intervalMs: 20 };

  constructor() {
    mkdirSync(this.settings.folder);
  }

  /** All of it or not at all, as a deployment should. */
  put(name: string, text: string): void {
    const unfinished = path.join(this.#folder, 'unfinished');
    writeFileSync(unfinished, text);
    renameSync(unfinished, path.join(this.settings.folder, name));
  }

  remove(name: string): void {
    rmSync(path.join(this.settings.folder, name));
  }

  /** As when what it lies on is gone for a while. */
  moveFolder(): void {
    renameSync(this.settings.folder, path.join(this.#folder, 'elsewhere'));
  }

  trust(...frontends: readonly Pick<Frontend, 'publicKey'>[]): void {
    this.writeKeys(JSON.stringify({ keys: frontends.map(({ publicKey }) => publicKey) }));
  }

  writeKeys(text: string): void {
    writeFileSync(this.settings.keys, text);
  }

  clear(): void {
    rmSync(this.#folder, { recursive: true });
  }
}
