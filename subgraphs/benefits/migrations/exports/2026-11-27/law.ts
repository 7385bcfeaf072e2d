/** What holds on a day, of the table under an alias. */
export const holds = (row: string, day: string): string => `${row}.valid_from <= ${day} and (${row}.valid_to is null or ${row}.valid_to > ${day})`;

/** Weekdays from a Monday long ago to a day. */
const weekdays = (day: string): string => `((${day} - date '1900-01-01') / 7 * 5 + least((${day} - date '1900-01-01') % 7, 4))`;

/** Weekdays from the day after one day to another. */
export const weekdaysBetween = (from: string, to: string): string => `${weekdays(to)} - ${weekdays(from)}`;

/** The law's amount of the tier `x.tier` on a day, for an award `a`: coefficient × index, for all members where it is for each child, at most the tier's limit. */
export const byRates = (day: string): string => `(select ceil(least(r.coefficient * case r.per when 'CHILD' then
    (select count(*) from benefit_award_child m where m.award_id = a.id and m.since <= ${day} and (m.until is null or m.until >= ${day})) else 1 end,
    (select l.coefficient from programme_rate l where l.programme = r.programme and l.tier = r.tier || '_CAP' and ${holds('l', day)})) * i.amount)
  from programme_rate r join index_parameter i on i.parameter = r.base and ${holds('i', day)}
  where r.programme = a.programme and r.tier = x.tier and ${holds('r', day)})`;
