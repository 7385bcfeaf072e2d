import { Decimal } from 'decimal.js';
import { GraphQLLocalDate } from 'graphql-scalars';
import { GraphQLScalarType, Kind } from 'graphql';
import { clientError } from '../errors.js';
import { identifierProblem } from './identifier.js';

/** The first two digits of a KATO code of the 20 regions (17 regions and three cities, since 8 June 2022). */
export const REGION_PREFIXES = ['10', '11', '15', '19', '23', '27', '31', '33', '35', '39', '43', '47', '55', '59', '61', '62', '63', '71', '75', '79'] as const;

/** The KATO codes of the regions. */
export const REGION_KATOS: readonly string[] = REGION_PREFIXES.map((prefix) => `${prefix}0000000`);

/** Whether a KATO code is that of a region, and not of a place in one. */
export const isRegion = (kato: string): boolean => REGION_KATOS.includes(kato);

const problemOfKato = (value: unknown): string | null => {
  if (typeof value !== 'string' || !/^\d{9}$/.test(value)) return 'KATO must be a string of exactly 9 digits.';
  return REGION_PREFIXES.some((prefix) => value.startsWith(prefix))
    ? null
    : 'KATO must start with the two digits of one of the 20 regions (Query.regions lists them).';
};

const problemOfDecimal = (value: unknown): string | null =>
  typeof value === 'string' && /^-?\d{1,15}(\.\d{1,6})?$/.test(value)
    ? null
    : 'Decimal must be a string such as "1234.56": at most 15 digits, a point and at most 6 digits.';

/** A string scalar with one check, run on variables and literals alike and never on what we send ourselves. */
function stringScalar(name: string, description: string, problem: (value: unknown) => string | null): GraphQLScalarType<string, string> {
  const parse = (value: unknown): string => {
    const found = problem(value);
    if (found !== null || typeof value !== 'string') throw clientError('BAD_USER_INPUT', found ?? `${name} must be a string.`, { scalar: name });
    return value;
  };
  return new GraphQLScalarType<string, string>({
    name,
    description,
    serialize: String,
    parseValue: parse,
    parseLiteral: (node) => parse(node.kind === Kind.STRING ? node.value : undefined),
  });
}

export const IIN = stringScalar(
  'IIN',
  'Individual identification number (ЖСН / ИИН): 12 digits, the last a check digit. Its date and sex digits are not trusted. It can be replaced (adoption).',
  (value) => identifierProblem('IIN', value),
);

export const BIN = stringScalar(
  'BIN',
  'Business identification number (БСН / БИН) of an organisation: 12 digits, the last a check digit.',
  (value) => identifierProblem('BIN', value),
);

export const KATO = stringScalar(
  'KATO',
  'Code of a place in the classifier of administrative-territorial objects (ӘАОЖ / КАТО): 9 digits; the first two name the region.',
  problemOfKato,
);

/** Versions whose bits are random: an idempotency key is also a secret (mutation/input-mac.ts). */
const RANDOM_UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[47][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;

export const UUID = stringScalar('UUID', 'A random UUID (RFC 9562, version 4 or 7), e.g. "0198c9a4-5f0e-7c3d-9a41-6f2b8c1d7e55".', (value) =>
  typeof value === 'string' && RANDOM_UUID.test(value) ? null : 'UUID must be a string with a random UUID (version 4 or 7), 8-4-4-4-12 hexadecimal digits.',
);

const decimalText = stringScalar(
  'Decimal',
  'Exact decimal number as a string, e.g. "21266.00". Never a floating-point number.',
  problemOfDecimal,
);

/** Exact decimal numbers cross the wire as strings; in between stands decimal.js, never a JS number. */
export const DecimalScalar = new GraphQLScalarType<Decimal, string>({
  name: decimalText.name,
  description: decimalText.description,
  serialize: (value) => (Decimal.isDecimal(value) ? value.toFixed() : String(value)),
  parseValue: (value) => new Decimal(decimalText.parseValue(value)),
  parseLiteral: (node, variables) => new Decimal(decimalText.parseLiteral(node, variables)),
});

/** Days outside of these mean a typing error, and some are no days to PostgreSQL. */
const FIRST_DAY = '1900-01-01';
const LAST_DAY = '2199-12-31';

function problemOfDay(value: unknown): string | null {
  try {
    // graphql-scalars knows the calendar.
    const day = GraphQLLocalDate.parseValue(value);
    return day >= FIRST_DAY && day <= LAST_DAY ? null : `Date must be from ${FIRST_DAY} to ${LAST_DAY}.`;
  } catch {
    return 'Date must be a string with an existing day, YYYY-MM-DD.';
  }
}

/** Whether a text is a day, as the scalar has them. */
export const isDay = (text: string): boolean => problemOfDay(text) === null;

/** A civil day in Kazakhstan. */
export const DateScalar = stringScalar('Date', `Calendar day in Kazakhstan (Asia/Almaty), ISO 8601: YYYY-MM-DD, from ${FIRST_DAY} to ${LAST_DAY}.`, problemOfDay);

/** Every scalar of the graph by name: subgraphs put them in their schema, the gateway into its API schema. */
export const SCALARS = { IIN, BIN, KATO, Decimal: DecimalScalar, Date: DateScalar, UUID } as const;
