import { tellCounts } from '../../../../subgraphs/registry/modules/list-counts/tell-counts.js';
import { database as registryDatabase } from '../../../../subgraphs/registry/orm.config.js';
import { openJobs } from '../../../support/jobs.js';
import type { RealFederation } from '../../../support/real-federation.js';

/** The lists are counted now, and not by the registry's own round in the middle of a test. */
export async function tellRegistry({ subgraphs: { registry } }: RealFederation): Promise<void> {
  const jobs = await openJobs(registry, registryDatabase);
  await tellCounts(jobs);
  await jobs.close();
}
