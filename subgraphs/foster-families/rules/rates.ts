import type { DatedProgrammeTerm, DatedRate, DatedRounding } from '../../shared/rules/rate-book.js';
import { FC, type CareProgramme } from './programme.js';

type CareRate = DatedRate<CareProgramme>;

/** `2021-01-01` is where the figures of the indices begin, not the day of an act. */
const KNOWN_SINCE = '2021-01-01';

/** Law 148-VIII of 30.12.2024. */
const PROFESSIONAL_SINCE = '2025-07-01';

/**
 * The rates of care as dated figures. The Code leaves the sums to the ministry's orders, of which none could be read: each says how sure
 * it is. A change of the law closes a row and adds another.
 */
export const RATES: readonly CareRate[] = [
  {
    programme: 'GUARDIAN', tier: 'CHILD_MONEY', coefficient: '10', base: 'MCI', per: 'CHILD', validFrom: KNOWN_SINCE, validTo: null,
    legalBasis: `${FC('125(2)')}; amount by the ministry's order`, source: 'inform.kz a2357719 (2011); still current: not confirmed', certainty: 'C',
  },
  {
    programme: 'PATRONAGE', tier: 'CARER_PAY', coefficient: '35', base: 'MCI', per: 'CARER', validFrom: '2023-06-01', validTo: null,
    legalBasis: `${FC('134(2)')}; amount by the ministry's order`, source: 'inform.kz a4076488', certainty: 'B',
  },
  {
    programme: 'FOSTER_FAM', tier: 'CHILD_MONEY', coefficient: '10', base: 'MCI', per: 'CHILD', validFrom: KNOWN_SINCE, validTo: null,
    legalBasis: FC('132-5; order 657 of 2016'), source: 'adilet.zan.kz V1600014538', certainty: 'B',
  },
  {
    programme: 'PRO_FOSTER', tier: 'CHILD_MONEY', coefficient: '10', base: 'MCI', per: 'CHILD', validFrom: PROFESSIONAL_SINCE, validTo: null,
    legalBasis: `${FC('132-10')}; amount by the ministry's order`, source: 'alau.kz', certainty: 'B',
  },
  {
    programme: 'PRO_FOSTER', tier: 'CARER_PAY', coefficient: '75', base: 'MCI', per: 'CARER', validFrom: PROFESSIONAL_SINCE, validTo: null,
    legalBasis: `${FC('132-8(4)')}; amount by the ministry's order`, source: 'alau.kz', certainty: 'B',
  },
  {
    programme: 'ADOPTION_ONCE', tier: 'EACH_CHILD', coefficient: '75', base: 'MCI', per: 'CHILD', validFrom: KNOWN_SINCE, validTo: null,
    legalBasis: FC('86(2); Government resolution 787 of 2014'), source: 'not confirmed', certainty: 'D',
  },
];

export const ROUNDINGS: readonly DatedRounding<CareProgramme>[] = [
  {
    programme: null, policy: 'CEILING_TO_TENGE', validFrom: KNOWN_SINCE, validTo: null,
    legalBasis: 'The Code has no rounding rule', source: 'as the benefits of the Social Code', certainty: 'D',
  },
];

/** The longest that a contract runs: nothing is due by it beyond that. */
export const TERMS: readonly DatedProgrammeTerm<CareProgramme>[] = [
  {
    programme: 'PRO_FOSTER', kind: 'CONTRACT', months: 12, validFrom: PROFESSIONAL_SINCE, validTo: null,
    legalBasis: `${FC('132-7(1)')}: six months, extended once by six`, source: 'adilet.zan.kz K1100000518, edition of early 2026', certainty: 'A',
  },
];
