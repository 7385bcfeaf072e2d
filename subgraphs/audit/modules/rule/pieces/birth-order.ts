/** The case of an award's child by its row `o` of `civil_birth`, and what it is called of those before the fourth. Without a mother on record it is a first one. */
export const orderTier = (first: string): string => `case when coalesce(o.birth_order, 1) >= 4 then 'ORDER_4_UP' else ${first} end`;

/** CARE_STATE has a rate for each of the first three. */
export const CARE_TIER = `'ORDER_' || coalesce(o.birth_order, 1)`;
