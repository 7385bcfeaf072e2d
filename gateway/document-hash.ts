import { hash } from 'node:crypto';

/** The id of a document: SHA-256 of its text, in hexadecimal, as Apollo's clients and servers name it. */
export const documentHash = (text: string): string => hash('sha256', text, 'hex');
