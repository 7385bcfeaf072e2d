import { Type } from 'typebox';
import { PROGRAMMES } from '../../access/viewer.js';
import { CASE_NUMBER_PATTERN } from '../../access/case-number.js';
import { openKey, sealKey, type SealingSecret } from '../../sealed-key.js';
import { feedContract } from '../contract.js';
import { Day, Iin } from './values.js';

const Uuid = Type.String({ pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' });

const request = Type.String({ ...Uuid, description: 'The request, as both auditors know it.' });

/** Whom auditors want to know, after a second one has agreed. Audit never learns who it is: registry finds that out, and tells those who are named. */
export const IDENTIFICATIONS = feedContract({
  name: 'identifications',
  owner: 'audit',
  description: 'Requests of auditors to be told whose pseudonym a finding has, each approved by a second auditor. Emptied when they are answered.',
  events: {
    IDENTIFICATION_APPROVED: Type.Object(
      {
        request,
        pseudonym: Type.String({ ...Uuid, description: 'The person, under a snapshot\'s key.' }),
        sealedKey: Type.String({ pattern: '^[A-Za-z0-9+/]{80}$', description: 'That key, sealed (AES-256-GCM) under the secret that the two processes share, for this request alone. Base64.' }),
        caseNumber: Type.String({ pattern: CASE_NUMBER_PATTERN, description: 'The case (X-Case-Number) under which the answer is read.' }),
        requestedByIin: Type.String({ ...Iin, description: 'The auditor who asked.' }),
        decidedByIin: Type.String({ ...Iin, description: 'The auditor who agreed; somebody else.' }),
        ministry: Type.Union([Type.Enum([...PROGRAMMES]), Type.Null()], { description: 'The programme whose ministry the finding is assigned to, and which may read the answer for its own work; null where it is assigned to none.' }),
        until: Type.String({ ...Day, description: 'The last day on which the answer may be read.' }),
      },
      { description: 'A second auditor has agreed.' },
    ),
    IDENTIFICATION_ENDED: Type.Object({ request }, { description: 'The engagement was closed: the answer may not be read any more.' }),
  },
  consumers: {
    registry: {
      IDENTIFICATION_APPROVED: ['request', 'pseudonym', 'sealedKey', 'caseNumber', 'requestedByIin', 'decidedByIin', 'ministry', 'until'],
      IDENTIFICATION_ENDED: ['request'],
    },
  },
});

/** That registry has answered, whether it found somebody or not. */
export const IDENTIFICATION_ANSWERS = feedContract({
  name: 'identification-answers',
  owner: 'registry',
  description: 'Which requests of auditors the civil registry has worked on: never whom it found, or whether.',
  events: { IDENTIFICATION_ANSWERED: Type.Object({ request }, { description: 'The answer can be read in the registry, by those who may.' }) },
  consumers: { audit: { IDENTIFICATION_ANSWERED: ['request'] } },
});

/** By the secret of the feed, which the two processes have and nobody else; what signs its pages is another use of it. */
const sealing = (feedKey: string): SealingSecret => ({ secret: feedKey, use: 'balagraph identification' });

/** A snapshot's key as it stands in the feed. */
export const keyForFeed = (key: string, feedKey: string, requestId: string): string => sealKey(key, sealing(feedKey), requestId).toString('base64');

export const keyOfFeed = (sealedKey: string, feedKey: string, requestId: string): string => openKey(Buffer.from(sealedKey, 'base64'), sealing(feedKey), requestId);
