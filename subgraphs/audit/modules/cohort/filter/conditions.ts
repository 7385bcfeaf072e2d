import { all, among, known, type Bound } from './bound.js';
import type {
  CohortBenefitFilter,
  CohortCareFilter,
  CohortChildFilter,
  CohortGuardianshipFilter,
  CohortRightsFilter,
  CohortSavingsFilter,
  CohortSchoolingFilter,
} from './cohort-filter.type.js';

/*
 * Conditions as SQL of DuckDB about `c`, a row of `registry.civil_child`. Facts of other programmes are looked up by pseudonym, so that a
 * child counts once however many rows it has there.
 */

/** What every condition is about besides its own values. */
export interface Asked {
  readonly bound: Bound;
  /** Day of the snapshot in Kazakhstan. */
  readonly day: string;
}

/** Whole years on the last day of the snapshot's month: births are months. */
export const ageOn = (month: string): string => `date_diff('month', c.born, ${month}) // 12`;

export function childSql({ bound, day }: Asked, { regions, ageFrom, ageTo, sex, born, died, citizen, resident }: CohortChildFilter): string {
  const age = (compare: string, years: number | null | undefined): string => (years == null ? 'true' : `${ageOn(bound.month(day))} ${compare} ${bound.put(years, 'integer')}`);
  return known(all([
    bound.oneOf('c.region', regions),
    age('>=', ageFrom),
    age('<=', ageTo),
    bound.oneOf('c.sex', sex == null ? null : [sex]),
    bound.within('c.born', born),
    bound.is('(c.died is not null)', died),
    bound.is('c.citizen', citizen),
    bound.is('c.resident', resident),
  ]));
}

const ofAwards = (view: string, condition: string): string => (condition === 'true' ? 'true' : `x.award in (select y.award from benefits.${view} y where ${condition})`);

export function benefitSql({ bound }: Asked, { programmes, months, paidFor, tiers, endReasons }: CohortBenefitFilter): string {
  const tier = tiers == null ? 'true' : all([bound.oneOf('y.tier', tiers), bound.overlap('y.valid_from', 'y.valid_to', 'BEFORE_DAY', months)]);
  const paid = paidFor == null ? 'true' : `(x.award, x.subject) in (select (y.award, y.subject) from benefits.benefit_payment_child y where y.subject is not null and y.state = 'PAID' and y.member and ${bound.within('y.month', paidFor)})`;
  return among('benefits.benefit_award_child x', all([
    'not x.never_due',
    bound.oneOf('x.programme', programmes),
    bound.overlap('x.since', 'x.until', 'IN_MONTH', months),
    ofAwards('benefit_award_amount', tier),
    ofAwards('benefit_award', bound.oneOf('y.end_reason', endReasons)),
    paid,
  ]), 'x.subject');
}

const HOLDINGS = '(select subject, balance from savings.savings_claim where closed_on is null union all select subject, balance from savings.savings_account) x';

export function savingsSql({ bound }: Asked, { onListOf, missedIn, claim, balanceFrom, balanceTo, payouts, payoutMonths }: CohortSavingsFilter): string {
  const dollars = (compare: string, amount: { toFixed(): string } | null | undefined): string => (amount == null ? 'true' : `x.balance ${compare} ${bound.put(amount.toFixed(), 'decimal(18,6)')}`);
  const lasting = among('savings.savings_claim x', 'x.closed_on is null', 'x.subject');
  const parts = [
    onListOf == null ? 'true' : among('savings.savings_year x', all(['x.on_list', bound.oneOf('x.reporting_year', onListOf, 'integer')]), 'x.subject'),
    missedIn == null ? 'true' : among('savings.savings_year x', all(['x.missed', bound.oneOf('x.reporting_year', missedIn, 'integer')]), 'x.subject'),
    claim == null ? 'true' : claim ? lasting : `not ${lasting}`,
    balanceFrom == null && balanceTo == null ? 'true' : among(HOLDINGS, all([dollars('>=', balanceFrom), dollars('<=', balanceTo)]), 'x.subject'),
    payouts == null && payoutMonths == null ? 'true' : among('savings.savings_payout x', all([bound.oneOf('x.state', payouts), bound.within('x.submitted_on', payoutMonths)]), 'x.subject'),
  ];
  const said = all(parts);
  return said === 'true' ? among('savings.savings_participant x', 'true', 'x.subject') : said;
}

export const careSql = ({ bound }: Asked, { forms, months, cameBack, institution }: CohortCareFilter): string =>
  among('foster_families.care_placement x', all([
    bound.oneOf('x.form', forms),
    bound.overlap('x.since', 'x.until', 'BEFORE_DAY', months),
    bound.is('x.came_back', cameBack),
    bound.oneOf('x.institution', institution == null ? null : [institution]),
  ]), 'x.subject');

const LAST_ROLL = 'select y.school from schools.school_roll y where y.three_shift and y.school_year = (select max(school_year) from schools.school_roll)';

const atSuch = (schools: string, wanted: boolean | null | undefined): string =>
  wanted == null ? 'true' : all(['x.school is not null', `x.school ${wanted ? 'in' : 'not in'} (${schools})`]);

export const schoolingSql = ({ bound }: Asked, { months, classFrom, classTo, shifts, languages, threeShift, emergency }: CohortSchoolingFilter): string =>
  among('schools.school_enrolment x', all([
    bound.overlap('x.since', 'x.until', 'BEFORE_DAY', months),
    classFrom == null ? 'true' : `x.class_number >= ${bound.put(classFrom, 'integer')}`,
    classTo == null ? 'true' : `x.class_number <= ${bound.put(classTo, 'integer')}`,
    bound.oneOf('x.shift', shifts, 'integer'),
    bound.oneOf('x.language', languages),
    atSuch(LAST_ROLL, threeShift),
    atSuch('select y.school from schools.school y where y.emergency', emergency),
  ]), 'x.subject');

/** On a roll on the snapshot's day. */
export const enrolledSql = ({ bound, day }: Asked): string => {
  const on = bound.put(day, 'date');
  return among('schools.school_enrolment x', `x.since <= ${on} and (x.until is null or x.until > ${on})`, 'x.subject');
};

export function withoutPlaceSql(asked: Asked, wanted: boolean): string {
  const waits = among('schools.school_application x', `(x.state = 'WAITING' or x.state = 'REFUSED' and x.reason = 'NO_PLACE')`, 'x.subject');
  const without = `(${waits} and not ${enrolledSql(asked)})`;
  return wanted ? without : `not ${without}`;
}

export const rightsSql = ({ bound }: Asked, { statuses, months }: CohortRightsFilter): string =>
  among('registry.civil_parental_right x', all([bound.oneOf('x.status', statuses), bound.overlap('x.since', 'x.until', 'IN_MONTH', months)]), 'x.subject');

export const guardianshipSql = ({ bound }: Asked, { forms, months }: CohortGuardianshipFilter): string =>
  among('registry.civil_guardianship x', all([bound.oneOf('x.form', forms), bound.overlap('x.since', 'x.until', 'IN_MONTH', months)]), 'x.subject');
