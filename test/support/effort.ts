/** What has the tests look at everything, as `npm run soak -- matrix` does; without it they look at each decision once. */
export const EXHAUSTIVE = 'BALAGRAPH_TEST_EXHAUSTIVELY';

/** Whether every combination is to be tried, and not each decision once. */
export const isExhaustive = (): boolean => process.env[EXHAUSTIVE] === 'yes';
