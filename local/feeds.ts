import { readLocalEnvironment } from './environment.js';
import { runCommand } from './failure.js';
import { readCommand, type FeedCommand } from './feeds/arguments.js';
import { runningDatabases, type OnDatabase } from './feeds/databases.js';
import { parkedEvents } from './feeds/parked.js';
import { replayFeed } from './feeds/replay.js';
import { retryFeeds } from './feeds/retry.js';
import { feedStatus } from './feeds/status.js';

function run(on: OnDatabase, command: FeedCommand): Promise<string> {
  const { command: name } = command;
  if (name === 'status') return feedStatus(on);
  if (name === 'parked') return parkedEvents(on, command.consumer);
  if (name === 'retry') return retryFeeds(on, command.consumer, command.feeds);
  return replayFeed(on, command.consumer, command.feed, command.after);
}

/** `npm run -s feeds -- <command>`: looks at the feeds of the federation that runs here, and puts right what is stuck. */
await runCommand(async () => {
  const command = readCommand(process.argv.slice(2));
  process.stdout.write(`${await run(runningDatabases(readLocalEnvironment()), command)}\n`);
});
