import { Type } from 'typebox';
import { Compile } from 'typebox/compile';
import { CASE_NUMBER_PATTERN } from '../access/case-number.js';
import { PURPOSES } from '../access/purposes.js';
import { SCOPES } from '../access/scopes.js';
import { ROLES, SUBGRAPHS } from '../access/viewer.js';
import { LANGUAGES } from '../language.js';
import { DateScalar } from '../scalars/scalars.js';
import type { Envelope } from './envelope.js';

const orNull = <T extends Type.TSchema>(type: T) => Type.Union([type, Type.Null()]);
const Digits = Type.String({ pattern: '^[0-9]{12}$' });

const ViewerShape = Type.Object({
  subject: Type.String({ minLength: 1 }),
  role: Type.Enum([...ROLES]),
  client: Type.String({ minLength: 1 }),
  iin: orNull(Digits),
  organisation: orNull(Digits),
  regions: Type.Array(Type.String({ pattern: '^([0-9]{9}|\\*)$' })),
  scopes: Type.Array(Type.Enum([...SCOPES])),
  documents: Type.Enum(['trusted', 'free']),
});

/**
 * Members beyond these are passed over, so that a gateway that already says more can be rolled out before the
 * subgraphs that understand it.
 */
const Shape = Compile(
  Type.Object({
    subgraph: Type.Enum([...SUBGRAPHS]),
    viewer: orNull(ViewerShape),
    purpose: orNull(Type.Enum([...PURPOSES])),
    caseNumber: Type.Optional(orNull(Type.String({ pattern: CASE_NUMBER_PATTERN }))),
    language: Type.Enum([...LANGUAGES]),
    today: Type.String(),
    expiresAt: Type.Integer(),
    nonce: Type.String({ pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' }),
    // It is written to the log.
    correlationId: Type.String({ pattern: '^[\\w-]{1,64}$' }),
  }),
);

function isDay(text: string): boolean {
  try {
    DateScalar.parseValue(text);
    return true;
  } catch {
    return false;
  }
}

/** Whether the content of an envelope is one: nothing after the door looks at types again. */
export const isEnvelope = (content: unknown): content is Envelope => Shape.Check(content) && isDay(content.today);
