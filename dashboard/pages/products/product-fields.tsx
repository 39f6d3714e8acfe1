import {
  ActionIcon,
  Button,
  Fieldset,
  Group,
  NativeSelect,
  NumberInput,
  Stack,
  Switch,
  TagsInput,
  Textarea,
  TextInput,
} from '@mantine/core';
import { Icon } from '#dashboard/components/icon.tsx';
import type { FormOf } from '#dashboard/components/use-problem-form.ts';
import { partsText } from '#dashboard/text/parts.ts';
import { productsText } from '#dashboard/text/products.ts';
import { useText } from '#dashboard/text/use-text.ts';
import { ProductPictures } from './product-pictures.tsx';
import type { ProductValues } from './product-values.ts';

type Form = FormOf<ProductValues>;

/** All that can be said of a product. */
export function ProductFields({ form }: { readonly form: Form }) {
  const t = useText(productsText);
  return (
    <>
      <TextInput label={t.name} required maxLength={200} data-autofocus {...form.getInputProps('name')} />
      <Group grow align="flex-start">
        <NumberInput label={t.price} required min={0} hideControls {...form.getInputProps('price')} />
        <TextInput
          label={t.unit}
          description={t.unitHint}
          maxLength={30}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          {...form.getInputProps('unit')}
        />
        <NumberInput label={t.step} min={0} hideControls {...form.getInputProps('step')} />
      </Group>
      <Group grow align="flex-start">
        <NumberInput
          label={t.stock}
          description={t.stockHint}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          min={0}
          hideControls
          {...form.getInputProps('stock')}
        />
        <NativeSelect
          label={t.outOfStock}
          data={[
            { value: 'show', label: t.show },
            { value: 'hide', label: t.hide },
            { value: 'backorder', label: t.backorder },
          ]}
          {...form.getInputProps('out_of_stock')}
        />
        <TextInput label={t.sku} maxLength={100} {...form.getInputProps('sku')} />
      </Group>
      <Switch label={t.available} {...form.getInputProps('available', { type: 'checkbox' })} />
      <Textarea
        label={t.description}
        autosize
        minRows={2}
        maxRows={8}
        maxLength={5_000}
        {...form.getInputProps('description')}
      />
      <TagsInput label={t.tags} maxTags={30} {...form.getInputProps('tags')} />
      <TagsInput label={t.aliases} description={t.aliasesHint} maxTags={30} {...form.getInputProps('aliases')} />
      <TagsInput label={t.images} description={t.imagesHint} maxTags={20} {...form.getInputProps('images')} />
      <ProductPictures images={form.getValues().images} />
      <ExtraFields form={form} />
    </>
  );
}

function ExtraFields({ form }: { readonly form: Form }) {
  const t = useText(productsText);
  const parts = useText(partsText);
  return (
    <Fieldset legend={t.extra}>
      <Stack gap="xs">
        {form.getValues().extra.map((_, index) => (
          <Group key={index} gap="xs" wrap="nowrap" align="flex-end">
            <TextInput flex={1} label={t.field} maxLength={60} {...form.getInputProps(`extra.${index}.field`)} />
            <TextInput flex={2} label={t.value} {...form.getInputProps(`extra.${index}.value`)} />
            <ActionIcon
              variant="subtle"
              color="red"
              size={36}
              aria-label={parts.remove}
              onClick={() => form.removeListItem('extra', index)}
            >
              <Icon name="trash" />
            </ActionIcon>
          </Group>
        ))}
        <Group>
          <Button size="xs" variant="default" onClick={() => form.insertListItem('extra', { field: '', value: '' })}>
            {t.addField}
          </Button>
        </Group>
      </Stack>
    </Fieldset>
  );
}
