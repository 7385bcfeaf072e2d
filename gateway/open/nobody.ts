import { AccessJournal } from '../../subgraphs/shared/ledger/journal.js';
import type { GatewayContext } from '../context.js';

/** Whoever asks an open gateway. */
export const NOBODY: GatewayContext = {
  viewer: null,
  purpose: null,
  caseNumber: null,
  scopes: new Set(),
  language: 'EN',
  today: '2026-01-01',
  correlationId: 'open',
  patience: null,
  journal: new AccessJournal({ viewer: null, purpose: null, caseNumber: null, correlationId: 'open', door: 'GATEWAY' }),
};
