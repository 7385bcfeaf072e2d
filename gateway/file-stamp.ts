import { stat } from 'node:fs/promises';

/** What tells one version of a file from another: it changes with every write and every rename. Rejects when there is no such file. */
export async function stampOf(file: string): Promise<string> {
  const { ino, size, ctimeNs } = await stat(file, { bigint: true });
  return `${ino} ${size} ${ctimeNs}`;
}
