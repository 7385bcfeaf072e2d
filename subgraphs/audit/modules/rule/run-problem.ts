/** Why a run of a rule has no answer, as `RuleRun.problem` says it. */
export const RUN_PROBLEMS = ['SNAPSHOT_GONE', 'RULE_GONE', 'ANSWER_DIFFERS', 'GIVEN_UP', 'NO_KEY', 'FAULT'] as const;
export type RunProblem = (typeof RUN_PROBLEMS)[number];
