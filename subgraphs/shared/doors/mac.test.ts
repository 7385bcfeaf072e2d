import { describe, expect, it } from 'vitest';
import { macOf, sameMac } from './mac.js';

describe('a code over some parts', () => {
  it('is what HMAC-SHA256 says of their lines, in base64url', () => {
    // printf 'feed\nbody' | openssl dgst -sha256 -hmac key -binary | basenc --base64url | tr -d =
    expect(macOf('key', 'feed', 'body')).toBe('-eXt5dK0wvUuGhVq7nTqH4giPaw3tHbsOcZpEnJaDDI');
  });

  it('is another for another key, and for parts that end elsewhere', () => {
    const codes = [macOf('key', 'ab', 'c'), macOf('key', 'a', 'bc'), macOf('key', 'abc'), macOf('other', 'ab', 'c')];
    expect(new Set(codes).size).toBe(codes.length);
  });

  it('is compared in full and by its spelling', () => {
    expect(sameMac('abcd', 'abcd')).toBe(true);
    for (const other of ['', 'abc', 'abcdd', 'abce', 'abcd=']) expect(sameMac('abcd', other)).toBe(false);
  });
});
