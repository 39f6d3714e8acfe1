import { Drawer } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useSession } from '#dashboard/app/session.tsx';
import { ConfirmButton } from '#dashboard/components/confirm-button.tsx';
import { ErrorState } from '#dashboard/components/error-state.tsx';
import { FormDrawer } from '#dashboard/components/form-drawer.tsx';
import { LoadingState } from '#dashboard/components/loading-state.tsx';
import { useProblemForm } from '#dashboard/components/use-problem-form.ts';
import { productsText } from '#dashboard/text/products.ts';
import { shellText } from '#dashboard/text/shell.ts';
import { useText } from '#dashboard/text/use-text.ts';
import { ProductFields } from './product-fields.tsx';
import { bodyOf, valuesOf } from './product-values.ts';
import { useProduct, useProductActions } from './queries.ts';
import type { NewProductBody, Product } from './queries.ts';
import { ProductFacts } from './product-facts.tsx';
import { Variants } from './variants.tsx';

interface ProductDrawerProps {
  /** `new` for one that is to be. */
  readonly id: string;
  readonly onClose: () => void;
}

export function ProductDrawer({ id, onClose }: ProductDrawerProps) {
  return id === 'new' ? <ProductForm onClose={onClose} /> : <KnownProduct id={id} onClose={onClose} />;
}

function KnownProduct({ id, onClose }: ProductDrawerProps) {
  const t = useText(shellText);
  const product = useProduct(id);
  const { may } = useSession();
  if (product.data !== undefined && may('admin')) return <ProductForm product={product.data} onClose={onClose} />;
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size="lg"
      title={product.data?.name}
      closeButtonProps={{ 'aria-label': t.close }}
    >
      {product.data !== undefined && <ProductFacts product={product.data} />}
      {product.error !== null && <ErrorState error={product.error} onRetry={() => void product.refetch()} />}
      {product.isPending && <LoadingState />}
    </Drawer>
  );
}

interface ProductFormProps {
  readonly product?: Product;
  readonly onClose: () => void;
}

function ProductForm({ product, onClose }: ProductFormProps) {
  const t = useText(productsText);
  const { create, change, remove } = useProductActions();
  const { form, submit, isBusy, error } = useProblemForm(valuesOf(product), async (values) => {
    const body = bodyOf(values);
    // A new product needs no null for what it does not have.
    await (product === undefined
      ? create.mutateAsync(body as NewProductBody)
      : change.mutateAsync({ id: product.id, body }));
    notifications.show({ message: t.saved(values.name) });
    onClose();
  });
  return (
    <FormDrawer
      title={product === undefined ? t.add : t.edit}
      onClose={onClose}
      onSubmit={submit}
      isBusy={isBusy}
      error={error}
      aside={
        product !== undefined && (
          <ConfirmButton
            question={t.deleteAsk(product.name)}
            consequence={t.deleteHint}
            confirm={t.delete}
            onConfirm={async () => {
              await remove.mutateAsync(product.id);
              onClose();
            }}
          >
            {t.delete}
          </ConfirmButton>
        )
      }
    >
      <ProductFields form={form} />
      {product !== undefined && product.variant_of === null && <Variants product={product} />}
    </FormDrawer>
  );
}
