import { runProcess } from '../shared/process.js';
import { readAuditEnvironment } from './environment.js';
import { start } from './server.js';

await runProcess('audit', () => start(readAuditEnvironment()));
