import { CivilRegister, type Input } from '../../../soak/support/civil-register.js';
import type { Viewer } from '../../../subgraphs/shared/access/viewer.js';
import { viewerAs, type GraphQLAnswer } from '../../support/gateway-call.js';
import { startTestSubgraph, type TestSubgraph, type TestSubgraphOptions } from '../../support/subgraph.js';

export const NATION = viewerAs('ministry:registry');
export const ALMATY_OFFICE = viewerAs('ministry:registry', { regions: ['750000000'], subject: 'almaty' });
export const ASTANA_OFFICE = viewerAs('ministry:registry', { regions: ['710000000'], subject: 'astana' });

/** A registrar at work on a register of their own, with the clock at noon of 1 October 2026. */
export class Registrar extends CivilRegister<Viewer> {
  private constructor(readonly registry: TestSubgraph) {
    super(registry.database.adminUrl);
  }

  static async start(options: TestSubgraphOptions = {}): Promise<Registrar> {
    return new Registrar(await startTestSubgraph('registry', options));
  }

  override async close(): Promise<void> {
    await super.close();
    await this.registry.close();
  }

  protected override send(query: string, variables: Input, viewer: Viewer = NATION): Promise<GraphQLAnswer> {
    return this.registry.call({ query, variables, viewer, purpose: 'CIVIL_REGISTRATION' });
  }

  /** A mother and a father, born in 1990, and their child of 2015. */
  async family(more: Input = {}): Promise<{ mother: string; father: string; child: string }> {
    const [mother, father] = [await this.person('1990-05-05'), await this.person('1988-03-03', { sex: 'MALE' })];
    const child = await this.person('2015-05-14', { parents: [{ iin: mother, role: 'MOTHER' }, { iin: father, role: 'FATHER' }], ...more });
    return { mother, father, child };
  }

  ask(query: string, variables: Input, viewer: Viewer = NATION): Promise<GraphQLAnswer> {
    const purpose = viewer.role === 'citizen' ? 'OWN_FAMILY' : viewer.role === 'caseworker' ? 'CHILD_PROFILE' : 'CIVIL_REGISTRATION';
    return this.registry.call({ query, variables, viewer, purpose });
  }

  /** Events left for the programmes, oldest first. */
  outbox(subject?: string): Promise<{ type: string; subjects: string[]; occurred_on: string; data: Record<string, unknown> }[]> {
    return this.rows(
      `select type, subjects, to_char(occurred_on, 'YYYY-MM-DD') as occurred_on, data from outbox where feed = 'life-events' and ($1::text is null or subjects @> array[$1]) order by id`,
      [subject ?? null],
    );
  }
}
