import { Button, Center } from '@mantine/core';
import { shellText } from '#dashboard/text/shell.ts';
import { useText } from '#dashboard/text/use-text.ts';

interface ShowMoreProps {
  /** An infinite query as it is. */
  readonly query: {
    readonly hasNextPage: boolean;
    readonly isFetchingNextPage: boolean;
    readonly fetchNextPage: () => Promise<unknown>;
  };
}

/** The way to the next page; nothing on the last one. */
export function ShowMore({ query }: ShowMoreProps) {
  const t = useText(shellText);
  if (!query.hasNextPage) return null;
  return (
    <Center py="md">
      <Button variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
        {t.more}
      </Button>
    </Center>
  );
}
