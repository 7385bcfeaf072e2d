/** SQL that is true of an opening that no run made, and that no batch of assets has yet. */
export const isOpenedAlone = (transfer: string): string =>
  `${transfer}.run_id is null and ${transfer}.batch_id is null and ${transfer}.kind = 'OPENING' and not exists (select 1 from asset_batch_opening taken where taken.transfer_id = ${transfer}.id)`;
