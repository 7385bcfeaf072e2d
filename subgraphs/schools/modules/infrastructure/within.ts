/** Of what something is counted: the country, a region or a district, by KATO code. */
export type CountedPlace = 'country' | { readonly region: string } | { readonly district: string };

/** Whether what is counted in a district stands in a place. */
export const isWithin = (place: CountedPlace, { region, district }: { readonly region: string; readonly district: string }): boolean =>
  place === 'country' || ('region' in place ? place.region === region : place.district === district);
