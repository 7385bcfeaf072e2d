import type { FastifyRequest } from 'fastify';
import { clientError } from '../errors.js';
import { headerOf } from '../headers.js';

/** Names the case that a request is made for: an inquiry, a complaint, an inspection. Some purposes demand one. */
export const CASE_NUMBER_HEADER = 'x-case-number';

export const CASE_NUMBER_PATTERN = '^[A-Za-z0-9][A-Za-z0-9/._-]{0,63}$';

const CASE_NUMBER = new RegExp(CASE_NUMBER_PATTERN);

/** What a case number is, for error messages. */
export const CASE_NUMBER_FORM = '1 to 64 Latin letters, digits and / . _ -, of which the first is a letter or a digit';

export const isCaseNumber = (text: string): boolean => CASE_NUMBER.test(text);

/** The case number of a request; null without the header. Throws `BAD_REQUEST` for a repeated header and for what is no case number. */
export function caseNumberOf(request: FastifyRequest): string | null {
  const value = headerOf(request, CASE_NUMBER_HEADER);
  if (value === undefined) return null;
  if (!isCaseNumber(value)) throw clientError('BAD_REQUEST', `X-Case-Number: ${CASE_NUMBER_FORM}.`);
  return value;
}
