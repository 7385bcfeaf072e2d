import { createCipheriv, createDecipheriv, createHmac, createSecretKey, hkdfSync, type Cipheriv, type Decipheriv, type KeyObject } from 'node:crypto';
import { isPublicId } from '../../../shared/public-id.js';

/** What stands for whom and for what outside of audit, within one engagement: the same from snapshot to snapshot, and unlike that of every other. */
export interface Leaving {
  /** Stands for a subject, by its id in `audit_subject`; there is no way back but audit's own table. */
  subject(subjectId: string): string;
  /** Stands for a finding, by its id in `finding`. */
  finding(findingId: string): string;
  /** The finding behind; null for whatever is none of this engagement. */
  findingOf(uuid: string): string | null;
  /** A secret by which things are put in an order that is this engagement's alone; in hexadecimal. */
  readonly order: string;
  /** Stands for a record, by its name in the views of a snapshot. */
  record(name: string): string;
}

const BLOCK_CIPHER = 'aes-256-ecb';
const BYTES = 16;

const textOf = (bytes: Buffer): string => bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');

/** The bits that say that a UUID is a random one (RFC 9562, version 4). */
const isRandomForm = (bytes: Buffer): boolean => bytes.readUInt8(6) >> 4 === 4 && bytes.readUInt8(8) >> 6 === 2;

function inRandomForm(bytes: Buffer): Buffer {
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x40, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes;
}

/** A number within the block of a UUID of random form; all bits beside it are zeros, by which one that was made up is told from it. */
function blockOf(number: bigint): Buffer {
  const block = Buffer.alloc(BYTES);
  block.writeUInt32BE(Number(number >> 32n), 0);
  block.writeUInt32BE(Number(number & 0xffff_ffffn), BYTES - 4);
  return inRandomForm(block);
}

function numberIn(block: Buffer): bigint | null {
  const number = (BigInt(block.readUInt32BE(0)) << 32n) | BigInt(block.readUInt32BE(BYTES - 4));
  return blockOf(number).equals(block) ? number : null;
}

/**
 * A permutation of one block, walked until it comes to a UUID of random form again: so it permutes those among themselves, and what it gives
 * is accepted wherever a UUID is. One in 64 blocks is one.
 */
function walk(cipher: Cipheriv | Decipheriv, block: Buffer): Buffer {
  let walked = cipher.update(block);
  while (!isRandomForm(walked)) walked = cipher.update(walked);
  return walked;
}

const NUMBER = /^[1-9][0-9]{0,17}$/;

class KeyedLeaving implements Leaving {
  readonly order: string;
  readonly #subjects: KeyObject;
  readonly #records: KeyObject;
  readonly #encipher: Cipheriv;
  readonly #decipher: Decipheriv;

  constructor(key: Buffer) {
    // A key for each kind of thing: one that stands for a subject never stands for a record as well.
    const keyOf = (kind: string): Buffer => Buffer.from(hkdfSync('sha256', key, '', `balagraph engagement ${kind}`, 32));
    this.order = keyOf('order').toString('hex');
    this.#subjects = createSecretKey(keyOf('subject'));
    this.#records = createSecretKey(keyOf('record'));
    this.#encipher = createCipheriv(BLOCK_CIPHER, keyOf('finding'), null).setAutoPadding(false);
    this.#decipher = createDecipheriv(BLOCK_CIPHER, keyOf('finding'), null).setAutoPadding(false);
  }

  subject(subjectId: string): string {
    return this.#mac(this.#subjects, subjectId);
  }

  record(name: string): string {
    return this.#mac(this.#records, name);
  }

  finding(findingId: string): string {
    if (!NUMBER.test(findingId)) throw new Error('A finding has a number.');
    return textOf(walk(this.#encipher, blockOf(BigInt(findingId))));
  }

  findingOf(uuid: string): string | null {
    const block = isPublicId(uuid) ? Buffer.from(uuid.replaceAll('-', ''), 'hex') : null;
    if (block === null || !isRandomForm(block)) return null;
    return numberIn(walk(this.#decipher, block))?.toString() ?? null;
  }

  #mac(key: KeyObject, text: string): string {
    return textOf(inRandomForm(createHmac('sha256', key).update(text).digest().subarray(0, BYTES)));
  }
}

/** What leaves under an engagement's key, given in hexadecimal. */
export const leavingUnder = (key: string): Leaving => new KeyedLeaving(Buffer.from(key, 'hex'));
