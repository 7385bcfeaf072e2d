import { expect, test } from 'vitest';
import { lastError } from './log-file.js';

const FRAMES = ['    at listen (node:net:1:2)', '    at start (/somewhere/server.js:3:4) {', "  code: 'EADDRINUSE'", '}', '', 'Node.js v24.0.0'];

test.each([
  ['its own words', ['{"level":30,"msg":"listening"}', 'schools: GATEWAY_KEY must be set.'], 'GATEWAY_KEY must be set.'],
  ['its own words before a stack', ['schools: Error: no such table', ...FRAMES], 'Error: no such table'],
  ['a logged error', ['{"level":30,"msg":"a"}', '{"level":60,"msg":"failed","err":{"message":"no database"}}', '{"level":30,"msg":"b"}'], 'no database'],
  ['what Node says of an error that nobody caught', ['node:internal:1', '      throw error;', 'TypeError [ERR_X]: x is not a function', ...FRAMES], 'TypeError [ERR_X]: x is not a function'],
  ['anything', ['segmentation fault'], 'segmentation fault'],
  ['nothing', [], 'it said nothing'],
])('the reason of a failed run: %s', (_, lines, reason) => {
  expect(lastError(lines, 'schools: ')).toBe(reason);
});
