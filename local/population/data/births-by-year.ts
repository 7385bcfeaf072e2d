/**
 * Live births of Kazakhstan by year, thousands: the shape of the child population. 2008 is the published 356,613
 * (births of 2008 in the savings list); the others are the Bureau of National Statistics' series from memory, 2026 a
 * guess at the yearly pace. For demonstration only: no figure may be quoted from here.
 */
export const BIRTHS_BY_YEAR: readonly (readonly [number, number])[] = [
  [2006, 302], [2007, 322], [2008, 357], [2009, 357], [2010, 368], [2011, 373], [2012, 381], [2013, 387], [2014, 399],
  [2015, 399], [2016, 401], [2017, 390], [2018, 398], [2019, 402], [2020, 427], [2021, 447], [2022, 404], [2023, 388],
  [2024, 366], [2025, 341], [2026, 325],
];
