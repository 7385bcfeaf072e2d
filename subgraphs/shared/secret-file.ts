import { readFileSync } from 'node:fs';

/** Why a file gave no secret; the message has the file's name and nothing of what is in it. */
export class SecretFileError extends Error {}

/** The text of a file that Docker, Kubernetes or a person has put a secret into; many an editor ends it with a line break. */
export function readSecretFile(file: string): string {
  const text = read(file).replace(/\r?\n$/, '');
  if (text === '') throw new SecretFileError(`${file} is empty.`);
  return text;
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new SecretFileError(`${file} cannot be read (${(error as NodeJS.ErrnoException).code}).`);
  }
}
