/*
 * Which tier of a programme's rates a case falls into. The tiers are the cases that the articles list; what they are
 * worth on a day is dated data.
 */

/** BIRTH, by birth order (Social Code, 80). */
export const birthTier = (order: number): string => (order >= 4 ? 'ORDER_4_UP' : 'ORDER_1_TO_3');

/** CARE_STATE and the floor of CARE_GFSS, by birth order (82). */
export const careTier = (order: number): string => (order >= 4 ? 'ORDER_4_UP' : `ORDER_${order}`);

/** LARGE_FAM, by the number of children (91); for eight and more the rate is for each of them. */
export const largeFamilyTier = (children: number): string => (children >= 8 ? 'CHILDREN_8_UP' : `CHILDREN_${children}`);

/** SURVIVOR of one lost breadwinner, for all members together (236(3)). */
export const survivorTier = (members: number): string => (members >= 6 ? 'MEMBERS_6_UP' : `MEMBERS_${members}`);

/** DIS_CHILD: under seven no group is set (177(2)). */
export const disabilityTier = (age: number, group: 'I' | 'II' | 'III' | null): string => (age < 7 || group === null ? 'UNDER_7' : `GROUP_${group}`);
