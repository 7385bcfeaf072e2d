import { randomUUID } from 'node:crypto';
import { Pool } from 'pg';
import { withCheckDigit } from '../../../subgraphs/shared/scalars/identifier.js';
import type { Viewer } from '../../../subgraphs/shared/access/viewer.js';
import { viewerAs, type GraphQLAnswer } from '../../support/gateway-call.js';
import { startTestSubgraph, type TestSubgraph, type TestSubgraphOptions } from '../../support/subgraph.js';

export type Input = Readonly<Record<string, unknown>>;

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
  readonly errors: GraphQLAnswer['errors'];
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
export const NATION = viewerAs('ministry:registry');
export const ALMATY_OFFICE = viewerAs('ministry:registry', { regions: ['750000000'], subject: 'almaty' });
export const ASTANA_OFFICE = viewerAs('ministry:registry', { regions: ['710000000'], subject: 'astana' });

/** A registrar at work on a register of their own, with the clock at noon of 1 October 2026. */
export class Registrar {
  #serial = 0;

  readonly #admin: Pool;

  private constructor(readonly registry: TestSubgraph) {
    this.#admin = new Pool({ connectionString: registry.database.adminUrl, max: 4 });
    // The database is dropped with whoever is still connected.
    this.#admin.on('error', () => undefined);
  }

  static async start(options: TestSubgraphOptions = {}): Promise<Registrar> {
    return new Registrar(await startTestSubgraph('registry', options));
  }

  async close(): Promise<void> {
    await this.#admin.end();
    await this.registry.close();
  }

  /** An IIN that nobody has. */
  iin(): string {
    for (;;) {
      this.#serial += 1;
      const found = withCheckDigit(`1501019${String(this.#serial).padStart(4, '0')}`);
      if (found !== null) return found;
    }
  }

  async mutate(mutation: string, input: Input, viewer: Viewer = NATION): Promise<Outcome> {
    const query = documentOf(mutation);
    const { data, errors } = await this.registry.call({ query, variables: { input: { idempotencyKey: randomUUID(), ...input } }, viewer, purpose: 'CIVIL_REGISTRATION' });
    return { ...(data?.[mutation] as Outcome | null), errors };
  }

  /** As `mutate`, for what must succeed: a change at the record's own version unless the input has another. */
  async change(mutation: string, input: Input, viewer: Viewer = NATION): Promise<Outcome> {
    const key = String(input['childIin'] ?? input['iin']);
    return this.mutate(mutation, { expectedVersion: await this.version(key), source: 'act 1', ...input }, viewer);
  }

  /** Registers a birth; the IIN. */
  async person(birthDate: string, more: Input = {}, viewer: Viewer = NATION): Promise<string> {
    const iin = this.iin();
    const outcome = await this.mutate('registerBirth', this.birth({ iin, occurredOn: birthDate, ...more }), viewer);
    if (outcome.__typename !== 'Registration') throw new Error(JSON.stringify(outcome));
    return iin;
  }

  birth({ iin = this.iin(), ...more }: Input): Input & { readonly iin: string } {
    return { iin: String(iin), sex: 'FEMALE', name: nameOf('Айша'), parents: [], citizenships: ['KZ'], home: ALMATY, occurredOn: '2026-09-01', source: 'birth record 1', ...more };
  }

  /** A mother and a father, born in 1990, and their child of 2015. */
  async family(more: Input = {}): Promise<{ mother: string; father: string; child: string }> {
    const [mother, father] = [await this.person('1990-05-05'), await this.person('1988-03-03', { sex: 'MALE' })];
    const child = await this.person('2015-05-14', { parents: [{ iin: mother, role: 'MOTHER' }, { iin: father, role: 'FATHER' }], ...more });
    return { mother, father, child };
  }

  async version(iin: string): Promise<number> {
    const [row] = await this.rows<{ version: number }>('select version from person where iin = $1', [iin]);
    return row?.version ?? 0;
  }

  ask(query: string, variables: Input, viewer: Viewer = NATION): Promise<GraphQLAnswer> {
    const purpose = viewer.role === 'citizen' ? 'OWN_FAMILY' : viewer.role === 'caseworker' ? 'CHILD_PROFILE' : 'CIVIL_REGISTRATION';
    return this.registry.call({ query, variables, viewer, purpose });
  }

  /** As the administrator, past row-level security. */
  async rows<R extends object>(sql: string, parameters: readonly unknown[] = []): Promise<R[]> {
    return (await this.#admin.query<R>(sql, [...parameters])).rows;
  }

  /** Events left for the programmes, oldest first. */
  outbox(subject?: string): Promise<{ type: string; subjects: string[]; occurred_on: string; data: Record<string, unknown> }[]> {
    return this.rows(
      `select type, subjects, to_char(occurred_on, 'YYYY-MM-DD') as occurred_on, data from outbox where feed = 'life-events' and ($1::text is null or subjects @> array[$1]) order by id`,
      [subject ?? null],
    );
  }

  /** The facts of a table in force about somebody. */
  facts(table: string, iin: string): Promise<Record<string, unknown>[]> {
    return this.rows(
      `select *, to_char(valid_from, 'YYYY-MM-DD') as "from", to_char(valid_to, 'YYYY-MM-DD') as "to" from ${table} where iin = $1 and superseded_at is null order by valid_from, valid_to nulls last`,
      [iin],
    );
  }
}
