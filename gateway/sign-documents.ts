import { runDocumentCommand, signCommand } from './documents/commands.js';

await runDocumentCommand(signCommand);
