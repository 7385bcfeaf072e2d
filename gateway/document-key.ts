import { keyCommand, runDocumentCommand } from './documents/commands.js';

await runDocumentCommand(keyCommand);
