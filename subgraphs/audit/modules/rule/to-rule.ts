import type { Currency } from '../../../shared/money.js';
import { Money } from '../../../shared/money.js';
import { auditedProgramme } from '../engagement/engagement-rules.js';
import type { AuditRule as Rule } from './audit-rule.js';
import { AuditRule, RuleRun } from './rule.type.js';
import type { RunRow } from './run.repository.js';
import { AUDIT_RULES } from './rules.js';

/** What a rule counts its money in: savings are kept in dollars. */
export const currencyOf = (rule: Pick<Rule, 'answeredBy'> | undefined): Currency => (rule?.answeredBy === 'savings' ? 'USD' : 'KZT');

export const ruleById = (id: string): Rule | undefined => AUDIT_RULES.find((rule) => rule.id === id);

export const moneyOf = (rule: string, amount: string | null): Money | null => (amount === null ? null : new Money(amount, currencyOf(ruleById(rule))));

export const toRun = ({ amount, ...row }: RunRow): RuleRun => Object.assign(new RuleRun(), { ...row, amount: moneyOf(row.rule, amount) });

export const toRule = ({ id, version, title, remedy, legalBasis, programmes, answeredBy, severity, about, sql }: Rule, lastRun: RunRow | undefined): AuditRule =>
  Object.assign(new AuditRule(), {
    id, version, legalBasis, severity, about, sql,
    titles: title,
    remedies: remedy,
    programmes: programmes.map(auditedProgramme),
    answeredBy: auditedProgramme(answeredBy),
    lastRun: lastRun === undefined ? null : toRun(lastRun),
  });
