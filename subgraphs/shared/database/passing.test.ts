import { describe, expect, it } from 'vitest';
import { isLostConnection, isPassing } from './passing.js';

const databaseError = (code: string): Error => Object.assign(new Error('Key (iin)=(150514900002) already exists'), { code });

describe('what passes', () => {
  it.each(['08006', '40001', '40P01', '53100', '53200', '53300', '55P03', '57014', '57P01', '57P02', '57P03', 'ECONNRESET', 'ECONNREFUSED', 'EPIPE', 'ETIMEDOUT'])('is %s', (code) => {
    expect(isPassing(databaseError(code))).toBe(true);
  });

  it.each(['Connection terminated unexpectedly', 'Connection terminated due to connection timeout', 'timeout exceeded when trying to connect', 'Query read timeout', 'timeout expired'])(
    'is a connection that was cut or never came, which node-postgres tells in words: %s',
    (words) => {
      expect(isPassing(new Error(words))).toBe(true);
    },
  );

  it.each(['23505', '23503', '23514', '22008', '25P02', '42501', 'P0001'])('is not %s', (code) => {
    expect(isPassing(databaseError(code))).toBe(false);
  });

  it('is no fault of ours, whatever its words', () => {
    expect(isPassing(new TypeError('x is undefined'))).toBe(false);
    expect(isPassing(Object.assign(new Error('Connection terminated unexpectedly'), { code: '23505' }))).toBe(false);
  });
});

describe('a lost connection', () => {
  it.each(['08006', '57P01', '57P02', 'ECONNRESET', 'EPIPE'])('is %s', (code) => {
    expect(isLostConnection(databaseError(code))).toBe(true);
  });

  it.each(['ETIMEDOUT', 'ECONNREFUSED', '57P03', '57014', '55P03', '53300', '40001'])('is not %s: asked again at once it would end the same way', (code) => {
    expect(isLostConnection(databaseError(code))).toBe(false);
  });
});
