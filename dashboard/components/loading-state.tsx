import { Center, Loader } from '@mantine/core';
import { shellText } from '#dashboard/text/shell.ts';
import { useText } from '#dashboard/text/use-text.ts';

export function LoadingState({ minHeight = 160 }: { readonly minHeight?: number }) {
  const t = useText(shellText);
  return (
    <Center mih={minHeight}>
      <Loader role="status" aria-label={t.loading} />
    </Center>
  );
}
