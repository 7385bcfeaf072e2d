import { CannotApply } from '../../../shared/feeds/failure.js';
import type { Apply } from '../../../shared/feeds/consume.js';
import type { DataFor } from '../../../shared/feeds/contract.js';
import type { GUARDIANSHIPS } from '../../../shared/feeds/contracts/guardianships.js';
import { setFacts } from '../feeds/state.js';
import { GuardianshipForm } from './guardianship.type.js';

const GUARDIANSHIP = {
  table: 'guardianship',
  columns: ['representative_iin', 'representative_bin', 'form', 'body_bin', 'valid_from', 'valid_to', 'source'],
};

type Data = DataFor<typeof GUARDIANSHIPS, 'registry', 'GUARDIANSHIPS'>;

function rowsOf({ iin, guardianships }: Data): object[] {
  return guardianships.map(({ representativeIin, representativeBin, form, bodyBin, act, from, to }) => {
    if (!Object.hasOwn(GuardianshipForm, form)) throw new CannotApply('The register of guardianships does not know the form.');
    return { iin, representative_iin: representativeIin, representative_bin: representativeBin, form, body_bin: bodyBin, valid_from: from, valid_to: to, source: act };
  });
}

/** The register of guardianships: who represents a child is what the guardianship bodies say, and nobody else. */
export const applyGuardianships: Apply<Data> = (em, events) =>
  setFacts(em, GUARDIANSHIP, events.map(({ data }) => data.iin), events.flatMap(({ data }) => rowsOf(data)));
