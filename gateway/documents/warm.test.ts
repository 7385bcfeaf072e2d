import { parse, type OperationDefinitionNode } from 'graphql';
import { describe, expect, it, vi } from 'vitest';
import { PURPOSES } from '../../subgraphs/shared/access/purposes.js';
import type { ClientOperation } from '../client-operation.js';
import { TrustedDocuments, type TrustedManifest } from './trusted-documents.js';
import { askersFor, warm, type Plan } from './warm.js';

function documents(count: number, purposes: TrustedManifest['purposes']): TrustedDocuments {
  const made = Array.from({ length: count }, (_, number) => {
    const text = `query Number${number} { __typename }`;
    const document = parse(text);
    const operation: ClientOperation = { document, operation: document.definitions[0] as OperationDefinitionNode, hash: String(number), bound: null, trusted: true };
    return { id: String(number), name: `Number${number}`, text, operation };
  });
  return new TrustedDocuments([{ client: 'portal', expires: Infinity, purposes, documents: made }]);
}

const planned = async (trusted: TrustedDocuments, current = (): boolean => true): Promise<string[]> => {
  const plan = vi.fn<Plan>();
  await warm(trusted, plan, current);
  return plan.mock.calls.map(([{ hash }, { purpose }]) => `${hash} ${purpose}`);
};

describe('those who may ask', () => {
  it('are whom the table lets, each set of field classes once', () => {
    expect(askersFor(['OWN_FAMILY'])).toMatchObject([{ purpose: 'OWN_FAMILY', viewer: { role: 'citizen' } }]);
    expect([...(askersFor(['SAVINGS_ADMINISTRATION'])[0]?.scopes ?? [])]).toEqual(['identity', 'savings']);
    const everybody = askersFor(PURPOSES).map(({ scopes }) => [...scopes].sort().join());
    expect(new Set(everybody).size).toBe(everybody.length);
  });
});

describe('trusted documents', () => {
  it('are planned for everybody, or for whom their client serves', async () => {
    expect(await planned(documents(2, ['OWN_FAMILY']))).toEqual(['0 OWN_FAMILY', '1 OWN_FAMILY']);
    expect(await planned(documents(2, null))).toHaveLength(2 * askersFor(PURPOSES).length);
  });

  it('are planned as far as there is room', async () => {
    expect(await planned(documents(600, ['OWN_FAMILY']))).toHaveLength(500);
  });

  it('are planned no further when others have taken their place', async () => {
    const current = vi.fn<() => boolean>().mockReturnValueOnce(true).mockReturnValueOnce(true).mockReturnValue(false);
    expect(await planned(documents(5, ['OWN_FAMILY']), current)).toHaveLength(2);
  });

  it('are planned one a turn of the event loop', async () => {
    const order: string[] = [];
    const turns = (async () => {
      for (let turn = 0; turn < 3; turn += 1) await new Promise<void>((resolve) => void setImmediate(() => resolve(void order.push('turn'))));
    })();
    await Promise.all([turns, warm(documents(3, ['OWN_FAMILY']), () => Promise.resolve(void order.push('plan')), () => true)]);
    expect(order.join(' ')).not.toContain('plan plan');
  });
});
