import { expect, it } from 'vitest';
import { SavingsAccountRow, SavingsClaimRow } from '../ledger/child-account.entity.js';
import { phaseOn } from './phase.js';

const claim = (openedOn: string, closedOn: string | null, closingReason: 'VOID' | 'CONVERTED' | null) =>
  Object.assign(new SavingsClaimRow(), { openedOn, closedOn, closingReason });

it('follows a claim through its life', () => {
  const claims = [claim('2024-02-01', '2026-02-01', 'VOID')];
  expect(['2024-01-31', '2024-02-01', '2026-01-31', '2026-02-01'].map((day) => phaseOn(claims, [], [], day))).toEqual(['NOT_PARTICIPANT', 'CLAIM', 'CLAIM', 'VOID']);
});

it('counts a claim begun anew after a void one, and an account before all', () => {
  expect(phaseOn([claim('2024-02-01', '2026-02-01', 'VOID'), claim('2026-02-01', null, null)], [], [], '2026-02-01')).toBe('CLAIM');
  const account = Object.assign(new SavingsAccountRow(), { openedOn: '2025-02-01' });
  const converted = [claim('2024-02-01', '2025-02-01', 'CONVERTED')];
  expect(['2025-01-31', '2025-02-01'].map((day) => phaseOn(converted, [account], [], day))).toEqual(['CLAIM', 'ACCOUNT']);
});

it('is over once the money went to the pension account or to the heirs, until that is taken back', () => {
  const account = Object.assign(new SavingsAccountRow(), { openedOn: '2025-02-01' });
  const gone = [{ id: '1', kind: 'PENSION' as const, occurredOn: '2035-03-01', refersTo: null }, { id: '2', kind: 'REVERSAL' as const, occurredOn: '2035-04-01', refersTo: '1' }];
  expect(['2035-02-28', '2035-03-01', '2035-03-31', '2035-04-01'].map((day) => phaseOn([], [account], gone, day))).toEqual(['ACCOUNT', 'TRANSFERRED', 'TRANSFERRED', 'ACCOUNT']);
});
