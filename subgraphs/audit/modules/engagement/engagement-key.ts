import { newKey, openKey, sealKey } from '../../../shared/sealed-key.js';
import { orUnreadable } from '../snapshot/key-unreadable.js';

/*
 * The key of an engagement: 256 random bits, under which whatever names somebody is named anew when it leaves. Sealed as the keys of snapshots
 * are, under the same secret, and never to be opened as one.
 */

const USE = 'balagraph engagement key';

/** A new key, sealed for an engagement under the secret of audit's process. */
export const newEngagementKey = (secret: string, engagement: string): Buffer => sealKey(newKey(), { secret, use: USE }, engagement);

/** The key again, in hexadecimal; throws `UNAVAILABLE` where it was sealed for another engagement, under another secret, or changed since. */
export const openEngagementKey = (sealed: Buffer, secret: string, engagement: string): string => orUnreadable(`engagement ${engagement}`, () => openKey(sealed, { secret, use: USE }, engagement));
