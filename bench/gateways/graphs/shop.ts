import { byKey, type StaticGraph } from './graph.js';

/*
 * The graph that gateways are usually compared on: accounts, products, reviews, inventory, with `@provides` and `@requires`.
 * How much there is of it makes the heavy query's answer about 87 kB.
 */

interface User {
  readonly id: string;
  readonly name: string;
  readonly username: string;
  readonly birthday: number;
  readonly reviews: Review[];
  readonly numberOfReviews: number;
}

interface Product {
  readonly upc: string;
  readonly name: string;
  readonly price: number;
  readonly weight: number;
  readonly inStock: boolean;
  readonly shippingEstimate: number;
  readonly reviews: Review[];
}

interface Review {
  readonly id: string;
  readonly body: string;
  readonly author: User;
  readonly product: Product;
}

const USERS = ['Aruzhan Serik', 'Dias Nurlan', 'Madina Bolat', 'Timur Askar', 'Aigerim Kanat', 'Sanzhar Erlan'];
const THINGS = ['Table', 'Couch', 'Glass', 'Chair', 'Lamp', 'Shelf', 'Carpet', 'Mirror', 'Stool', 'Clock'];
const PRODUCTS = 100;
/** Author and product of each review, by their place in the lists. */
const REVIEWS = [[0, 0], [0, 1], [1, 0], [1, 2], [2, 1], [2, 3], [3, 4], [3, 2], [4, 3], [4, 0], [5, 4]] as const;
/** As long as people write when they write at all. */
const WORDS = `${'The delivery came on the day agreed, the parts fitted at once, and after a month of daily use there is nothing to complain of but the colour. '.repeat(4)}I have told the neighbours, who have ordered two.`;
const FREE_FROM = 1_000;

const shippingEstimate = (price: number, weight: number): number => (price > FREE_FROM ? 0 : Math.round(weight / 2));

function makeProduct(_: unknown, i: number): Product {
  const [price, weight] = [(i * 137) % 1_500 + 20, (i * 53) % 900 + 10];
  return { upc: String(i + 1), name: `${THINGS[i % THINGS.length]} ${i + 1}`, price, weight, inStock: i % 3 !== 0, shippingEstimate: shippingEstimate(price, weight), reviews: [] };
}

function makeUser(name: string, i: number): User {
  const own = REVIEWS.filter(([author]) => author === i).length;
  return { id: String(i + 1), name, username: name.toLowerCase().replace(' ', '.'), birthday: 1980 + i, reviews: [], numberOfReviews: own };
}

const products = Array.from({ length: PRODUCTS }, makeProduct);
const users = USERS.map(makeUser);

function at<T>(list: readonly T[], index: number): T {
  const found = list[index];
  if (found === undefined) throw new Error(`nothing at ${index}`);
  return found;
}

const reviews = REVIEWS.map(([author, product], i): Review => {
  const review = { id: String(i + 1), body: `${i + 1}. ${WORDS}`, author: at(users, author), product: at(products, product) };
  review.author.reviews.push(review);
  review.product.reviews.push(review);
  return review;
});

const user = byKey(users, ({ id }) => id);
const product = byKey(products, ({ upc }) => upc);
const review = byKey(reviews, ({ id }) => id);

const me = (): User => at(users, 0);
const topProducts = ({ first }: { first: number }): readonly Product[] => products.slice(0, first);

const ofUser = { __resolveReference: ({ id }: User) => user(id) };
const ofProduct = { __resolveReference: ({ upc }: Product) => product(upc) };

export const SHOP: StaticGraph = {
  name: 'shop',
  whole: { me, users, topProducts },
  subgraphs: [
    {
      name: 'accounts',
      typeDefs: `
        extend type Query { me: User users: [User] }
        type User @key(fields: "id") { id: ID! name: String username: String birthday: Int }`,
      resolvers: { Query: { me, users: () => users }, User: ofUser },
    },
    {
      name: 'products',
      typeDefs: `
        extend type Query { topProducts(first: Int = 5): [Product] }
        type Product @key(fields: "upc") { upc: String! name: String price: Int weight: Int }`,
      resolvers: { Query: { topProducts: (_: unknown, given: { first: number }) => topProducts(given) }, Product: ofProduct },
    },
    {
      name: 'reviews',
      typeDefs: `
        type Review @key(fields: "id") { id: ID! body: String author: User @provides(fields: "username") product: Product }
        extend type User @key(fields: "id") { id: ID! @external username: String @external numberOfReviews: Int reviews: [Review] }
        extend type Product @key(fields: "upc") { upc: String! @external reviews: [Review] }`,
      resolvers: { User: ofUser, Product: ofProduct, Review: { __resolveReference: ({ id }: Review) => review(id) } },
    },
    {
      name: 'inventory',
      typeDefs: `
        extend type Product @key(fields: "upc") {
          upc: String! @external
          weight: Int @external
          price: Int @external
          inStock: Boolean
          shippingEstimate: Int @requires(fields: "price weight")
        }`,
      resolvers: {
        Product: {
          // Only what the representation brings: a gateway that does not fetch what is required is told apart by its answer.
          __resolveReference: (given: Product) => ({ ...given, inStock: product(given.upc)?.inStock ?? null, shippingEstimate: null }),
          shippingEstimate: ({ price, weight }: Product) => (typeof price === 'number' && typeof weight === 'number' ? shippingEstimate(price, weight) : null),
        },
      },
    },
  ],
};
