/** The only source of "now": resolvers take it from their context, so that tests can fix it. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

/** A clock that stands still, for tests and for seeds that must come out the same. */
export const fixedClock = (instant: string): Clock => ({ now: () => new Date(instant) });

const ALMATY = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Almaty', year: 'numeric', month: '2-digit', day: '2-digit' });

/** The civil day in Kazakhstan (Asia/Almaty; the whole country has been on UTC+5 since 1 March 2024), as `YYYY-MM-DD`. */
export const civilDay = (instant: Date): CivilDate => ALMATY.format(instant);

/** A calendar day without a time zone, `YYYY-MM-DD`. Days compare and sort as strings. */
export type CivilDate = string;
