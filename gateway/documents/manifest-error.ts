/** Why a manifest, or the file of keys, is not taken; the message is the one line that an operator needs. */
export class ManifestError extends Error {}
