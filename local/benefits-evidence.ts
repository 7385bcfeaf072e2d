import { importEvidenceFile } from '../subgraphs/benefits/modules/evidence/evidence-import.js';
import { evidenceWish } from './benefits/arguments.js';
import { importAs } from './benefits/import-as.js';
import { runCommand } from './failure.js';

/** `npm run benefits:evidence`: reads what rights are judged by from a file: disabilities, contributions, incomes, studies, titles of mothers. */
await runCommand(async () => {
  const { kind, file, rejects } = evidenceWish(process.argv.slice(2));
  await importAs('rows taken in', rejects, (clerk, progress) => importEvidenceFile(clerk, kind, file, rejects, progress));
});
