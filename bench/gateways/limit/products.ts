import type { Ask, Entities } from './ask.js';

export interface Product {
  readonly upc: string;
  readonly name: string;
  readonly price: number;
  readonly weight: number;
}

/** What inventory says of products, in their order. */
interface Stock {
  readonly inStock: boolean;
  readonly shippingEstimate: number;
}

const STOCK = 'query($r:[_Any!]!){_entities(representations:$r){...on Product{inStock shippingEstimate}}}';

export async function stockOf(inventory: Ask, products: readonly Product[]): Promise<readonly Stock[]> {
  const r = products.map(({ upc, price, weight }) => ({ __typename: 'Product', upc, price, weight }));
  return (await inventory<Entities<Stock>>(STOCK, { r }))._entities;
}

export const listBy = (products: Ask, inventory: Ask) => async (): Promise<unknown> => {
  const { topProducts } = await products<{ topProducts: Product[] }>('{topProducts(first:100){upc name price weight}}');
  const stock = await stockOf(inventory, topProducts);
  return { topProducts: topProducts.map(({ upc, name, price }, i) => ({ upc, name, price, ...stock[i] })) };
};
