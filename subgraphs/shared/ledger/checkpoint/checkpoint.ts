import { createHash } from 'node:crypto';
import { CompactSign, compactVerify, decodeProtectedHeader, importJWK, type CryptoKey, type JWK } from 'jose';
import { Type, type Static } from 'typebox';
import { Compile } from 'typebox/compile';
import { ALGORITHM, type CheckpointSigner } from './key.js';

const Hash = Type.String({ pattern: '^[0-9a-f]{64}$' });

const Content = Type.Object({
  /** From 1, without gaps. */
  number: Type.Integer({ minimum: 1 }),
  /** Calendar day in Kazakhstan. */
  day: Type.String({ pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' }),
  /** ISO 8601, UTC. */
  signedAt: Type.String(),
  /** SHA-256 of the checkpoint before it, as it was handed out; null for the first. */
  previous: Type.Union([Hash, Type.Null()]),
  /** By source: how many records were pulled and verified, and the end of every chain of theirs. */
  sources: Type.Record(Type.String(), Type.Object({
    records: Type.Integer({ minimum: 0 }),
    /** Number of the chain, of its last record, that one's hash, and the hash that the chain begins with. */
    chains: Type.Array(Type.Tuple([Type.Integer(), Type.Integer(), Hash, Hash])),
    /** Number of the chain, of the first bad record, and what is wrong with it. */
    faults: Type.Array(Type.Tuple([Type.Integer(), Type.Integer(), Type.String()])),
  })),
});

/** What a checkpoint says: how far every ledger had come, so that nothing can be taken from it unnoticed. */
export type CheckpointContent = Static<typeof Content>;

const isContent = Compile(Content);

const TYPE = 'balagraph-checkpoint+jws';

/** Thrown by `openCheckpoints`: what is wrong, in one line. */
export class CheckpointRefused extends Error {}

/** What the next checkpoint names this one by. */
export const hashOf = (jws: string): string => createHash('sha256').update(jws).digest('hex');

/** A checkpoint as it is handed out: a JWS (RFC 7515, compact) whose header has the public key. */
export const signContent = (content: CheckpointContent, { kid, privateKey, publicJwk }: CheckpointSigner): Promise<string> =>
  new CompactSign(Buffer.from(JSON.stringify(content))).setProtectedHeader({ alg: ALGORITHM, typ: TYPE, kid, jwk: publicJwk }).sign(privateKey);

async function open(jws: string, key: CryptoKey): Promise<CheckpointContent> {
  const { payload, protectedHeader } = await compactVerify(jws, key, { algorithms: [ALGORITHM] }).catch(() => {
    throw new CheckpointRefused('a checkpoint is not signed with the key');
  });
  const content: unknown = JSON.parse(Buffer.from(payload).toString());
  if (protectedHeader.typ !== TYPE || !isContent.Check(content)) throw new CheckpointRefused('what is signed is no checkpoint');
  return content;
}

/** The key that a checkpoint says it was signed with: nobody vouches for it but whoever handed the checkpoint out. */
export function statedKey(jws: string): JWK {
  try {
    const { jwk } = decodeProtectedHeader(jws);
    if (jwk !== undefined) return jwk;
  } catch {
    // Said below.
  }
  throw new CheckpointRefused('it is no checkpoint');
}

/**
 * Checkpoints in the order of their numbers, each chained to the one before it; the first may have others before it that were
 * not handed out. Throws `CheckpointRefused`.
 */
export async function openCheckpoints(all: readonly string[], key: JWK): Promise<CheckpointContent[]> {
  const imported = (await importJWK(key, ALGORITHM)) as CryptoKey;
  const contents: CheckpointContent[] = [];
  for (const [i, jws] of all.entries()) {
    const content = await open(jws, imported);
    const before = contents.at(-1);
    const follows = before === undefined || (content.number === before.number + 1 && content.previous === hashOf(all[i - 1] ?? ''));
    if (!follows) throw new CheckpointRefused(`checkpoint ${content.number} does not follow the one before it`);
    contents.push(content);
  }
  return contents;
}

const CheckpointFile = Compile(Type.Object({ format: Type.Literal('balagraph-checkpoints'), version: Type.Literal(1), checkpoints: Type.Array(Type.String(), { minItems: 1 }) }));

/** The text of a file of checkpoints, for somebody else to keep. */
export const fileOf = (checkpoints: readonly string[]): string => `${JSON.stringify({ format: 'balagraph-checkpoints', version: 1, checkpoints }, null, 2)}\n`;

/** The checkpoints of such a file. Throws `CheckpointRefused`. */
export function checkpointsIn(text: string): readonly string[] {
  try {
    const file: unknown = JSON.parse(text);
    if (CheckpointFile.Check(file)) return file.checkpoints;
  } catch {
    // Said below.
  }
  throw new CheckpointRefused('it is no file of checkpoints');
}
