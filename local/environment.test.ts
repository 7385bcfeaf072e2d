import { expect, it } from 'vitest';
import { EnvironmentError } from '../subgraphs/shared/environment.js';
import { readLocalEnvironment } from './environment.js';

it('hands down what is for services to decide, and none of what it decides itself', () => {
  const own = { DATABASE_URL: 'postgres://h/d', DATABASE_PASSWORD: 'p', LEDGER_KEY_FILE: '/k', SUBGRAPH_SCHOOLS_KEY_FILE: '/k', FEED_KEY_SCHOOLS_FILE: '/k', FEED_REGISTRY_KEY_FILE: '/k', OIDC_ISSUER: 'http://i' };
  const theirs = { SUBGRAPH_TIMEOUT_MS: '800', OTEL_EXPORTER_OTLP_ENDPOINT: 'http://o' };
  expect(readLocalEnvironment({ ...own, ...theirs }).inherited).toEqual(theirs);
});

it.each([
  [{ PORT: 'http' }, 'PORT must be a whole number from 0 to 65535.'],
  [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL must be one of trace, debug, info, warn, error, fatal, silent.'],
  [{ DATABASE_URL: 'mysql://somewhere' }, 'DATABASE_URL must be a URL such as postgres://user:password@host:5432/database.'],
  [{ DATABASE_URL: 'postgres://somewhere/x?options=-c%20app.path%3Dregister' }, 'DATABASE_URL must not have the parameter options.'],
  [{ NODE_ENV: 'production' }, 'NODE_ENV must not be production here: this command issues demo tokens and makes up people.'],
])('%j: says which variable is wrong', (environment, message) => {
  expect(() => readLocalEnvironment(environment)).toThrow(new EnvironmentError(message));
});
