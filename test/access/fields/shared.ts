import type { FieldsPart } from './part.js';

export const shared: FieldsPart = {
  neverShown: [],
  arguments: {},
  classes: {
    Refusal: { object: 'code field message currentVersion' },
    Money: { public: 'amount currency' },
    PageInfo: { public: 'hasNextPage endCursor' },
  },
};
