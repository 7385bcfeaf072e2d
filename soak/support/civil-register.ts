import { randomUUID } from 'node:crypto';
import { Pool } from 'pg';
import { newIins } from './registrar.js';

export type Input = Readonly<Record<string, unknown>>;

/** GraphQL's answer to a mutation, not typed further. */
export interface Answer {
  readonly data: Readonly<Record<string, unknown>> | null | undefined;
  readonly errors: readonly { readonly message: string; readonly path?: readonly (string | number)[]; readonly extensions: Readonly<Record<string, unknown>> }[];
}

/** What a mutation of the register answered: an entry of the journal, a refusal, or an error beside null. */
export interface Outcome {
  readonly __typename?: 'Registration' | 'Refusal';
  readonly kind?: string;
  readonly version?: number;
  readonly person?: { readonly iin: string; readonly version: number | null };
  readonly code?: string;
  readonly field?: string | null;
  readonly message?: string;
  readonly currentVersion?: number | null;
  readonly errors: Answer['errors'];
}

export const OUTCOME = `__typename ... on Registration { kind occurredOn receivedOn source version person { iin version } child { iin } } ... on Refusal { code field message currentVersion }`;

/** Names of the mutations' input types. */
const INPUTS: Readonly<Record<string, string>> = {
  registerBirth: 'RegisterBirthInput',
  registerDeath: 'RegisterDeathInput',
  changeCitizenship: 'ChangeCitizenshipInput',
  registerResidence: 'RegisterResidenceInput',
  registerParentage: 'RegisterParentageInput',
  changeParentalRights: 'ChangeParentalRightsInput',
  replaceIin: 'ReplaceIinInput',
  registerMarriage: 'RegisterMarriageInput',
};

export const documentOf = (mutation: string): string => `mutation ($input: ${INPUTS[mutation]}!) { ${mutation}(input: $input) { ${OUTCOME} } }`;

const parts = (given: string) => ({ surname: 'Серік', given, patronymic: 'Асқарұлы' });
export const nameOf = (given: string) => ({ kk: parts(given), ru: parts(given), latin: { surname: 'Serik', given: 'Test' } });

export const ALMATY = { districtKato: '751410000', address: 'Абай 1' };
export const ASTANA = { districtKato: '711110000', address: 'Мәңгілік ел 5' };

/** A register that changes by mutations, and what then stands in its tables. `Who` is how a door knows who asks. */
export abstract class CivilRegister<Who> {
  /** An IIN that nobody has. */
  readonly iin = newIins();

  readonly #admin: Pool;

  constructor(adminUrl: string) {
    this.#admin = new Pool({ connectionString: adminUrl, max: 4 });
    // The database is dropped with whoever is still connected.
    this.#admin.on('error', () => undefined);
  }

  /** Sends a mutation; as the registry's staff for the whole country unless it says who. */
  protected abstract send(query: string, variables: Input, who?: Who): Promise<Answer>;

  async close(): Promise<void> {
    await this.#admin.end();
  }

  async mutate(mutation: string, input: Input, who?: Who): Promise<Outcome> {
    const { data, errors } = await this.send(documentOf(mutation), { input: { idempotencyKey: randomUUID(), ...input } }, who);
    return { ...(data?.[mutation] as Outcome | null), errors };
  }

  /** As `mutate`, for what must succeed: a change at the record's own version unless the input has another. */
  async change(mutation: string, input: Input, who?: Who): Promise<Outcome> {
    const key = String(input['childIin'] ?? input['iin']);
    return this.mutate(mutation, { expectedVersion: await this.version(key), source: 'act 1', ...input }, who);
  }

  /** Registers a birth; the IIN. */
  async person(birthDate: string, more: Input = {}, who?: Who): Promise<string> {
    const iin = this.iin();
    const outcome = await this.mutate('registerBirth', this.birth({ iin, occurredOn: birthDate, ...more }), who);
    if (outcome.__typename !== 'Registration') throw new Error(JSON.stringify(outcome));
    return iin;
  }

  birth({ iin = this.iin(), ...more }: Input): Input & { readonly iin: string } {
    return { iin: String(iin), sex: 'FEMALE', name: nameOf('Айша'), parents: [], citizenships: ['KZ'], home: ALMATY, occurredOn: '2026-09-01', source: 'birth record 1', ...more };
  }

  async version(iin: string): Promise<number> {
    const [row] = await this.rows<{ version: number }>('select version from person where iin = $1', [iin]);
    return row?.version ?? 0;
  }

  /** As the administrator, past row-level security. */
  async rows<R extends object>(sql: string, parameters: readonly unknown[] = []): Promise<R[]> {
    return (await this.#admin.query<R>(sql, [...parameters])).rows;
  }

  /** The facts of a table in force about somebody. */
  facts(table: string, iin: string): Promise<Record<string, unknown>[]> {
    return this.rows(
      `select *, to_char(valid_from, 'YYYY-MM-DD') as "from", to_char(valid_to, 'YYYY-MM-DD') as "to" from ${table} where iin = $1 and superseded_at is null order by valid_from, valid_to nulls last`,
      [iin],
    );
  }
}
