import { randomBytes, randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import { definitionOf } from '../../../local/bootstrap/subgraph-modules.js';
import { offerOnBirth } from '../../../subgraphs/benefits/modules/case/birth-offers.feed.js';
import type { Viewer } from '../../../subgraphs/shared/access/viewer.js';
import { Database } from '../../../subgraphs/shared/database/database.js';
import { LedgerKey } from '../../../subgraphs/shared/ledger/ledger-key.js';
import { withCheckDigit } from '../../../subgraphs/shared/scalars/identifier.js';
import { poolOf } from '../../support/kept-connections.js';
import { UNHURRIED } from '../../support/database.js';
import { viewerAs, type GraphQLAnswer } from '../../support/gateway-call.js';
import type { Input, Outcome } from '../../support/outcome.js';
import { startTestSubgraph, type TestSubgraph } from '../../support/subgraph.js';

const CASE = `id state proactive version occurredOn receivedOn appliedOn expiresOn noticeBy documentsBy decideBy decidedOn reason reasonArticle programme { code } recipient { iin } region { kato } decidingBody
  children { iin } history { action from to reason occurredOn receivedOn version source organisation }
  award { id status since until decidedOn version amount { amount } amounts { validFrom validTo tier gross { amount } ruleVersion } children { iin } history { kind effectiveFrom version } }`;
const AWARD = `id status since until suspendedFrom endReason version recipient { iin } children { iin } amounts { validFrom validTo tier gross { amount } }
  history { kind circumstance occurredOn receivedOn effectiveFrom article version source organisation }`;

interface MutationShape {
  readonly input: string;
  readonly outcome: string;
}

const ofCase = (input: string): MutationShape => ({ input, outcome: `... on BenefitCase { ${CASE} }` });
const ofAward = (input: string): MutationShape => ({ input, outcome: `... on BenefitAward { ${AWARD} }` });

const MUTATIONS: Readonly<Record<string, MutationShape>> = {
  submitBenefitCase: ofCase('SubmitBenefitCaseInput'),
  recordSmsReply: ofCase('RecordSmsReplyInput'),
  moveBenefitCase: ofCase('MoveBenefitCaseInput'),
  decideBenefitCase: ofCase('DecideBenefitCaseInput'),
  reportCircumstance: { input: 'ReportCircumstanceInput', outcome: `... on ReportedCircumstance { awards { ${AWARD} } }` },
  resumeAward: ofAward('ResumeAwardInput'),
  recalculateAward: ofAward('RecalculateAwardInput'),
  changeRecipient: ofAward('ChangeRecipientInput'),
};

export const documentOf = (mutation: string): string =>
  `mutation ($input: ${MUTATIONS[mutation]?.input}!) { ${mutation}(input: $input) { __typename ${MUTATIONS[mutation]?.outcome} ... on Refusal { code field message currentVersion } } }`;

export const ALMATY = '750000000';
export const ASTANA = '710000000';
/** The BIN of a department that cannot be: the fifth digit is 9. */
export const BODY = withCheckDigit('12019700751') ?? '';

export const NATION = viewerAs('ministry:benefits', { organisation: BODY });
export const ALMATY_OFFICE = viewerAs('ministry:benefits', { regions: [ALMATY], subject: 'almaty', organisation: BODY });
export const ASTANA_OFFICE = viewerAs('ministry:benefits', { regions: [ASTANA], subject: 'astana', organisation: BODY });

const SINCE = '2025-02-10';

export interface SomeAward {
  readonly id: string;
  /** Internal key. */
  readonly key: string;
  readonly recipient: string;
  readonly children: readonly string[];
}

/** The ministry at work on a register of its own, with the clock at noon of 1 October 2026. */
export class Department {
  #serial = 0;
  readonly #admin: Pool;

  private constructor(readonly benefits: TestSubgraph, readonly database: Database) {
    this.#admin = poolOf(benefits.database.adminUrl, { max: 4 });
  }

  static async start(): Promise<Department> {
    const benefits = await startTestSubgraph('benefits');
    const key = new LedgerKey(randomBytes(32).toString('hex'));
    return new Department(benefits, await Database.open(await definitionOf('benefits'), benefits.database.appUrl, key, { patience: UNHURRIED }));
  }

  async close(): Promise<void> {
    await this.#admin.end();
    await this.database.close();
    await this.benefits.close();
  }

  /** An IIN that nobody has. */
  iin(): string {
    for (;;) {
      this.#serial += 1;
      const found = withCheckDigit(`2501019${String(this.#serial).padStart(4, '0')}`);
      if (found !== null) return found;
    }
  }

  async mutate(mutation: string, input: Input, viewer: Viewer = NATION): Promise<Outcome & Input> {
    const { data, errors } = await this.benefits.call({
      query: documentOf(mutation), variables: { input: { idempotencyKey: randomUUID(), source: 'test', ...input } }, viewer, purpose: 'BENEFIT_ASSESSMENT',
    });
    return { ...(data?.[mutation] as Outcome | null), errors };
  }

  ask(query: string, variables: Input = {}, viewer: Viewer = NATION): Promise<GraphQLAnswer> {
    return this.benefits.call({ query, variables, viewer, purpose: 'BENEFIT_ASSESSMENT' });
  }

  /** As the administrator, past row-level security. */
  async rows<R extends object>(sql: string, parameters: readonly unknown[] = []): Promise<R[]> {
    return (await this.#admin.query<R>(sql, [...parameters])).rows;
  }

  /** A birth as the civil registry tells of it; the ids of the cases that were offered, by programme. */
  async born(birthDate: string, receivedOn = birthDate, more: Input = {}): Promise<{ readonly child: string; readonly mother: string; readonly offers: Readonly<Record<string, string>> }> {
    const [child, mother] = [this.iin(), this.iin()];
    const event = {
      id: randomUUID(), position: 1, type: 'BIRTH', subjects: [child, mother], occurredOn: birthDate, recordedAt: `${receivedOn}T00:00:00Z`, receivedOn,
      data: {
        iin: child, birthDate, registeredOn: birthDate, citizenships: [{ country: 'KZ', from: birthDate, to: null }], residence: { regionKato: ALMATY, districtKato: '751410000', from: birthDate },
        parents: [{ iin: mother, role: 'MOTHER', basis: 'BIRTH', from: birthDate, to: null }], ...more,
      },
    };
    await this.database.feeds((em) => offerOnBirth(em, [event as never]));
    return { child, mother, offers: await this.offersOf(child) };
  }

  async offersOf(child: string): Promise<Readonly<Record<string, string>>> {
    const rows = await this.rows<{ programme: string; id: string }>(
      'select k.programme, k.public_id::text as id from benefit_case k join benefit_case_child c on c.case_id = k.id where c.iin = $1 and k.proactive order by k.id', [child]);
    return Object.fromEntries(rows.map(({ programme, id }) => [programme, id]));
  }

  reply(id: string | undefined, reply: 'YES' | 'NO', more: Input = {}): Promise<Outcome & Input> {
    return this.mutate('recordSmsReply', { case: id, reply, occurredOn: '2026-09-20', ...more });
  }

  /** An application for a child's benefit, which must be taken. */
  async submitted(programme: string, more: Input = {}, viewer: Viewer = NATION): Promise<Outcome & Input & { readonly id: string }> {
    const outcome = await this.mutate('submitBenefitCase', this.application(programme, more), viewer);
    if (outcome.id === undefined) throw new Error(JSON.stringify(outcome));
    return { ...outcome, id: outcome.id };
  }

  application(programme: string, more: Input = {}): Input {
    return { programme, recipientIin: this.iin(), children: [{ iin: this.iin(), birthDate: '2026-08-01' }], regionKato: ALMATY, occurredOn: '2026-08-01', receivedOn: '2026-09-01', ...more };
  }

  /** Takes a step of a case at the version it has. */
  async step(mutation: 'moveBenefitCase' | 'decideBenefitCase', id: string, more: Input, viewer: Viewer = NATION): Promise<Outcome & Input> {
    const [row] = await this.rows<{ version: number }>('select version from benefit_case where public_id::text = $1', [id]);
    return this.mutate(mutation, { case: id, expectedVersion: row?.version ?? 1, occurredOn: '2026-09-21', ...more }, viewer);
  }

  move(id: string, move: string, more: Input = {}): Promise<Outcome & Input> {
    return this.step('moveBenefitCase', id, { move, ...more });
  }

  decide(id: string, decision: string, more: Input = {}, viewer: Viewer = NATION): Promise<Outcome & Input> {
    return this.step('decideBenefitCase', id, { decision, ...more }, viewer);
  }

  /** An award that runs since 10 February 2025, as it stands on the register. */
  async award(programme: string, { children = 1, tier = 'ORDER_1', exact = '24912', more = {} }: { children?: number; tier?: string; exact?: string; more?: Input } = {}): Promise<SomeAward> {
    const [recipient, iins] = [this.iin(), Array.from({ length: children }, () => this.iin())];
    const columns = { programme, recipient_iin: recipient, region_kato: ALMATY, deciding_body: BODY, occurred_on: SINCE, received_on: SINCE, decided_on: SINCE, since: SINCE, status: 'ACTIVE', ...more };
    const names = Object.keys(columns);
    const [row] = await this.rows<{ id: string; key: string }>(
      `insert into benefit_award (${names.join(', ')}) values (${names.map((_, i) => `$${i + 1}`).join(', ')}) returning public_id::text as id, id::text as key`, Object.values(columns));
    const { id = '', key = '' } = row ?? {};
    await this.rows(`insert into benefit_award_child (award_id, programme, component, region_kato, iin, since) select a.id, a.programme, a.component, a.region_kato, c, a.since from benefit_award a, unnest($2::text[]) as c where a.id = $1`, [key, iins]);
    await this.rows(`insert into benefit_award_amount (award_id, valid_from, tier, exact, gross, rule_version) values ($1, '2026-01-01', $2, $3, ceil($3::numeric), 'TEST')`, [key, tier, exact]);
    return { id, key, recipient, children: iins };
  }

  /** Reports that something happened on 14 March that was learnt of on 20 May. */
  report(circumstance: string, more: Input): Promise<Outcome & Input> {
    return this.mutate('reportCircumstance', { circumstance, occurredOn: '2026-03-14', receivedOn: '2026-05-20', ...more });
  }

  /** Changes an award at the version it has. */
  async change(mutation: string, award: string, more: Input, viewer: Viewer = NATION): Promise<Outcome & Input> {
    const [row] = await this.rows<{ version: number }>('select version from benefit_award where public_id::text = $1', [award]);
    return this.mutate(mutation, { award, expectedVersion: row?.version ?? 1, ...more }, viewer);
  }

  /** Applied for, checked and assigned: the award's id. */
  async assigned(programme: string, more: Input = {}, facts: Input = { birthOrder: 1 }, decision: Input = {}): Promise<string> {
    const { id } = await this.submitted(programme, more);
    await this.move(id, 'CHECK');
    const { award, ...rest } = await this.decide(id, 'ASSIGN', { facts, ...decision });
    if (award == null) throw new Error(JSON.stringify(rest));
    return (award as { id: string }).id;
  }
}

/** What is expected of a refusal. */
export const refusal = (code: string, field: string): object => ({ __typename: 'Refusal', code, field });
export const refused = ({ __typename, code, field }: Outcome): object => ({ __typename, code, field });
