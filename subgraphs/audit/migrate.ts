import { runMigrations } from '../shared/database/migrate-command.js';
import { database } from './orm.config.js';

await runMigrations('audit', database);
