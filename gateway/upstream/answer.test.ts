import { expect, it } from 'vitest';
import { readAnswer } from './answer.js';

it.each(['', 'null', '[]', '"x"', '{}', '{"data":[]}', '{"data":null}', '{"data":null,"errors":[]}', '{"data":{},"errors":{}}', '{"data":{},"errors":["x"]}', '{"data":{},"errors":[{"message":1}]}', '{"data":{}', '<html>'])(
  '%s is no answer',
  (text) => {
    expect(readAnswer(text)).toBeNull();
  },
);

it('keeps of an error what has the right type', () => {
  const text = '{"data":{"a":1},"errors":[{"message":"m","path":["a",0],"extensions":{"code":"C","field":2}},{"message":"n","path":[null],"extensions":[]}]}';
  expect(readAnswer(text)).toEqual({
    data: { a: 1 },
    errors: [
      { message: 'm', code: 'C', field: null, path: ['a', 0], extensions: { code: 'C', field: 2 } },
      { message: 'n', code: null, field: null, path: null, extensions: {} },
    ],
    isPlain: true,
  });
});
