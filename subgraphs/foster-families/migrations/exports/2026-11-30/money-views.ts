import { column, type ExportColumn, type ExportView } from '../../../../shared/export/export-view.js';
import { month, pseudonym, recorded } from '../../../../shared/export/migration.js';
import { AS_OF_DAY, common, SHIELDED, SHIELDING_RULE } from './children.js';

/** Whom an entitlement pays, and where, would tell where a shielded child lives; who adopted a child, which one it was (art. 102). */
const HIDDEN = `exists (select 1 from care_entitlement_part h join placement p on p.id = h.placement_id where h.entitlement_id = e.id and p.iin in ${SHIELDED})`;
const open = (sql: string): string => `case when ${HIDDEN} then null else ${sql} end`;

const PAYEE = open(pseudonym('coalesce(e.adopter_iin, (select c.iin from carer c where c.id = e.carer_id))'));
const RULE = SHIELDING_RULE.replace('the child', 'one of its children');

const OF_ENTITLEMENT: Readonly<Record<string, ExportColumn>> = {
  entitlement: column('uuid', 'Pseudonym of the entitlement, the same in all views of a snapshot.', pseudonym('e.public_id::text')),
  programme: column('text', 'GUARDIAN, PATRONAGE, FOSTER_FAM, PRO_FOSTER, ADOPTION_ONCE.', 'e.programme'),
  component: column('text', 'CHILD_MONEY, CARER_PAY, BENEFIT.', 'e.component'),
};

export const ENTITLEMENT: ExportView = {
  description: 'What placements make due, as benefits was told last; what was paid is in the views of benefits.',
  from: `care_entitlement e where ${recorded('e.recorded_at')}`,
  columns: {
    ...common(PAYEE, `the payee; null where a body is paid, and ${RULE}`, open('e.region_kato'), `that pays; ${RULE}`, `date_trunc('month', e.recorded_at)`),
    ...OF_ENTITLEMENT,
    body: column('text', `BIN of the guardianship body that decided; ${RULE}.`, open('e.body_bin')),
    since: column('date', 'First day of the month in which it begins.', month('e.valid_from')),
    until: column('date', 'First day of the month of its last day; null where no end is known.', month('(e.valid_to - 1)')),
    end_reason: column('text', 'MAJORITY, CHILD_DIED, PLACEMENT_ENDED; null where no end is known.', 'e.end_reason'),
  },
};

/** Another keep of the same child on the same days. */
const TWICE = `exists (select 1 from care_entitlement_part o join care_entitlement u on u.id = o.entitlement_id join placement x on x.id = o.placement_id
  where x.iin = p.iin and o.entitlement_id <> e.id and u.component = 'CHILD_MONEY' and e.component = 'CHILD_MONEY' and daterange(o.valid_from, o.valid_to) && daterange(t.valid_from, t.valid_to))`;

const beyond = (day: string): string => `coalesce(t.valid_to is null or t.valid_to > ${day}, false) and ${day} is not null and coalesce(t.valid_to, ${AS_OF_DAY}) > ${day}`;

export const ENTITLEMENT_CHILD: ExportView = {
  description: 'Children because of whom something is due, and for which placement. One that an adoption has sealed is not there.',
  from: `care_entitlement_part t join care_entitlement e on e.id = t.entitlement_id join placement p on p.id = t.placement_id left join known_child k on k.iin = p.iin where p.sealed_on is null and ${recorded('t.recorded_at')}`,
  columns: {
    ...common(pseudonym('p.iin'), 'the child', open('e.region_kato'), `that pays; ${RULE}`, `date_trunc('month', t.recorded_at)`),
    ...OF_ENTITLEMENT,
    payee: column('uuid', `Pseudonym of the payee; null where a body is paid, and ${RULE}.`, PAYEE),
    placement: column('uuid', 'Pseudonym of the placement.', pseudonym('p.public_id::text')),
    form: column('text', 'Its form.', 'p.form'),
    since: column('date', 'First day of the month in which it counts first.', month('t.valid_from')),
    until: column('date', 'First day of the month of the last day on which it counts; null where no end is known.', month('(t.valid_to - 1)')),
    before_placement: column('boolean', 'Whether it counts from a day before the placement.', 't.valid_from < p.valid_from'),
    after_end: column('boolean', 'Whether it counts on days after the placement\'s end.', beyond('p.valid_to')),
    after_majority: column('boolean', 'Whether it counts on days from the 18th birthday on.', beyond(`(k.birth_date + interval '18 years' + case when to_char(k.birth_date, 'MMDD') = '0229' then interval '1 day' else interval '0' end)::date`)),
    after_death: column('boolean', 'Whether it counts on days after the month of the child\'s death.', beyond(`(date_trunc('month', k.died_on) + interval '1 month')::date`)),
    twice: column('boolean', 'Whether the child\'s keep is due a second time on some of these days, in whatever form and to whomever.', TWICE),
  },
};

export const ENTITLEMENT_AMOUNT: ExportView = {
  description: 'What an entitlement comes to, a row for each index: what stands now, for each day.',
  from: `care_entitlement_amount a join care_entitlement e on e.id = a.entitlement_id
    left join index_parameter i on i.parameter = 'MCI' and i.valid_from <= a.valid_from and (i.valid_to is null or i.valid_to > a.valid_from) where ${recorded('a.recorded_at')}`,
  columns: {
    ...common(PAYEE, `the payee; null where a body is paid, and ${RULE}`, open('e.region_kato'), `that pays; ${RULE}`, `date_trunc('month', a.recorded_at)`),
    ...OF_ENTITLEMENT,
    valid_from: column('date', 'First day of the month from whose course it holds.', month('a.valid_from')),
    valid_to: column('date', 'First day of the month of the last day; null while it holds.', month('(a.valid_to - 1)')),
    tier: column('text', `Which case of the programme's rates; ${RULE}.`, open('a.tier')),
    exact: column('numeric', `A month's amount before rounding, KZT; ${RULE}.`, open('a.exact')),
    amount: column('numeric', `A month's amount, KZT; ${RULE}.`, open('a.amount')),
    mci: column('numeric', 'The monthly calculation index of its first day, KZT.', 'i.amount'),
    coefficient: column('numeric', `How many times the index the amount before rounding is, four places; ${RULE}.`, open('round(a.exact / i.amount, 4)')),
    rule_version: column('text', 'Rate that it was computed by.', 'a.rule_version'),
  },
};
