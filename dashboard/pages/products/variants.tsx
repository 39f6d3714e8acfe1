import { Anchor, Button, Fieldset, Group, NumberInput, Stack, Text, TextInput } from '@mantine/core';
import { Link } from 'react-router';
import { FormProblem } from '#dashboard/components/form-problem.tsx';
import { Money } from '#dashboard/components/money.tsx';
import { useProblemForm } from '#dashboard/components/use-problem-form.ts';
import { productsText } from '#dashboard/text/products.ts';
import { useText } from '#dashboard/text/use-text.ts';
import type { Amount } from './product-values.ts';
import { useProductActions, useVariants } from './queries.ts';
import type { Product } from './queries.ts';

const NEW: { unit: string; price: Amount; stock: Amount } = { unit: '', price: '', stock: '' };

/** The same thing by other units; each is a product of its own. */
export function Variants({ product }: { readonly product: Product }) {
  const t = useText(productsText);
  const variants = useVariants(product.id);
  return (
    <Fieldset legend={t.variants}>
      <Stack gap="xs">
        {variants.data?.map((variant) => (
          <Group key={variant.id} justify="space-between">
            <Anchor component={Link} to={`/products/${variant.id}`} size="sm">
              {variant.name}
            </Anchor>
            <Text size="sm">
              <Money minor={variant.price_minor} currency={variant.currency} /> / {variant.unit}
            </Text>
          </Group>
        ))}
        <NewVariant product={product} />
      </Stack>
    </Fieldset>
  );
}

function NewVariant({ product }: { readonly product: Product }) {
  const t = useText(productsText);
  const { addVariant } = useProductActions();
  const { form, submit, isBusy, error } = useProblemForm(NEW, async ({ unit, price, stock }) => {
    const body = { unit, ...(price !== '' && { price: String(price) }), ...(stock !== '' && { stock: Number(stock) }) };
    await addVariant.mutateAsync({ id: product.id, body });
    form.reset();
  });
  return (
    <>
      <Group align="flex-end" gap="xs" grow>
        <TextInput label={t.unit} maxLength={30} {...form.getInputProps('unit')} />
        <NumberInput label={t.price} min={0} hideControls {...form.getInputProps('price')} />
        <NumberInput label={t.stock} min={0} hideControls {...form.getInputProps('stock')} />
        <Button variant="default" loading={isBusy} onClick={submit}>
          {t.addVariant}
        </Button>
      </Group>
      <FormProblem error={error} />
    </>
  );
}
