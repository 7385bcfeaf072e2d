import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { JWK } from 'jose';
import { isPurpose, PURPOSES } from '../../subgraphs/shared/access/purposes.js';
import { documentHash } from '../document-hash.js';
import { makeKeyPair } from './key-pair.js';
import { ManifestError } from './manifest-error.js';
import { manifestFrom, type Manifest } from './manifest.js';
import { signManifest } from './signature.js';

const KEY_USAGE = 'npm run -s documents:key -- --client CLIENT FILE';
const SIGN_USAGE = 'npm run -s documents:sign -- --client CLIENT --key FILE [--expires DATE] [--purpose PURPOSE]… MANIFEST';

/** Makes a frontend's key: the private half into a new file for its owner alone. What comes back is the public half, for the gateway's JWKS. */
export async function keyCommand(args: string[]): Promise<string> {
  const { values, positionals } = read(args, { client: { type: 'string', multiple: true } }, KEY_USAGE);
  const [file] = positionals;
  if (values.client === undefined || file === undefined || positionals.length > 1) throw new ManifestError(`Usage: ${KEY_USAGE}`);
  const { signing, trusted } = await makeKeyPair(values.client);
  try {
    writeFileSync(file, `${JSON.stringify(signing)}\n`, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    throw new ManifestError(`${file} cannot be written: ${(error as NodeJS.ErrnoException).code}`);
  }
  return `${JSON.stringify(trusted)}\n`;
}

/** Signs a manifest for the gateway's folder. */
export async function signCommand(args: string[], now = new Date()): Promise<string> {
  const options = { client: { type: 'string' }, key: { type: 'string' }, expires: { type: 'string' }, purpose: { type: 'string', multiple: true } } as const;
  const { values: { client, key, expires, purpose }, positionals } = read(args, options, SIGN_USAGE);
  const [file] = positionals;
  if (client === undefined || key === undefined || file === undefined || positionals.length > 1) throw new ManifestError(`Usage: ${SIGN_USAGE}`);
  const manifest = hashed(manifestFrom(readJson(file)), file);
  return `${await signManifest(manifest, { client, expires: endOf(expires, now), purposes: purpose?.map(purposeOf) }, readJson(key) as JWK)}\n`;
}

function read<const O extends NonNullable<NonNullable<Parameters<typeof parseArgs>[0]>['options']>>(args: string[], options: O, usage: string) {
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    throw new ManifestError(`${(error as Error).message} Usage: ${usage}`);
  }
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new ManifestError(`${file} cannot be read: ${(error as NodeJS.ErrnoException).code ?? 'it is no JSON'}`);
  }
}

/** Told here rather than by the gateway, when it is too late; whether the documents are valid only the graph can tell. */
function hashed(manifest: Manifest, file: string): Manifest {
  const wrong = manifest.operations.find(({ id, body }) => documentHash(body) !== id);
  if (wrong !== undefined) throw new ManifestError(`${file}: the id of ${wrong.name} is not the SHA-256 of its body`);
  return manifest;
}

function endOf(text: string | undefined, now: Date): Date | undefined {
  if (text === undefined) return undefined;
  const end = new Date(text);
  if (!(end.getTime() > now.getTime())) throw new ManifestError('--expires must be a day or an instant to come, such as 2027-06-30');
  return end;
}

function purposeOf(text: string) {
  if (!isPurpose(text)) throw new ManifestError(`--purpose must be one of ${PURPOSES.join(', ')}`);
  return text;
}

/** Runs one of them: what it makes is all that stands on stdout; one line on stderr and exit code 1 when it cannot. */
export async function runDocumentCommand(command: (args: string[]) => Promise<string>): Promise<void> {
  try {
    process.stdout.write(await command(process.argv.slice(2)));
  } catch (error) {
    if (!(error instanceof ManifestError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}
