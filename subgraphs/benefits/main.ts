import { readSubgraphEnvironment } from '../shared/environment.js';
import { runProcess } from '../shared/process.js';
import { start } from './server.js';

await runProcess('benefits', () => start(readSubgraphEnvironment()));
