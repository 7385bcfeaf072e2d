/*
 * Operators as migration 20261130100100 loads them: never edit this list. Which banks take part was reported by the press; their numbers
 * are made up (a BIN whose fifth digit is 9 is nobody's), and are to be replaced by those of ЕНПФ's list of contracts.
 */

export const PAYOUT_OPERATORS = [
  { bin: '120193000016', name: 'Отбасы банк', source: 'enpf-otbasy.kz; the number is made up', certainty: 'B' },
  { bin: '120193000026', name: 'Банк ЦентрКредит', source: 'bcc.kz; the number is made up', certainty: 'C' },
  { bin: '120193000036', name: 'Қазпошта', source: 'Government Decree No. 16 of 18.01.2024 names banks and Kazpost; from memory that it takes part; the number is made up', certainty: 'M' },
] as const;
