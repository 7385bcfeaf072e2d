/** The longest text whose characters are looked at one by one; for longer ones a regular expression is quicker. */
const SHORT = 48;

// oxlint-disable-next-line no-control-regex -- these are what JSON escapes
const ESCAPED = /["\\\u0000-\u001f\ud800-\udfff]/;

/** A string as JSON. Most need no escapes: looking whether one does is quicker than letting `JSON.stringify` write it. */
export function jsonString(text: string): string {
  const { length } = text;
  if (length > SHORT) return ESCAPED.test(text) ? JSON.stringify(text) : `"${text}"`;
  for (let i = 0; i < length; i += 1) {
    const code = text.charCodeAt(i);
    if (code < 32 || code === 34 || code === 92 || (code >= 0xd800 && code <= 0xdfff)) return JSON.stringify(text);
  }
  return `"${text}"`;
}

/** A response body's data that has been written already. */
export class JsonText {
  constructor(readonly text: string) {}
}
