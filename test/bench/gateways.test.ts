import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { AnswerCheck } from '../../bench/gateways/answer-check.js';
import { apiSchemaOf, composeGraph } from '../../bench/gateways/compose.js';
import { HttpReader, type HttpMessage } from '../../bench/gateways/http-reader.js';
import { QUERIES, rightAnswer } from '../../bench/gateways/queries.js';
import { projectRoot } from '../../subgraphs/shared/project.js';

describe('HttpReader', () => {
  const first = 'POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello';
  const second = 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhello\r\n7;x=y\r\n\r\nworld\r\n0\r\n\r\n';
  const third = 'GET /c HTTP/1.1\r\nHost: x\r\n\r\n';
  const bytes = Buffer.from(first + second + third);

  it.each([1, 2, 3, 7, 50, bytes.length])('finds every message in pieces of %i bytes', (size) => {
    const found: HttpMessage[] = [];
    const reader = new HttpReader((message) => found.push(message));
    for (let at = 0; at < bytes.length; at += size) reader.push(bytes.subarray(at, at + size));
    expect(found.map(({ head, body }) => [head.split('\r\n', 1)[0], body.toString()])).toEqual([['POST /a HTTP/1.1', 'hello'], ['HTTP/1.1 200 OK', 'hello\r\nworld'], ['GET /c HTTP/1.1', '']]);
  });
});

describe.each(QUERIES)('an answer to $name', (query) => {
  const schema = apiSchemaOf(composeGraph(query.graph, 'http://127.0.0.1:1'));
  const right = rightAnswer(query, schema, 3);
  const message = (body: unknown, status = 200): HttpMessage => ({ head: `HTTP/1.1 ${status} X`, body: Buffer.from(JSON.stringify(body)) });
  const check = (): AnswerCheck => new AnswerCheck(query, schema);

  it('may have its keys in any order and extensions', () => {
    const turned = Object.fromEntries(Object.entries(right as object).toReversed());
    expect(() => check().thoroughly(message({ extensions: {}, data: turned }), 3)).not.toThrow();
  });

  it('is wrong with another value, a part missing, errors, another status or no JSON', () => {
    const text = JSON.stringify(right);
    const [field, value] = /"(price|shifts)":(\d+)/.exec(text)?.slice(1) ?? [];
    for (const other of [String(Number(value) + 1), 'null']) {
      expect(() => check().thoroughly(message({ data: JSON.parse(text.replace(`"${field}":${value}`, `"${field}":${other}`)) }), 3)).toThrow('it answers wrongly');
    }
    expect(() => check().thoroughly(message({ data: right, errors: [] }), 3)).toThrow('it answers wrongly');
    expect(() => check().thoroughly(message({ data: right }, 500), 3)).toThrow('it answers wrongly: HTTP/1.1 500 X');
    expect(() => check().quickly({ head: 'HTTP/1.1 200 OK', body: Buffer.from('{"data":') }, 3)).toThrow('it answers wrongly');
  });
});

it('measures the program without GraphQL, whose plans are known, and hands back its figures', async () => {
  const args = [path.join(projectRoot(), 'dist/bench/run.js'), 'gateway', '--only', 'limit', '--rounds', '1', '--seconds', '0.2'];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  const { benchmark, figures } = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as { benchmark: string; figures: { medians: Record<string, { limit?: Record<string, number> }> } };
  expect(benchmark).toBe('gateway');
  const calls = Object.entries(figures.medians).flatMap(([name, { limit }]) => (limit === undefined ? [] : [[name, limit['subgraphCallsPerRequest']]]));
  expect(calls).toEqual([['heavy1', 6], ['heavy50', 6], ['list1', 2], ['list50', 2], ['child1', 5], ['child50', 5]]);
}, 60_000);

it('says in one line what is wrong on its command line', async () => {
  const run = (...args: string[]): Promise<unknown> => promisify(execFile)(process.execPath, [path.join(projectRoot(), 'dist/bench/run.js'), ...args]);
  await expect(run('gateway', '--only', 'limit,nobody')).rejects.toMatchObject({ code: 1, stderr: expect.stringMatching(/^--only: nobody is not one of limit, ours-open, .*\n$/) });
  await expect(run('gateway', '--rounds', '0')).rejects.toMatchObject({ code: 1, stderr: '--rounds must be a whole number above 0.\n' });
  await expect(run('start', '--rounds', '1')).rejects.toMatchObject({ code: 1, stderr: 'npm run -s bench -- start has no options.\n' });
});
