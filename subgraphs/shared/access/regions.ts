import type { Viewer } from './viewer.js';

/**
 * Regions whose rows the register path shows. An official of the programme's own ministry without regions in the token
 * works for the whole country (its committee or central staff); with regions, for those (a guardianship body, an
 * akimat). Everybody else has the regions of the token and no more.
 */
export const registerRegions = ({ role, regions }: Viewer): readonly string[] =>
  role.startsWith('ministry:') && regions.length === 0 ? ['*'] : regions;
