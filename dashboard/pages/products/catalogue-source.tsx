import { Button, Group, NumberInput, Stack, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, dataOf } from '#dashboard/api/client.ts';
import { ApiProblem } from '#dashboard/api/problem.ts';
import { ConfirmButton } from '#dashboard/components/confirm-button.tsx';
import { ErrorState } from '#dashboard/components/error-state.tsx';
import { Facts } from '#dashboard/components/facts.tsx';
import { FormDrawer } from '#dashboard/components/form-drawer.tsx';
import { Moment } from '#dashboard/components/moment.tsx';
import { StatusBadge } from '#dashboard/components/status-badge.tsx';
import { useProblemForm } from '#dashboard/components/use-problem-form.ts';
import { productsText } from '#dashboard/text/products.ts';
import { useText } from '#dashboard/text/use-text.ts';

const KEY = ['products', 'source'];
const TONE = { waiting: 'waiting', ok: 'good', failing: 'bad' } as const;

async function readSource(signal: AbortSignal) {
  try {
    return await dataOf(api.GET('/v1/catalog/source', { signal }));
  } catch (error) {
    if (error instanceof ApiProblem && error.status === 404) return null;
    throw error;
  }
}

type Source = NonNullable<Awaited<ReturnType<typeof readSource>>>;

/** The catalogue at an address of the shop's own. */
export function CatalogueSource({ onClose }: { readonly onClose: () => void }) {
  const source = useQuery({ queryKey: KEY, queryFn: ({ signal }) => readSource(signal) });
  if (source.error !== null) return <ErrorState error={source.error} onRetry={() => void source.refetch()} />;
  return source.data === undefined ? null : <SourceForm source={source.data} onClose={onClose} />;
}

interface SourceFormProps {
  readonly source: Source | null;
  readonly onClose: () => void;
}

function SourceForm({ source, onClose }: SourceFormProps) {
  const t = useText(productsText);
  const cache = useQueryClient();
  const again = () => cache.invalidateQueries({ queryKey: KEY });
  const { form, submit, isBusy, error } = useProblemForm(
    { url: source?.url ?? '', every_minutes: source?.every_minutes ?? 60 },
    async (body) => {
      await dataOf(api.PUT('/v1/catalog/source', { body }));
      await again();
    },
  );
  const stop = async () => {
    await dataOf(api.DELETE('/v1/catalog/source'));
    await again();
    onClose();
  };
  return (
    <FormDrawer
      title={t.source}
      onClose={onClose}
      onSubmit={submit}
      isBusy={isBusy}
      error={error}
      aside={
        source !== null && (
          <ConfirmButton question={t.stopAsk} consequence={t.stopHint} confirm={t.stopSource} onConfirm={stop}>
            {t.stopSource}
          </ConfirmButton>
        )
      }
    >
      <TextInput type="url" dir="ltr" label={t.address} required {...form.getInputProps('url')} />
      <NumberInput label={t.every} min={1} {...form.getInputProps('every_minutes')} />
      {source !== null && <SourceState source={source} onFetch={again} />}
    </FormDrawer>
  );
}

function SourceState({ source, onFetch }: { readonly source: Source; readonly onFetch: () => Promise<void> }) {
  const t = useText(productsText);
  const fetching = useMutation({
    mutationFn: () => dataOf(api.POST('/v1/catalog/source/fetch', {})),
    onSettled: onFetch,
  });
  const moment = (at: string | null) => at !== null && <Moment at={at} />;
  return (
    <Stack gap="xs">
      <Facts
        facts={[
          [
            t.state,
            <StatusBadge key="state" tone={TONE[source.state]}>
              {t[source.state]}
            </StatusBadge>,
          ],
          [t.fetchedAt, moment(source.fetched_at) || null],
          [t.triedAt, moment(source.tried_at) || null],
          [t.count, source.products],
          [t.problem, source.error],
          [
            t.wrongRows(String(source.skipped.length)),
            source.skipped.length === 0 ? null : source.skipped.map(({ row }) => row).join(', '),
          ],
        ]}
      />
      <Group>
        <Button variant="default" size="xs" loading={fetching.isPending} onClick={() => fetching.mutate()}>
          {t.fetchNow}
        </Button>
      </Group>
    </Stack>
  );
}
