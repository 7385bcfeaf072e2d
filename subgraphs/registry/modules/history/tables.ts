import type { ParentageBasis, ParentRole } from '../family/family.type.js';
import type { LifeStatusCode } from '../person/life-status.type.js';
import type { FactTable } from './fact-table.js';

/* The dated facts that mutations change, as their tables have them. */

export interface CitizenshipFact {
  readonly country: string;
}
export const CITIZENSHIP: FactTable<CitizenshipFact> = { name: 'citizenship', columns: { country: 'country' } };

export interface ResidenceFact {
  readonly regionKato: string;
  readonly districtKato: string;
  readonly address: string;
}
export const RESIDENCE: FactTable<ResidenceFact> = { name: 'residence', columns: { regionKato: 'region_kato', districtKato: 'district_kato', address: 'address' } };

export interface LifeStatusFact {
  readonly status: Exclude<LifeStatusCode, 'ALIVE'>;
}
export const LIFE_STATUS: FactTable<LifeStatusFact> = { name: 'life_status', columns: { status: 'status' } };

export interface ParentageFact {
  readonly parentIin: string;
  readonly role: ParentRole;
  readonly basis: ParentageBasis;
}
export const PARENTAGE: FactTable<ParentageFact> = { name: 'parentage', columns: { parentIin: 'parent_iin', role: 'role', basis: 'basis' } };

export interface RightsFact {
  readonly parentIin: string;
  readonly status: 'LIMITED' | 'DEPRIVED';
}
export const PARENTAL_RIGHT: FactTable<RightsFact> = { name: 'parental_right', columns: { parentIin: 'parent_iin', status: 'status' } };

/** Each spouse's own; the other's record has the same. */
export interface MarriageFact {
  readonly spouseIin: string;
}
export const MARRIAGE: FactTable<MarriageFact> = { name: 'marriage', columns: { spouseIin: 'spouse_iin' } };
