/** A case about an open child. */
export const OPEN_CASE = '11111111-1111-4111-8111-111111111111';

/** An application for savings. */
export const PAYOUT = '11111111-1111-4111-8111-111111111113';

/** A record in the databank of an open child. */
export const OPEN_NEED = '11111111-1111-4111-8111-111111111114';

/** A building project that has become a school, and everything on the way. */
export const PROJECT = '11111111-1111-4111-8111-111111111116';

/** A planned placement, and an incident, of open children. */
export const PLAN = '11111111-1111-4111-8111-111111111118';
export const INCIDENT = '11111111-1111-4111-8111-111111111119';

/** An adoption on the register of those whose adopters report. */
export const ADOPTION = '11111111-1111-4111-8111-111111111120';

/** A candidate of this region, and what one is asked of a family's capacity and a candidate's eligibility. */
export const CANDIDATE = '11111111-1111-4111-8111-111111111115';

/** An application for a school of this region, about an open child. */
export const APPLICATION = '11111111-1111-4111-8111-111111111116';

/** A school of this region. */
export const SCHOOL = '11111111-1111-4111-8111-111111111117';

/** An engagement of auditors, and a finding in it that a ministry was asked about. */
export const ENGAGEMENT = '3f0d6a52-6c1e-4b7a-9d52-0a1c5e7f9b31';

/** Another, to be closed. */
export const CLOSING_ENGAGEMENT = '0b6f2f1c-7c1f-4b8e-9a53-2d1f6f0e7a12';

/** A request of auditors that registry has answered: it is about `child`, and its finding is assigned to the ministry of benefits. */
export const IDENTIFIED_REQUEST = '5d0c9a3e-41b7-4c52-8f6d-93c1b7e0a264';
