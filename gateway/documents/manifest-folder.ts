import path from 'node:path';
import type { FastifyBaseLogger } from 'fastify';
import type { Clock } from '../../subgraphs/shared/clock.js';
import { DocumentKeys } from './keys.js';
import type { ManifestClaims } from './manifest.js';
import { ManifestError } from './manifest-error.js';
import { stampOf } from '../file-stamp.js';
import { readText, stampsIn } from './manifest-files.js';
import { verifyManifest } from './signature.js';
import type { Vet } from './trusted-document.js';
import { TrustedDocuments, trustManifest, type TrustedManifest } from './trusted-documents.js';

/** Where signed manifests come from. */
export interface ManifestSettings {
  /** `DOCUMENTS`: a folder of `*.jws`. */
  readonly folder: string;
  /** `DOCUMENT_KEYS`: a JWKS. Apart from the folder, since whoever may bring a manifest must not say whom to believe. */
  readonly keys: string;
  /** `DOCUMENTS_INTERVAL_MS`: pause between two looks for what has changed. */
  readonly intervalMs: number;
}

export interface ManifestFolderParts {
  readonly settings: ManifestSettings;
  /** Judges documents by the supergraph that is served. */
  readonly vet: Vet;
  readonly clock: Clock;
  readonly log: FastifyBaseLogger;
  /** Hears of what is trusted from now on. */
  readonly changed: (documents: TrustedDocuments) => void;
}

/** The text of a manifest, what was signed in it, and what that came to. */
interface Good {
  readonly text: string;
  readonly claims: ManifestClaims;
  readonly manifest: TrustedManifest;
}

/** A file as it was last looked at. `good` is the last version of it that could be taken, which may be an older one. */
interface Seen {
  readonly stamp: string;
  readonly good: Good | null;
}

/** No file's: what was checked against another supergraph than the present one is read again at the next look. */
const UNKNOWN = '';

/**
 * Reads clients' manifests, and goes on looking for new ones. A manifest is taken as a whole or not at all; one that cannot
 * be taken is told in the log, leaves the version before it in place and nobody else's alone. What is trusted changes at
 * once, when a manifest, or the keys, have been read to the end.
 */
export class ManifestFolder {
  #documents = TrustedDocuments.none;
  #keys = DocumentKeys.none;
  #keysStamp = '';
  #vet: Vet;
  readonly #seen = new Map<string, Seen>();
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;
  #unreadable = false;

  constructor(private readonly parts: ManifestFolderParts) {
    this.#vet = parts.vet;
  }

  get documents(): TrustedDocuments {
    return this.#documents;
  }

  /** Looks, and goes on looking; settles after the first time. */
  async start(): Promise<void> {
    await this.#look().catch((error: unknown) => this.parts.log.error({ err: error }, 'manifests of documents could not be looked at'));
    if (!this.#stopped) this.#timer = setTimeout(() => void this.start(), this.parts.settings.intervalMs).unref();
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  /**
   * Checks everything that is trusted against another supergraph. What comes back puts that in place of the one before;
   * rejects with `ManifestError` when a document does not fit it.
   */
  async refit(vet: Vet): Promise<() => void> {
    const fitting = new Map<Good, Good>();
    for (const { good } of this.#seen.values()) {
      if (good !== null) fitting.set(good, { ...good, manifest: await trustManifest(good.claims, vet) });
    }
    return () => {
      this.#vet = vet;
      for (const [file, { stamp, good }] of this.#seen) {
        const fit = good === null ? undefined : fitting.get(good);
        this.#seen.set(file, fit === undefined ? { stamp: UNKNOWN, good } : { stamp, good: fit });
      }
      this.#publish();
    };
  }

  async #look(): Promise<void> {
    const rekeyed = await this.#readKeys();
    const files = await this.#files();
    if (files === null) return;
    const gone = [...this.#seen.keys()].filter((file) => !files.has(file));
    for (const file of gone) this.#forget(file);
    const stale = [...files].filter(([file, stamp]) => rekeyed || this.#isStale(this.#seen.get(file), stamp));
    for (const [file, stamp] of stale) {
      const vet = this.#vet;
      const good = await this.#load(file);
      this.#seen.set(file, { stamp: vet === this.#vet ? stamp : UNKNOWN, good });
    }
    if (gone.length + stale.length > 0) this.#publish();
  }

  /** An expired one is looked at once more, so that its end is told. */
  #isStale(seen: Seen | undefined, stamp: string): boolean {
    return seen?.stamp !== stamp || (seen.good !== null && seen.good.manifest.expires <= this.parts.clock.now().getTime());
  }

  /** What a file has now; else what it had before, as far as that still holds under the keys and at the time. */
  async #load(file: string): Promise<Good | null> {
    try {
      const good = await this.#read(await readText(path.join(this.parts.settings.folder, file)));
      this.parts.log.info({ file, client: good.manifest.client, documents: good.manifest.documents.length }, 'a manifest of documents is trusted');
      return good;
    } catch (error) {
      const before = this.#seen.get(file)?.good ?? null;
      const kept = before === null ? null : await this.#read(before.text).catch(() => null);
      this.parts.log.warn({ file, reason: reasonOf(error) }, kept === null ? 'a manifest of documents is refused' : 'a manifest of documents is refused, the one before it stays');
      return kept;
    }
  }

  async #read(text: string): Promise<Good> {
    const claims = await verifyManifest(text, this.#keys, this.parts.clock.now());
    return { text, claims, manifest: await trustManifest(claims, this.#vet) };
  }

  #forget(file: string): void {
    this.#seen.delete(file);
    this.parts.log.info({ file }, 'a manifest of documents is gone');
  }

  #publish(): void {
    this.#documents = new TrustedDocuments([...this.#seen.values()].flatMap(({ good }) => good?.manifest ?? []));
    this.parts.changed(this.#documents);
  }

  /** Whether the keys are others than before. Keys that cannot be read leave those before them. */
  async #readKeys(): Promise<boolean> {
    const file = this.parts.settings.keys;
    const stamp = await stampOf(file).catch(() => 'none');
    if (stamp === this.#keysStamp) return false;
    this.#keysStamp = stamp;
    try {
      this.#keys = await DocumentKeys.from(await readText(file));
      return true;
    } catch (error) {
      this.parts.log.warn({ file: path.basename(file), reason: reasonOf(error) }, 'the keys that manifests are signed with cannot be read, those before them stay');
      return false;
    }
  }

  /** The manifests that are there, with what tells one version from another. Null when the folder cannot be read: nothing changes then. */
  async #files(): Promise<ReadonlyMap<string, string> | null> {
    try {
      const found = await stampsIn(this.parts.settings.folder);
      this.#unreadable = false;
      return found;
    } catch (error) {
      if (!this.#unreadable) this.parts.log.warn({ reason: reasonOf(error) }, 'the folder of manifests cannot be read');
      this.#unreadable = true;
      return null;
    }
  }
}

/** A system's error by its code: its message has the whole path. */
const reasonOf = (error: unknown): string => (error instanceof ManifestError ? error.message : ((error as NodeJS.ErrnoException).code ?? 'unknown'));
