import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { askOf } from './ask.js';
import { childBy } from './child.js';
import { heavyBy } from './heavy.js';
import { listBy } from './products.js';

/*
 * The least that a program in this language can do for the three queries: requests whose text is fixed, JSON.parse, the parts
 * put together by hand, JSON.stringify. It checks nothing and can do nothing else. What a gateway takes beyond this is the
 * price of being one.
 */

const [origin = '', port] = process.argv.slice(2);
const [accounts, products, reviews, inventory] = [await askOf(origin, 'accounts'), await askOf(origin, 'products'), await askOf(origin, 'reviews'), await askOf(origin, 'inventory')];
const programmes = [await askOf(origin, 'benefits'), await askOf(origin, 'savings'), await askOf(origin, 'care'), await askOf(origin, 'schools')];

const OPERATIONS = new Map<string | undefined, (variables: object) => Promise<unknown>>([
  ['Heavy', heavyBy({ accounts, products, reviews, inventory })],
  ['List', listBy(products, inventory)],
  ['Profile', childBy(await askOf(origin, 'persons'), programmes)],
]);

async function answer(text: string, response: ServerResponse): Promise<void> {
  const { operationName, variables } = JSON.parse(text) as { operationName?: string; variables: object };
  const data = await (OPERATIONS.get(operationName)?.(variables) ?? { __typename: 'Query' });
  const body = Buffer.from(JSON.stringify({ data }));
  response.writeHead(200, { 'content-type': 'application/json; charset=utf-8', 'content-length': body.length }).end(body);
}

function serve(request: IncomingMessage, response: ServerResponse): void {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => void answer(Buffer.concat(chunks).toString(), response));
}

createServer(serve).listen(Number(port), '127.0.0.1');
