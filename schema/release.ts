import { writeFileSync } from 'node:fs';
import { releaseOf, RELEASED_FILE } from './checks/released-migrations.js';
import { DATABASES } from './databases.js';

/** `npm run schema:release`: from now on every migration of today is out in the world, and is not edited any more. */
writeFileSync(RELEASED_FILE, `${JSON.stringify(await releaseOf(DATABASES), null, 2)}\n`);
