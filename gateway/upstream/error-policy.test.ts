import { expect, it } from 'vitest';
import { Programmes } from '../response/programmes.js';
import { toPlanError } from './error-policy.js';

it.each(['NO_SNAPSHOT', 'LIMIT_EXCEEDED', 'BAD_USER_INPUT'])('passes on %s with its words, as no outage', (code) => {
  expect(toPlanError({ code, message: 'Why so.', field: null, path: [], extensions: {} }, 'audit')).toMatchObject({ code, message: 'Why so.' });
  const programmes = new Programmes();
  programmes.called('audit', true);
  programmes.missed('audit', code);
  expect(programmes.states()).toEqual({ audit: 'OK' });
});
