import { DefaultLogger, type LogContext, type Logger, type LoggerOptions } from '@mikro-orm/core';
import type { Tracing } from '../tracing/tracing.js';

/** What a statement does, by its first word; its text says about whom. */
const kindOf = (sql: string): string => /^\W*(\w+)/.exec(sql)?.[1]?.toUpperCase() ?? 'UNKNOWN';

/** MikroORM's logger, which besides makes a span of every statement. */
export const statementTracer = (tracing: Tracing) => (options: LoggerOptions): Logger =>
  new (class extends DefaultLogger {
    override logQuery(context: { query: string } & LogContext): void {
      const kind = kindOf(context.query);
      const attributes = { 'db.system.name': 'postgresql', 'db.operation.name': kind };
      tracing.done(`postgresql ${kind}`, 'client', Date.now() - (context.took ?? 0), attributes, context.level === 'error');
      super.logQuery(context);
    }
  })(options);
