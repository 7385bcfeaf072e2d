import type { Behaviour } from './subgraph.js';

/** Answers with this status and body, whatever was asked. */
export const answering = (body: unknown, status = 200): Behaviour => (_request, response) =>
  void response.writeHead(status, { 'content-type': 'application/json' }).end(typeof body === 'string' ? body : JSON.stringify(body));

/** Takes the request and never answers. */
export const hanging: Behaviour = () => undefined;

export const resetting: Behaviour = (request) => void request.socket.resetAndDestroy();

/** Sends the head and then a byte now and then, for longer than any deadline. */
export const dripping: Behaviour = (_request, response) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  const timer = setInterval(() => response.write(' '), 50);
  response.on('close', () => clearInterval(timer));
};

/** Promises more than it sends, and closes. */
export const truncating: Behaviour = (_request, response) => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' }).write('{"data":{"child":');
  setTimeout(() => response.destroy(), 10);
};

/** Sends without end. */
export const flooding: Behaviour = (_request, response) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  const chunk = Buffer.alloc(64 * 1024, 32);
  const write = (): void => {
    while (!response.destroyed && response.write(chunk)) {
      // Until the socket is full.
    }
  };
  response.on('drain', write);
  write();
};
