import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { createMetrics } from '../../subgraphs/shared/metrics/metrics.js';
import { projectRoot } from '../../subgraphs/shared/project.js';
import { Federation } from '../gateway/support/federation.js';
import { CHILD_ONE, GUARDED } from '../gateway/support/guarded.js';

describe('without a receiver', () => {
  const QUERY = `{ child(iin: "${CHILD_ONE}") { name benefits { total } } }`;

  it('one that is configured and down: requests are answered as ever, and a counter tells', async () => {
    const metrics = createMetrics('gateway');
    const federation = await Federation.start(GUARDED, { metrics, operations: { traces: 'http://127.0.0.1:1/v1/traces' } });
    for (let i = 0; i < 20; i += 1) expect((await federation.ask(QUERY)).body.errors).toBeUndefined();
    const began = performance.now();
    await federation.close();
    expect(performance.now() - began).toBeLessThan(4_000);
    const text = await metrics.metrics();
    expect(text).toMatch(/^balagraph_trace_spans_ended_total [1-9]\d+$/m);
    expect(text).toMatch(/^balagraph_trace_spans_exported_total 0$/m);
  });

  it('none that is configured: nothing of it is loaded', () => {
    const script = `
      const { createRequire } = await import('node:module');
      await import('./dist/gateway/server.js');
      await import('./dist/subgraphs/savings/server.js');
      const loaded = Object.keys(createRequire(process.cwd() + '/x.js').cache).filter((file) => file.includes('@opentelemetry/'));
      console.log(JSON.stringify([...new Set(loaded.map((file) => /@opentelemetry\\/([^/]+)/.exec(file)[1]))]));`;
    const output = execFileSync(process.execPath, ['--input-type=module', '-e', script], { cwd: projectRoot(), encoding: 'utf8' });
    // prom-client brings the types of the API along.
    expect((JSON.parse(output) as string[]).filter((name) => name !== 'api')).toEqual([]);
  });
});
