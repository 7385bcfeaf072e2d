import type { SubgraphName } from '../../subgraphs/shared/access/viewer.js';

/** The purpose under which auditors ask about all children at once. Nobody else may name it, so nobody else is waited for as long. */
const PURPOSE = 'AUDIT_ANALYSIS';

/** Whether a request may take as long as a question over a whole snapshot does. */
export const isAnalysis = (purpose: unknown): boolean => purpose === PURPOSE;

/** Whether a call may be such a question: the snapshots are audit's. */
export const mayBeAnalysis = (name: SubgraphName, purpose: string | null): boolean => name === 'audit' && isAnalysis(purpose);
