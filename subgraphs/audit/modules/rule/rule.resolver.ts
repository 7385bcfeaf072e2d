import type { EntityManager } from '@mikro-orm/postgresql';
import { Arg, Ctx, Directive, Mutation, Query, Resolver } from 'type-graphql';
import type { SubgraphContext } from '../../../shared/context.js';
import { badInput } from '../../../shared/errors.js';
import { ListSize } from '../../../shared/list-size.js';
import { mutate, type MutationRule } from '../../../shared/mutation/mutate.js';
import { Refused } from '../../../shared/mutation/refusal.js';
import { Refusal } from '../../../shared/mutation/refusal.type.js';
import { AUDIT } from '../access/scope.js';
import { AUDITORS, onRegister } from '../access/staff.js';
import { snapshotsIn } from '../snapshot/settings.js';
import { completeSnapshot, type SnapshotRow } from '../snapshot/snapshot.repository.js';
import type { AuditRule as Rule } from './audit-rule.js';
import { wakeRuns } from './attend.js';
import { AuditRule, RuleRuns, RuleRunsOutcome, RunAuditRuleInput } from './rule.type.js';
import { AUDIT_RULES } from './rules.js';
import { lastRuns, requestRuns, runsByKeys } from './run.repository.js';
import { ruleById, toRule, toRun } from './to-rule.js';

const RUN: MutationRule = { coordinate: 'Mutation.runAuditRule', roles: AUDITORS, purpose: 'AUDIT_ANALYSIS' };

function rulesOf({ rule: id }: RunAuditRuleInput): readonly Rule[] {
  if (id == null) return AUDIT_RULES;
  const rule = ruleById(id);
  if (rule === undefined) throw badInput('input.rule', 'must be the id of a rule of `auditRules`.');
  return [rule];
}

async function snapshotOf(em: EntityManager, { snapshot: id }: RunAuditRuleInput): Promise<SnapshotRow> {
  const row = await completeSnapshot(em, id ?? null);
  if (row === null) throw new Refused('NO_SNAPSHOT', id == null ? null : 'input.snapshot', 'Rules are asked of a snapshot that is complete.');
  return row;
}

@Resolver()
export class RuleResolver {
  @Directive(AUDIT)
  @ListSize(80)
  @Query(() => [AuditRule], { nullable: true, description: 'The rules that auditors ask of snapshots, in the order of their ids, with when each was asked last; for auditors.' })
  async auditRules(
    @Arg('id', () => String, { nullable: true, description: 'One of them; all when left out.' }) id: string | undefined,
    @Ctx() context: SubgraphContext,
  ): Promise<AuditRule[]> {
    const runs = await onRegister(context, AUDITORS, lastRuns);
    return AUDIT_RULES.filter((rule) => id == null || rule.id === id).map((rule) => toRule(rule, runs.find((run) => run.rule === rule.id)));
  }

  @Directive(AUDIT)
  @Mutation(() => RuleRunsOutcome, {
    nullable: true,
    description: 'Asks a rule, or all of them, of a snapshot. They are asked by themselves, one after the other (`auditRules` has `lastRun`), and move the findings of `findings`; of a snapshot that is older than one that findings stand at they are only answered. Asked again of the same snapshot, a rule has the same answer and moves nothing. Refusals: NO_SNAPSHOT.',
  })
  async runAuditRule(@Arg('input', () => RunAuditRuleInput, { description: 'What is asked of what.' }) input: RunAuditRuleInput, @Ctx() context: SubgraphContext): Promise<RuleRunsOutcome> {
    const rules = rulesOf(input);
    let wake = (): void => undefined;
    const done = await mutate(context, RUN, input, async (em) => {
      snapshotsIn(em);
      const snapshot = await snapshotOf(em, input);
      const runs = await requestRuns(em, snapshot.internalId, rules);
      wake = () => wakeRuns(em);
      return { reference: { snapshot: snapshot.id, runs: runs.join(',') }, subjects: [] };
    });
    if (done instanceof Refusal) return done;
    wake();
    const keys = done.runs.split(',');
    const rows = await onRegister(context, AUDITORS, (em) => runsByKeys(em, keys));
    return Object.assign(new RuleRuns(), { snapshot: done.snapshot, runs: keys.flatMap((key) => rows.filter(({ internalId }) => internalId === key)).map(toRun) });
  }
}
