import { readFileSync } from 'node:fs';
import path from 'node:path';
import { withClient } from '../../local/bootstrap/connection.js';

/** What may stand nowhere but in the data of an answer: who the people are, and what opens doors. */
export interface Secrets {
  readonly iins: ReadonlySet<string>;
  readonly words: readonly string[];
}

const PEOPLE = `select iin, surname_kk, given_kk, patronymic_kk, surname_ru, given_ru, patronymic_ru, surname_latin, given_latin, patronymic_latin from person`;

/** Shorter ones are parts of ordinary words. */
const SHORTEST = 5;

/** Every text of a JSON file that is long enough to be a key or a password. */
function secretsIn(file: string): string[] {
  const found: string[] = [];
  JSON.parse(readFileSync(file, 'utf8'), (_key, value: unknown) => {
    if (typeof value === 'string' && value.length >= 20 && !/\s/.test(value)) found.push(value);
    return value;
  });
  return found;
}

/** Reads from a running federation whom its databases know and what its processes keep secret. */
export async function secretsOf(folder: string, registryUrl: string): Promise<Secrets> {
  return withClient(registryUrl, async (client) => {
    const { rows } = await client.query<Record<string, string | null>>(PEOPLE);
    const { rows: places } = await client.query<{ address: string }>('select distinct address from residence');
    const names = rows.flatMap(({ iin: _iin, ...parts }) => Object.values(parts)).filter((name) => name !== null && name.length >= SHORTEST);
    const kept = ['credentials.json', 'issuer.json'].flatMap((file) => secretsIn(path.join(folder, file)));
    return { iins: new Set(rows.map(({ iin }) => String(iin))), words: [...new Set([...names, ...places.map(({ address }) => address), ...kept])].map(String) };
  });
}

const SQL = /\bselect\b.+\bfrom\b|\binsert\s+into\b|\bupdate\s+\S+\s+set\b|\bdelete\s+from\b|\$\d+\b/i;
const CREDENTIALS = /\b\w+:\/\/[^\s/:@"]+:[^\s/@"]+@/;
const TOKEN = /\beyJ[\w-]{10,}\.|\bBearer\s+\w/i;
const STACK = /\n\s+at |\\n\s+at |\.[jt]s:\d+|node_modules/;

/** Those of the secrets that stand in any of many texts: thousands of words are looked for in all of it once, and not in each line. */
export function standingIn(texts: readonly string[], { iins, words }: Secrets): Secrets {
  const whole = texts.join('\n');
  return { iins, words: words.filter((word) => whole.includes(word)) };
}

/** What of all that stands in a text. */
export function leaksIn(text: string, { iins, words }: Secrets, kind: 'log' | 'response'): string[] {
  const numbers = (text.match(/\d{12}/g) ?? []).filter((number) => iins.has(number));
  const patterns = { SQL, CREDENTIALS, TOKEN, ...(kind === 'response' ? { STACK } : {}) };
  const matches = Object.entries(patterns).flatMap(([name, pattern]) => pattern.exec(text)?.[0].slice(0, 80).concat(` (${name})`) ?? []);
  return [...numbers, ...words.filter((word) => text.includes(word)), ...matches];
}
