import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Viewer } from '../../../shared/access/viewer.js';
import { decideGrant, type AccessFacts } from './relation.js';

const CHILD = '150601900015';
const MOTHER = '900101900018';
const TODAY = '2026-11-22';
const CASE = { purpose: 'AUDIT_CASE', caseNumber: 'GA-7/2026' } as const;

const viewer = (change: Partial<Viewer>): Viewer => ({
  subject: 's',
  role: 'citizen',
  client: 'c',
  iin: null,
  organisation: null,
  regions: [],
  scopes: [],
  documents: 'trusted',
  ...change,
});

const facts = (change: Partial<AccessFacts> = {}): AccessFacts => ({
  iin: CHILD,
  birthDate: '2015-06-01',
  isChild: true,
  residences: [
    { validFrom: '2015-06-01', validTo: '2020-01-01', regionKato: '710000000' },
    { validFrom: '2020-01-01', validTo: null, regionKato: '750000000' },
  ],
  parents: [{ parentIin: MOTHER, validFrom: '2015-06-01', validTo: null }],
  rights: [],
  guardianships: [],
  marriages: [],
  restrictions: [],
  ownRelative: false,
  approvals: [],
  identified: false,
  ...change,
});

const mother = viewer({ iin: MOTHER });
const open = (who: Viewer, what: AccessFacts, day = TODAY): string | null => decideGrant(who, what, day)?.relation ?? null;

describe('parents and representatives', () => {
  it('opens the record to a parent until the child is 18', () => {
    expect(open(mother, facts())).toBe('PARENT');
    expect(open(mother, facts(), '2033-05-31')).toBe('PARENT');
    expect(open(mother, facts(), '2033-06-01')).toBeNull();
  });

  it('closes it to a deprived parent and narrows it to a limited one, for the period of the decision', () => {
    const rights = (status: string) => facts({ rights: [{ parentIin: MOTHER, status, validFrom: '2026-01-01', validTo: '2026-12-01' }] });
    expect(open(mother, rights('DEPRIVED'))).toBeNull();
    expect(decideGrant(mother, rights('LIMITED'), TODAY)?.classes).toEqual(['identity']);
    expect(open(mother, rights('DEPRIVED'), '2026-12-01')).toBe('PARENT');
  });

  it('is nothing to somebody else, or after an ended parentage', () => {
    expect(open(viewer({ iin: '800101900011' }), facts())).toBeNull();
    expect(open(mother, facts({ parents: [{ parentIin: MOTHER, validFrom: '2015-06-01', validTo: '2025-01-01' }] }))).toBeNull();
    expect(open(viewer({ iin: null }), facts())).toBeNull();
  });

  it('represents by form: a guest host never, a professional carer without the birth family', () => {
    const by = (form: string) => facts({ parents: [], guardianships: [{ representativeIin: MOTHER, form, validFrom: '2026-01-01', validTo: null }] });
    expect(open(mother, by('GUARDIANSHIP'))).toBe('REPRESENTATIVE');
    for (const form of ['GUEST', 'INSTITUTION']) expect(open(mother, by(form))).toBeNull();
    const classes = decideGrant(mother, by('PROFESSIONAL_FOSTER'), TODAY)?.classes;
    expect(classes).not.toContain('family');
    expect(classes).not.toContain('contacts');
    for (const forms of [['GUARDIANSHIP', 'PROFESSIONAL_FOSTER'], ['PROFESSIONAL_FOSTER', 'GUARDIANSHIP']]) {
      const both = facts({ parents: [], guardianships: forms.map((form) => ({ representativeIin: MOTHER, form, validFrom: '2026-01-01', validTo: null })) });
      expect(decideGrant(mother, both, TODAY)).toMatchObject({ classes, mayDraw: false });
    }
  });

  it('takes and gives nothing away when a guardian becomes a trustee, and ends at 18', () => {
    const period = { representativeIin: MOTHER, validTo: null };
    const guarded = facts({ parents: [], guardianships: [{ ...period, form: 'GUARDIANSHIP', validFrom: '2016-01-01' }] });
    for (const day of ['2029-05-31', '2029-06-01', '2033-05-31']) expect(decideGrant(mother, guarded, day)).toEqual(decideGrant(mother, guarded, TODAY));
    expect(open(mother, guarded, '2033-06-01')).toBeNull();
  });

  it('goes over to the next guardian on the day of the act', () => {
    const other = '800101900011';
    const replaced = facts({ parents: [], guardianships: [
      { representativeIin: MOTHER, form: 'GUARDIANSHIP', validFrom: '2020-01-01', validTo: '2026-03-01' },
      { representativeIin: other, form: 'GUARDIANSHIP', validFrom: '2026-03-01', validTo: null },
    ] });
    expect([open(mother, replaced, '2026-02-28'), open(viewer({ iin: other }), replaced, '2026-02-28')]).toEqual(['REPRESENTATIVE', null]);
    expect([open(mother, replaced, '2026-03-01'), open(viewer({ iin: other }), replaced, '2026-03-01')]).toEqual([null, 'REPRESENTATIVE']);
  });

  it('ends for parents and representatives on the day of the child\'s marriage, also when that ends', () => {
    const guardianships = [{ representativeIin: '800101900011', form: 'TRUSTEESHIP', validFrom: '2026-01-01', validTo: null }];
    for (const validTo of [null, '2032-01-01']) {
      const married = facts({ guardianships, marriages: [{ validFrom: '2031-09-01', validTo }] });
      for (const iin of [MOTHER, '800101900011']) {
        expect(open(viewer({ iin }), married, '2031-08-31')).not.toBeNull();
        for (const day of ['2031-09-01', '2032-06-01']) expect(open(viewer({ iin }), married, day)).toBeNull();
      }
      expect(open(viewer({ iin: CHILD }), married, '2031-09-01')).toBe('SELF');
    }
  });

  it('lets draw on accounts who acts with full rights, a professional carer never, the child once of age', () => {
    const draws = (who: Viewer, what: AccessFacts, day = TODAY) => decideGrant(who, what, day)?.mayDraw;
    const by = (form: string) => facts({ parents: [], guardianships: [{ representativeIin: MOTHER, form, validFrom: '2026-01-01', validTo: null }] });
    expect([draws(mother, facts()), draws(mother, by('GUARDIANSHIP')), draws(mother, by('PROFESSIONAL_FOSTER'))]).toEqual([true, true, false]);
    expect(draws(mother, facts({ rights: [{ parentIin: MOTHER, status: 'LIMITED', validFrom: '2026-01-01', validTo: null }] }))).toBe(false);
    const self = viewer({ iin: CHILD });
    expect([draws(self, facts(), '2031-06-01'), draws(self, facts({ marriages: [{ validFrom: '2031-09-01', validTo: null }] }), '2031-09-01'), draws(self, facts(), '2033-06-01')]).toEqual([false, true, true]);
    expect(draws(viewer({ role: 'caseworker', regions: ['*'] }), facts())).toBe(false);
  });

  it('opens a child\'s own record at 16', () => {
    const self = viewer({ iin: CHILD });
    expect(open(self, facts(), '2031-05-31')).toBeNull();
    expect(open(self, facts(), '2031-06-01')).toBe('SELF');
  });
});

describe('officials', () => {
  const caseworker = (...regions: string[]) => viewer({ role: 'caseworker', regions });

  it('goes by where the child lives that day', () => {
    expect(open(caseworker('750000000'), facts())).toBe('CASEWORKER');
    expect(open(caseworker('710000000'), facts())).toBeNull();
    expect(open(caseworker('710000000'), facts(), '2019-12-31')).toBe('CASEWORKER');
    expect(open(caseworker('*'), facts())).toBe('CASEWORKER');
    expect(open(caseworker(), facts())).toBeNull();
  });

  it('leaves those who emigrated or died with the region they last lived in', () => {
    expect(open(caseworker('750000000'), facts({ residences: [{ validFrom: '2015-06-01', validTo: '2021-01-01', regionKato: '750000000' }] }))).toBe('CASEWORKER');
  });

  it('limits a regional body of a ministry to its region, shielded children included', () => {
    const body = viewer({ role: 'ministry:foster-families', regions: ['710000000'] });
    expect(open(body, facts())).toBeNull();
    expect(open(viewer({ role: 'ministry:foster-families', regions: ['750000000'] }), facts())).toBe('MINISTRY');
    expect(open(viewer({ role: 'ministry:foster-families', regions: ['*'] }), facts({ residences: [] }))).toBe('MINISTRY');
  });

  it('closes to every official their own record and their relatives\', in whatever region, until a second person has agreed', () => {
    const own = facts({ ownRelative: true });
    for (const role of ['caseworker', 'ombudsman', 'auditor', 'ministry:benefits', 'ministry:registry', 'operator'] as const) {
      for (const regions of [['*'], []]) expect(decideGrant(viewer({ role, regions }), own, TODAY, CASE)).toEqual({ relation: 'OWN_RELATIVE', classes: [], restricted: false, mayDraw: false });
    }
    const agreed = facts({ ownRelative: true, approvals: ['OWN_RELATIVE'] });
    expect(decideGrant(caseworker('*'), agreed, TODAY)).toEqual(decideGrant(caseworker('*'), facts(), TODAY));
    expect(open(caseworker('710000000'), agreed)).toBeNull();
    expect(open(viewer({ role: 'operator', regions: ['*'] }), agreed)).toBeNull();
    expect(open(caseworker('*'), facts({ ownRelative: true, approvals: ['BREAK_GLASS'] }))).toBe('OWN_RELATIVE');
    expect(open(mother, own)).toBe('PARENT');
  });

  it('opens one child to an auditor with a case, in the regions of the token', () => {
    const auditor = viewer({ role: 'auditor', regions: ['*'] });
    expect(decideGrant(auditor, facts(), TODAY, CASE)).toMatchObject({ relation: 'AUDITOR', classes: ['identity', 'family', 'benefits', 'savings', 'care', 'education'] });
    expect(decideGrant(auditor, facts(), TODAY, { ...CASE, caseNumber: null })).toBeNull();
    expect(decideGrant(auditor, facts(), TODAY, { ...CASE, purpose: 'AUDIT_ANALYSIS' })).toBeNull();
    expect(decideGrant(auditor, facts({ isChild: false }), TODAY, CASE)).toBeNull();
    expect(decideGrant({ ...auditor, regions: ['710000000'] }, facts(), TODAY, CASE)).toBeNull();
    const shielded = facts({ restrictions: [{ validFrom: '2026-10-01', validTo: null }] });
    expect(decideGrant(auditor, shielded, TODAY, CASE)?.restricted).toBe(true);
  });

  it('opens in an emergency fewer classes, of a child, and never the place of a shielded one', () => {
    const opened = { approvals: ['BREAK_GLASS' as const] };
    expect(decideGrant(caseworker(), facts(opened), TODAY)).toMatchObject({ relation: 'BREAK_GLASS', classes: ['identity', 'family', 'benefits', 'care', 'education'], restricted: false });
    expect(decideGrant(viewer({ role: 'ombudsman' }), facts(opened), TODAY)?.classes).toEqual(['identity', 'family', 'care', 'education']);
    expect(decideGrant(caseworker(), facts({ ...opened, restrictions: [{ validFrom: '2026-10-01', validTo: null }] }), TODAY)?.restricted).toBe(true);
    expect(decideGrant(caseworker(), facts({ ...opened, isChild: false }), TODAY)).toBeNull();
    for (const role of ['auditor', 'operator', 'ministry:savings'] as const) expect(open(viewer({ role, regions: ['710000000'] }), facts(opened))).toBeNull();
    expect(open(caseworker('750000000'), facts(opened))).toBe('CASEWORKER');
  });

  it('gives a ministry its own class, and an auditor or operator nothing', () => {
    expect(decideGrant(viewer({ role: 'ministry:savings' }), facts(), TODAY)?.classes).toEqual(['identity', 'savings']);
    for (const role of ['auditor', 'operator'] as const) expect(open(viewer({ role, regions: ['*'] }), facts())).toBeNull();
  });
});

describe('shielding', () => {
  const shielded = { restrictions: [{ validFrom: '2026-10-01', validTo: null }] };

  it('leaves those of the region responsible where the child lived before the shielding, and makes no others so', () => {
    const moved = facts({ restrictions: [{ validFrom: '2020-01-01', validTo: null }] });
    for (const role of ['caseworker', 'ombudsman', 'ministry:registry', 'ministry:schools'] as const) {
      expect(open(viewer({ role, regions: ['710000000'] }), moved)).not.toBeNull();
      expect(open(viewer({ role, regions: ['750000000'] }), moved)).toBeNull();
    }
    const [before, now] = [viewer({ role: 'ministry:foster-families', regions: ['710000000'] }), viewer({ role: 'ministry:foster-families', regions: ['750000000'] })];
    expect([open(before, moved), open(now, moved)]).toEqual([null, 'MINISTRY']);
    expect(open(viewer({ role: 'caseworker', regions: ['750000000'] }), moved, '2019-12-31')).toBeNull();
  });

  it('goes by the first of shieldings that follow one another, by the last where there was a day between', () => {
    const twice = (validTo: string) => facts({ restrictions: [{ validFrom: '2019-06-01', validTo }, { validFrom: '2026-10-01', validTo: null }] });
    const responsible = (what: AccessFacts) => ['710000000', '750000000'].filter((region) => open(viewer({ role: 'caseworker', regions: [region] }), what) !== null);
    expect(responsible(twice('2026-10-01'))).toEqual(['710000000']);
    expect(responsible(twice('2026-11-01'))).toEqual(['710000000']);
    expect(responsible(twice('2026-09-30'))).toEqual(['750000000']);
  });

  it('restricts everybody but the child, the representative and the placing authority', () => {
    expect(decideGrant(mother, facts(shielded), TODAY)?.restricted).toBe(true);
    expect(decideGrant(viewer({ role: 'caseworker', regions: ['750000000'] }), facts(shielded), TODAY)?.restricted).toBe(true);
    expect(decideGrant(viewer({ role: 'ministry:benefits' }), facts(shielded), TODAY)?.restricted).toBe(true);
    expect(decideGrant(viewer({ role: 'ministry:foster-families' }), facts(shielded), TODAY)?.restricted).toBe(false);
    const carer = facts({ ...shielded, guardianships: [{ representativeIin: MOTHER, form: 'FOSTER_FAMILY', validFrom: '2026-10-01', validTo: null }], parents: [] });
    expect(decideGrant(mother, carer, TODAY)?.restricted).toBe(false);
    expect(decideGrant(mother, facts(shielded), '2026-09-30')?.restricted).toBe(false);
  });
});

it('never opens a record to a citizen without a dated tie to the child', () => {
  const day = fc.date({ min: new Date('2000-01-01'), max: new Date('2040-01-01'), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10));
  const period = fc.tuple(day, fc.option(day)).map(([validFrom, validTo]) => ({ validFrom, validTo }));
  fc.assert(
    fc.property(fc.array(period), fc.array(period), day, (parents, guardianships, today) => {
      const who = '800101900011';
      const tied = [...parents, ...guardianships].some(({ validFrom, validTo }) => validFrom <= today && (validTo === null || today < validTo));
      const grant = decideGrant(
        viewer({ iin: who }),
        facts({
          parents: parents.map((one) => ({ ...one, parentIin: who })),
          guardianships: guardianships.map((one) => ({ ...one, representativeIin: who, form: 'GUARDIANSHIP' })),
        }),
        today,
      );
      return grant === null || (tied && today < '2033-06-01');
    }),
  );
});
