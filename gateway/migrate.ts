import { runMigrations } from '../subgraphs/shared/database/migrate-command.js';
import { database } from './orm.config.js';

await runMigrations('gateway', database);
