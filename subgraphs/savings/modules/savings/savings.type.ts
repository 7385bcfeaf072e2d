import { Arg, Ctx, Directive, Field, ObjectType } from 'type-graphql';
import type { ExternalFacts } from '../child/child-facts.type.js';
import { opened, type OpenedRecord } from '../../../shared/access/path.js';
import type { SubgraphContext } from '../../../shared/context.js';
import { ON } from '../../../shared/dated.js';
import { ListSize } from '../../../shared/list-size.js';
import { Money } from '../../../shared/money.js';
import { DateScalar, IIN } from '../../../shared/scalars/scalars.js';
import { payableFrom } from '../../rules/claims.js';
import { SAVINGS } from '../access/scope.js';
import { Child, childOf } from '../child/child.type.js';
import { SavingsAccount, SavingsClaim, toAccount, toClaim } from '../ledger/claim.type.js';
import { accountsOf, claimsOf, transfersOf } from '../ledger/ledger.repository.js';
import { childBalance } from '../ledger/ledger.service.js';
import { SavingsAccrual, toAccrual, type TransferKind } from '../ledger/transfer.type.js';
import { factsOf, requiresFacts } from './facts.js';
import { phaseOn, SavingsPhase } from './phase.js';

const CREDITED: ReadonlySet<TransferKind> = new Set<TransferKind>(['ACCRUAL', 'YIELD', 'YIELD_CORRECTION']);

const onArgument = () => Arg('on', () => DateScalar, { nullable: true, description: ON });

@Directive('@key(fields: "iin")')
@ObjectType({ description: 'What the programme «National Fund for Children» has on a child. Empty for one who was never on a list.' })
export class ChildSavings {
  @Field(() => IIN, { description: 'The child\'s IIN: the key of the section.' })
  iin!: string;

  /** Null where the section was reached by its key alone. */
  record!: OpenedRecord | null;

  /** Registry's facts, where the field asked for requires them. */
  facts!: ExternalFacts | null;

  @Directive(SAVINGS)
  @Field(() => Child, { nullable: true, description: 'The child.' })
  child(): Child {
    return childOf(opened(this.record).iin);
  }

  @Directive(SAVINGS)
  @Field(() => SavingsPhase, { nullable: true, description: 'Where the person stands in the programme on a day.' })
  async phase(@onArgument() on: string | undefined, @Ctx() context: SubgraphContext): Promise<SavingsPhase> {
    const { path } = opened(this.record);
    const [claims, accounts, transfers] = await Promise.all([claimsOf(context, path).load(this.iin), accountsOf(context, path).load(this.iin), transfersOf(context, path).load(this.iin)]);
    return phaseOn(claims, accounts, transfers, on ?? context.today);
  }

  @Directive(SAVINGS)
  @Field(() => SavingsClaim, { nullable: true, description: 'The claim; the latest where citizenship was lost and regained. Null where there never was one.' })
  async claim(@Ctx() context: SubgraphContext): Promise<SavingsClaim | null> {
    const { path } = opened(this.record);
    const row = (await claimsOf(context, path).load(this.iin)).at(-1);
    return row ? toClaim(row, path) : null;
  }

  @Directive(SAVINGS)
  @Field(() => SavingsAccount, { nullable: true, description: 'The savings account; null before the year of majority.' })
  async account(@Ctx() context: SubgraphContext): Promise<SavingsAccount | null> {
    const { path } = opened(this.record);
    const row = (await accountsOf(context, path).load(this.iin)).at(-1);
    return row ? toAccount(row, path) : null;
  }

  @Directive(SAVINGS)
  @Field(() => Money, { nullable: true, description: 'Claim and account together at the end of a day, USD; 0 where there is neither.' })
  balance(@onArgument() on: string | undefined, @Ctx() context: SubgraphContext): Promise<Money> {
    return childBalance(this.iin, opened(this.record).path, on ?? context.today, context);
  }

  @Directive(SAVINGS)
  @ListSize(6)
  @Field(() => [SavingsAccrual], { nullable: true, description: 'What was credited, in the order it was: sums of reporting years, yields on earlier sums and corrections of these; also on a claim that lapsed since, and whatever was taken back since (see `transfers`).' })
  async accruals(@Ctx() context: SubgraphContext): Promise<SavingsAccrual[]> {
    const rows = await transfersOf(context, opened(this.record).path).load(this.iin);
    return rows.filter(({ kind }) => CREDITED.has(kind)).map(toAccrual);
  }

  @Directive(requiresFacts('birthDate'))
  @Directive(SAVINGS)
  @Field(() => DateScalar, {
    nullable: true,
    description:
      'From when the savings may be applied for: the 18th birthday, or the day the account was opened where that is later. Null before there is an account. Needs the civil registry: answers through the gateway only.',
  })
  async payableFrom(@Ctx() context: SubgraphContext): Promise<string | null> {
    const { path } = opened(this.record);
    const { birthDate } = factsOf(this);
    const account = (await accountsOf(context, path).load(this.iin)).at(-1);
    return account === undefined ? null : payableFrom(birthDate, account.openedOn);
  }
}
