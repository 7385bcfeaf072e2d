import { guardianshipBody } from '../../../subgraphs/shared/synthetic/organisations.js';
import type { FreshDatabase } from '../../support/database.js';
import { iinOf } from '../../subgraphs/benefits/households.js';
import { awarded, paidFor } from '../../subgraphs/benefits/support/awards.js';
import { rowsOf } from '../../support/jobs.js';

/** An award that a test has written, and its parts by their keys. */
export interface WrittenAward {
  readonly id: string;
  readonly publicId: string;
  readonly recipient: string;
  readonly children: readonly { readonly id: string; readonly iin: string }[];
}

/** An entry of a journal; days happen and are received on the same one where only that is given. */
export interface WrittenEntry {
  readonly kind: string;
  readonly circumstance: string;
  readonly occurredOn: string;
  readonly receivedOn?: string;
  readonly effectiveFrom: string | null;
  readonly membership?: string;
}

/** Writes what decisions, officials, feeds and jobs leave behind, for people whom nobody else has. */
export class Records {
  #people = 6_000;

  constructor(readonly database: FreshDatabase) {}

  person(): string {
    return iinOf((this.#people += 1));
  }

  /** An award of 10,000 tenge, for children of its own unless others are given. */
  async award(programme: string, since: string, { children = [this.person()], paid = [] }: { readonly children?: readonly string[]; readonly paid?: readonly string[] } = {}): Promise<WrittenAward> {
    const recipient = this.person();
    const award = await awarded(this, { programme, tier: 'TEST', since, exact: '10000', gross: '10000', recipient });
    const links = await rowsOf<{ id: string; iin: string }>(this,
      `insert into benefit_award_child (award_id, programme, component, region_kato, iin, since) select id, programme, component, region_kato, unnest($2::text[]), since from benefit_award where id = $1 returning id::text, iin`, [award.id, children]);
    await paidFor(this, award.id, paid, '10000');
    return { ...award, recipient, children: links };
  }

  async entry({ id }: WrittenAward, { kind, circumstance, occurredOn, receivedOn = occurredOn, effectiveFrom, membership }: WrittenEntry): Promise<void> {
    await rowsOf(this, `with a as (update benefit_award set version = version + 1 where id = $1 returning id, version)
      insert into benefit_award_event (award_id, version, kind, circumstance, membership_id, occurred_on, received_on, effective_from, article, source)
      select id, version, $2, $3, $4, $5, $6, $7, '83(3)', 'test' from a`, [id, kind, circumstance, membership ?? null, occurredOn, receivedOn, effectiveFrom]);
  }

  /** A sum to be returned in two months, of which so many instalments came. */
  async overpayment({ id }: WrittenAward, cause: string, months: readonly string[], returned: 0 | 1 | 2): Promise<void> {
    const [made] = await rowsOf<{ id: string }>(this, `insert into overpayment (award_id, cause, article, amount, recovered, occurred_on, received_on, source) values ($1, $2, '86(2)', 10000, $3, '2026-04-01', '2026-04-10', 'test') returning id::text`, [id, cause, returned * 5_000]);
    await rowsOf(this, `insert into overpayment_month (overpayment_id, month, amount) select $1, unnest($2::date[]), 10000`, [made?.id, months]);
    await rowsOf(this, `with plan as (insert into recovery_plan (overpayment_id, method, article, agreed_on) values ($1, 'VOLUNTARY', '86(2)', '2026-04-15') returning id),
      planned as (insert into recovery_instalment (plan_id, overpayment_id, award_id, method, month, amount) select plan.id, $1, $2, 'VOLUNTARY', month, 5000 from plan, unnest('{2026-05-01,2026-06-01}'::date[]) as month returning id, month)
      insert into recovery (overpayment_id, instalment_id, amount, received_on) select $1, id, 5000, month + 3 from planned order by month limit $3`, [made?.id, id, returned]);
  }

  /** An application of 2 March 2026 to be decided by 11 March, for a child; its id. */
  async application(state: 'CHECKING' | 'REFUSED', decidedOn: string | null): Promise<string> {
    const [made] = await rowsOf<{ id: string; publicId: string }>(this, `
      insert into benefit_case (programme, proactive, recipient_iin, region_kato, state, occurred_on, received_on, applied_on, notice_by, decide_by, decided_on, deciding_body, reason, recorded_at)
      values ('BIRTH', false, $1, '750000000', $2, '2026-02-10', '2026-03-02', '2026-03-02', '2026-03-09', '2026-03-11', $3, $4, $5, '2026-03-02') returning id::text, public_id as "publicId"`,
      [this.person(), state, decidedOn, decidedOn === null ? null : guardianshipBody('751410000'), decidedOn === null ? null : 'NO_RIGHT']);
    const steps = [['SUBMIT', 'SUBMITTED', '2026-03-02'], ['CHECK', 'CHECKING', '2026-03-02'], ...(decidedOn === null ? [] : [['REFUSE', 'REFUSED', decidedOn]])];
    for (const [i, [action, to, on]] of steps.entries()) {
      await rowsOf(this, `insert into benefit_case_event (case_id, version, action, to_state, reason, occurred_on, received_on, source, recorded_at) values ($1, $2, $3, $4, $5, $6, $6, 'test', $6::date)`, [made?.id, i + 1, action, to, action === 'REFUSE' ? 'NO_RIGHT' : null, on]);
    }
    return made?.publicId ?? '';
  }
}
