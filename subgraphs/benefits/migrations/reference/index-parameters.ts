/*
 * The table of benefits.md §2, as migration 20261122200000 loads it: never edit it; next year's budget law is a new migration.
 * Keys of sources are those of benefits.md §0.
 */

export const PARAMETER_COLUMNS = ['parameter', 'valid_from', 'valid_to', 'amount', 'legal_basis', 'source', 'certainty'] as const;

type Figure = readonly [amount: string, source: string, certainty: 'A' | 'B' | 'C' | 'D' | 'M'];

const YEARS: readonly (readonly [from: string, figures: Readonly<Record<'MCI' | 'SM' | 'MW', Figure>>])[] = [
  ['2021-01-01', { MCI: ['2917', 'alau.kz 2022', 'B'], SM: ['34302', 'alau.kz 2022', 'B'], MW: ['42500', 'avtoradio.kz', 'B'] }],
  ['2022-01-01', { MCI: ['3063', 'paryz.kz', 'B'], SM: ['36018', 'paryz.kz', 'B'], MW: ['60000', 'paryz.kz', 'B'] }],
  ['2022-04-01', { MCI: ['3180', 'n3: ru.zhambylnews.kz; n2: ognialatau.kz', 'B'], SM: ['37389', 'not confirmed; MCI of the same day is', 'D'], MW: ['60000', 'n3: ru.zhambylnews.kz', 'B'] }],
  ['2023-01-01', { MCI: ['3450', 'n25: knews.kz', 'B'], SM: ['40567', 'n25: knews.kz', 'B'], MW: ['70000', 'n25: knews.kz', 'B'] }],
  ['2024-01-01', { MCI: ['3692', 'n9: mgorod.kz 2024-01-03', 'B'], SM: ['43407', 'n9: mgorod.kz 2024-01-03', 'B'], MW: ['85000', 'public payroll code', 'C'] }],
  ['2025-01-01', { MCI: ['3932', 'n15: ng.kz', 'B'], SM: ['46228', 'n15: ng.kz', 'B'], MW: ['85000', 'n21: calculators.kz', 'B'] }],
  ['2026-01-01', { MCI: ['4325', 'n18: zakon.kz 6509919', 'B'], SM: ['50851', 'n18: zakon.kz 6509919', 'B'], MW: ['85000', 'alicredit.kz', 'B'] }],
];

const LAW: Readonly<Record<string, string>> = { '2026': 'Law 239-VIII on the republican budget' };

export const PARAMETERS = YEARS.flatMap(([from, figures], i) =>
  Object.entries(figures).map(([name, [amount, source, certainty]]) =>
    [name, from, YEARS[i + 1]?.[0] ?? null, amount, LAW[from.slice(0, 4)] ?? `Law on the republican budget for ${from.slice(0, 4)}`, source, certainty] as const));
