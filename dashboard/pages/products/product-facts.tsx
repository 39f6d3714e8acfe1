import { Stack, Text } from '@mantine/core';
import { Facts } from '#dashboard/components/facts.tsx';
import { Money } from '#dashboard/components/money.tsx';
import { productsText } from '#dashboard/text/products.ts';
import { useText } from '#dashboard/text/use-text.ts';
import { extraRows } from './extra.ts';
import { ProductPictures } from './product-pictures.tsx';
import type { Product } from './queries.ts';

/** A product for those who may not change it. */
export function ProductFacts({ product }: { readonly product: Product }) {
  const t = useText(productsText);
  return (
    <Stack>
      <ProductPictures images={product.images} />
      <Text>{product.description}</Text>
      <Facts
        facts={[
          [t.price, <Money key="price" minor={product.price_minor} currency={product.currency} />],
          [t.unit, product.unit],
          [t.sku, product.sku],
          [t.stock, product.stock],
          [t.tags, product.tags.join(', ')],
          [t.aliases, product.aliases.join(', ')],
          ...extraRows(product.extra).map(({ field, value }) => [field, value] as const),
        ]}
      />
    </Stack>
  );
}
