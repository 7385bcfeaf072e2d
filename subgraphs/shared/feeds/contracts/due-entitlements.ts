import { Type } from 'typebox';
import { feedContract } from '../contract.js';
import { Bin, Day, from, Iin, Kato, Sum, to } from './values.js';

const until = Type.Union([Day, Type.Null()], { description: 'First day on which it no longer holds; ahead where the law ends it on a birthday (Code on Marriage and Family, 130). The same as `from` where it was never due. Null where no end is known.' });

/** What guardianship bodies have made due: decided and computed by them, paid by benefits. */
export const DUE_ENTITLEMENTS = feedContract({
  name: 'due-entitlements',
  owner: 'foster-families',
  description: 'Allowances, keep and pay that guardianship bodies have made due, with their amounts: shown and paid by benefits, never computed there.',
  events: {
    DUE_ENTITLEMENT: Type.Object(
      {
        entitlement: Type.String({ pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$', description: 'Its id, the same in every version.' }),
        version: Type.Integer({ minimum: 1, description: 'Counts its changes: what has a lower one is out of date.' }),
        programme: Type.String({ pattern: '^[A-Z_]{3,40}$', description: 'GUARDIAN, PATRONAGE, FOSTER_FAM, PRO_FOSTER or ADOPTION_ONCE.' }),
        component: Type.Union([Type.Literal('CHILD_MONEY'), Type.Literal('CARER_PAY'), Type.Literal('BENEFIT')], { description: 'A child\'s keep, the pay of one carer for all children together, or what is due once for an adoption.' }),
        payeeIin: Type.Union([Iin, Type.Null()], { description: 'Who is paid; null for a body.' }),
        payeeBin: Type.Union([Bin, Type.Null()], { description: 'The body that keeps the child\'s money (132-9(5)); null for a person.' }),
        children: Type.Array(Type.Object({ iin: Iin, from, to: until }), { description: 'For whom, and when; without children whose placement an adoption has sealed (art. 102), but for what is due to the adopter.' }),
        bodyBin: Type.String({ ...Bin, description: 'BIN of the guardianship body that decided.' }),
        act: Type.String({ minLength: 1, maxLength: 200, description: 'The body\'s act or the contract.' }),
        regionKato: Type.String({ ...Kato, description: 'The region that pays.' }),
        from,
        to: until,
        endReason: Type.Union([Type.Literal('MAJORITY'), Type.Literal('CHILD_DIED'), Type.Literal('PLACEMENT_ENDED'), Type.Null()], { description: 'Why it ends: never that the child was adopted. Null without an end, and of what is due once.' }),
        amounts: Type.Array(
          Type.Object({
            from,
            to,
            tier: Type.String({ pattern: '^[A-Z0-9_]{1,40}$', description: 'Which case of the rates.' }),
            exact: Type.String({ ...Sum, description: 'Before rounding, tenge a month.' }),
            amount: Type.String({ ...Sum, description: 'What is due, tenge a month.' }),
            ruleVersion: Type.String({ minLength: 1, maxLength: 100, description: 'The rule and rate it was computed by.' }),
          }),
          { description: 'What it comes to, a row for each change of an index, a rate or the ward\'s means. Days without a row are not due.' },
        ),
      },
      { description: 'Something became due, changed, ended, or was corrected.' },
    ),
  },
  consumers: {
    benefits: {
      DUE_ENTITLEMENT: ['entitlement', 'version', 'programme', 'component', 'payeeIin', 'payeeBin', 'children', 'bodyBin', 'act', 'regionKato', 'from', 'to', 'endReason', 'amounts'],
    },
  },
});
