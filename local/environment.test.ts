import { expect, it } from 'vitest';
import { readLocalEnvironment } from './environment.js';

it('hands down what is for services to decide, and none of what it decides itself', () => {
  const own = { DATABASE_URL: 'postgres://h/d', DATABASE_PASSWORD: 'p', LEDGER_KEY_FILE: '/k', SUBGRAPH_SCHOOLS_KEY_FILE: '/k', FEED_KEY_SCHOOLS_FILE: '/k', FEED_REGISTRY_KEY_FILE: '/k', OIDC_ISSUER: 'http://i' };
  const theirs = { SUBGRAPH_TIMEOUT_MS: '800', OTEL_EXPORTER_OTLP_ENDPOINT: 'http://o' };
  expect(readLocalEnvironment({ ...own, ...theirs }).inherited).toEqual(theirs);
});
