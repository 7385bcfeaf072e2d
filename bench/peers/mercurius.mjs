import { readFileSync } from 'node:fs';
import mercuriusGateway from '@mercuriusjs/gateway';
import Fastify from 'fastify';

/** `node mercurius.mjs PORT [NAME URL SDL-FILE]…` */
const [port, ...rest] = process.argv.slice(2);

const services = [];
for (let i = 0; i < rest.length; i += 3) services.push({ name: rest[i], url: rest[i + 1], schema: readFileSync(rest[i + 2], 'utf8') });

const app = Fastify();
await app.register(mercuriusGateway, { jit: 1, gateway: { services } });
await app.listen({ host: '127.0.0.1', port: Number(port) });
