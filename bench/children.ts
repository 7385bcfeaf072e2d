import { withClient } from '../local/bootstrap/connection.js';
import { otherDatabase } from '../local/bootstrap/urls.js';
import type { RunSettings } from '../local/service-environments.js';

/** The IINs of so many children on the register, always the same ones. */
export const childrenOf = ({ adminUrl }: Pick<RunSettings, 'adminUrl'>, count: number): Promise<string[]> =>
  withClient(otherDatabase(adminUrl, 'registry'), async (admin) => {
    const { rows } = await admin.query<{ iin: string }>(`select iin from person where birth_date > '2010-01-01' order by iin limit $1`, [count]);
    return rows.map(({ iin }) => iin);
  });
