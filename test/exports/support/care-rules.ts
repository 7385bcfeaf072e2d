/** Days under three in an institution that nobody asks about; no act sets a number. */
const DAYS_UNDER_THREE = 30;

/** Coefficients of the index by part of a programme; a ward's own means lower a guardian's allowance. */
const COEFFICIENTS = `(values ('GUARDIAN', 'CHILD_MONEY', 10), ('PATRONAGE', 'CARER_PAY', 35), ('FOSTER_FAM', 'CHILD_MONEY', 10), ('PRO_FOSTER', 'CHILD_MONEY', 10), ('PRO_FOSTER', 'CARER_PAY', 75), ('ADOPTION_ONCE', 'BENEFIT', 75)) rate (programme, component, coefficient)`;

/** Rules over children in care by what they find, each in the views of foster-families alone; each names a person, or a family or body. */
export const CARE_RULES = {
  'F01: two placements at a time': 'select subject::text as name from audit_export.care_placement where with_another',
  'F02: more children than the law allows': 'select family::text as name from audit_export.care_family where counted > most',
  'F03: a professional carer outside of 30 to 63': `select subject::text as name from audit_export.care_placement_carer where form = 'PROFESSIONAL_FOSTER' and age not between 30 and 63`,
  'F04: no certificate before the contract': `select subject::text as name from audit_export.care_placement_carer where not certified and not close_relative and not (relative and form in ('GUARDIANSHIP', 'TRUSTEESHIP'))`,
  'F05: siblings apart without a reason': 'select subject::text as name from audit_export.care_sibling where apart and reason is null',
  'F06: a contract past its term': `select subject::text as name from audit_export.care_placement where form = 'PROFESSIONAL_FOSTER' and (past_term or beyond_law)`,
  'F07: the primary record, or the hospital, too long': 'select subject::text as name from audit_export.care_need where primary_late or hospital_late',
  'F07: a placement recorded late': 'select subject::text as name from audit_export.care_placement where recorded_working_days > 1',
  'F08: a report late or missing': 'select subject::text as name from audit_export.care_report where lasts and days_late > 0',
  'F09: not visited, never unannounced, or never seen alone': `select subject::text as name from audit_export.care_placement
    where visit_overdue or (until is null and form not in ('INSTITUTION', 'GUEST') and not of_age and months >= 12 and 0 in (unannounced_visits, seen_alone))`,
  'F10: due after the end, or twice': 'select subject::text as name from audit_export.care_entitlement_child where before_placement or after_end or after_majority or after_death or twice',
  'F11: another amount than coefficient × index': `select entitlement::text as name from audit_export.care_entitlement_amount a join ${COEFFICIENTS} using (programme, component)
    where a.coefficient <> rate.coefficient and not (programme = 'GUARDIAN' and a.coefficient < rate.coefficient)`,
  'F12: convicted, prosecuted, registered, barred or dead, with children': `select subject::text as name from audit_export.care_carer
    where children > 0 and until is null and (convicted or prosecuted or on_register or unsuitable or died is not null)`,
  'F12: a dead child in placement': 'select subject::text as name from audit_export.care_placement where after_death',
  'F13: the yearly check is missing': 'select subject::text as name from audit_export.care_carer where check_missing',
  'F15: an adopter less than sixteen years older, without a court\'s word': 'select subject::text as name from audit_export.care_entitlement where age_gap_short',
  'F16: under three in an institution': `select subject::text as name from audit_export.care_placement where days_under_three > ${DAYS_UNDER_THREE}`,
  'F17: came back, and nothing followed': 'select subject::text as name from audit_export.care_placement where came_back and not (followed_up and carers_reviewed)',
  'F18: neither housing nor in the queue for it': `select subject::text as name from audit_export.care_ward_right where asked = 'HOUSING' and missing`,
  'F18: alimony not pursued': `select subject::text as name from audit_export.care_ward_right where asked = 'ALIMONY' and missing`,
  'F19: more children to a specialist than the norm allows': 'select district as name from audit_export.care_staffing where filled_short',
} as const;

/** Rules that take another programme's views, given as rows: who is whose relative (registry), and who is on the savings list. */
export const JOINED_RULES = {
  /** A suitable relative was on record, and the child went to somebody else. */
  F14: (kin: string) => `select distinct t.child::text as name from audit_export.care_placement_carer t join (${kin}) kin (child, relative) on kin.child = t.child
    join audit_export.care_decision d on d.subject = kin.relative and d.suitable join audit_export.care_placement p using (placement)
   where d.decided_on <= p.since and not exists (select 1 from (${kin}) own (child, relative) where own.child = t.child and own.relative = t.subject)`,
  F20: (listed: string) => `select subject::text as name from audit_export.care_placement where until is null and subject not in (${listed})`,
} as const;
