import { defineLoader } from '../../../shared/loader.js';
import { inForceFor } from './approval.repository.js';
import type { ApprovalKind } from './approval-rules.js';

const NONE: readonly ApprovalKind[] = [];

/** The approvals of the viewer for a person that are in force now; one statement, for however many people. */
export const approvalsInForce = defineLoader<string, readonly ApprovalKind[]>(async (iins, context) => {
  const official = context.viewer?.iin;
  const own = official == null ? null : await inForceFor(context).load(official);
  return iins.map((iin) => own?.get(iin) ?? NONE);
});
