/** What a rule's rows say, as SQL over what they come from. */
interface RowColumns {
  readonly about: string;
  readonly region?: string;
  readonly month?: string;
  readonly amount?: string;
  readonly record?: string;
  /** By the names that they have in `facts`. */
  readonly facts: Readonly<Record<string, string>>;
}

/** The columns of a rule, in their order and with their types, from some rows. */
export function rows({ about, region = 'null', month = 'null', amount = 'null', record = 'null', facts }: RowColumns, from: string): string {
  const shown = Object.entries(facts).map(([name, sql]) => `'${name}': ${sql}`).join(', ');
  return `select cast(${about} as varchar) as about, cast(${region} as varchar) as region, cast(${month} as date) as month, cast(${amount} as decimal(18, 2)) as amount,
      cast(${record} as varchar) as record, cast(to_json({${shown}}) as varchar) as facts
    from ${from}`;
}

export const allOf = (...parts: readonly string[]): string => parts.join('\n  union all ');

/** First day of the month of a day. */
export const monthOf = (day: string): string => `cast(date_trunc('month', ${day}) as date)`;

export const nextMonth = (month: string): string => `cast(${month} + interval 1 month as date)`;
