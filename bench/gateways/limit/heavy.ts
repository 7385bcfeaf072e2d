import type { Ask, Entities } from './ask.js';
import { stockOf, type Product } from './products.js';

interface User {
  readonly id: string;
  readonly username: string;
  readonly name: string;
}

interface Review {
  readonly id: string;
  readonly body: string;
}

/** What reviews say of a review's author and of the other reviews of theirs. */
interface AuthoredReview extends Review {
  readonly author: { readonly id: string; readonly reviews: readonly (Review & { readonly product: { readonly upc: string } })[] };
}

interface OfUser {
  readonly reviews: readonly (Review & { readonly product: { readonly upc: string; readonly reviews: readonly AuthoredReview[] } })[];
}

interface OfProduct {
  readonly reviews: readonly AuthoredReview[];
}

export interface Shop {
  readonly accounts: Ask;
  readonly products: Ask;
  readonly reviews: Ask;
  readonly inventory: Ask;
}

const AUTHORED = 'id body author{id reviews{id body product{upc}}}';
const REVIEWS = `query($r:[_Any!]!){_entities(representations:$r){...on User{reviews{id body product{upc reviews{${AUTHORED}}}}}...on Product{reviews{${AUTHORED}}}}}`;
const PRODUCTS = 'query($r:[_Any!]!){_entities(representations:$r){...on Product{upc name price weight}}}';
const USERS = 'query($r:[_Any!]!){_entities(representations:$r){...on User{id username name}}}';

/** Keys of everything that reviews lead to. */
function reached(users: readonly OfUser[], products: readonly OfProduct[]): { readonly authors: Set<string>; readonly upcs: Set<string> } {
  const authored = [...users.flatMap(({ reviews }) => reviews.flatMap(({ product }) => product.reviews)), ...products.flatMap(({ reviews }) => reviews)];
  const direct = users.flatMap(({ reviews }) => reviews.map(({ product }) => product.upc));
  return { authors: new Set(authored.map(({ author }) => author.id)), upcs: new Set([...direct, ...authored.flatMap(({ author }) => author.reviews.map(({ product }) => product.upc))]) };
}

async function productsOf({ products, inventory }: Shop, upcs: Iterable<string>): Promise<ReadonlyMap<string, object>> {
  const { _entities } = await products<Entities<Product>>(PRODUCTS, { r: Array.from(upcs, (upc) => ({ __typename: 'Product', upc })) });
  const stock = await stockOf(inventory, _entities);
  return new Map(_entities.map((product, i) => [product.upc, { ...product, ...stock[i] }]));
}

async function usersOf({ accounts }: Shop, ids: Iterable<string>): Promise<ReadonlyMap<string, User>> {
  const { _entities } = await accounts<Entities<User>>(USERS, { r: Array.from(ids, (id) => ({ __typename: 'User', id })) });
  return new Map(_entities.map((user) => [user.id, user]));
}

/** Asks for everything that is needed, each thing once, in four steps. */
async function gather(shop: Shop) {
  const [{ users }, { topProducts }] = await Promise.all([shop.accounts<{ users: User[] }>('{users{id username name}}'), shop.products<{ topProducts: { upc: string }[] }>('{topProducts{upc}}')]);
  const r = [...users.map(({ id }) => ({ __typename: 'User', id })), ...topProducts.map(({ upc }) => ({ __typename: 'Product', upc }))];
  const { _entities } = await shop.reviews<Entities<OfUser | OfProduct>>(REVIEWS, { r });
  const [ofUsers, ofProducts] = [_entities.slice(0, users.length) as OfUser[], _entities.slice(users.length) as OfProduct[]];
  const { authors, upcs } = reached(ofUsers, ofProducts);
  for (const { upc } of topProducts) upcs.add(upc);
  const [productOf, userOf] = await Promise.all([productsOf(shop, upcs), usersOf(shop, authors)]);
  return { users, topProducts, ofUsers, ofProducts, productOf, userOf };
}

export const heavyBy = (shop: Shop) => async (): Promise<unknown> => {
  const { users, topProducts, ofUsers, ofProducts, productOf, userOf } = await gather(shop);
  const authored = ({ id, body, author }: AuthoredReview) => ({
    id, body, author: { ...userOf.get(author.id), reviews: author.reviews.map((own) => ({ id: own.id, body: own.body, product: productOf.get(own.product.upc) })) },
  });
  const reviewed = ({ id, body, product }: OfUser['reviews'][number]) => ({ id, body, product: { ...productOf.get(product.upc), reviews: product.reviews.map(authored) } });
  return {
    users: users.map((user, i) => ({ ...user, reviews: ofUsers[i]?.reviews.map(reviewed) })),
    topProducts: topProducts.map(({ upc }, i) => ({ ...productOf.get(upc), reviews: ofProducts[i]?.reviews.map(authored) })),
  };
};
