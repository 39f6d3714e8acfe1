import { Menu, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { api, dataOf } from '#dashboard/api/client.ts';
import { LoadingState } from '#dashboard/components/loading-state.tsx';
import { useProblemText } from '#dashboard/components/use-problem-text.ts';
import { inboxText } from '#dashboard/text/inbox.ts';
import { useText } from '#dashboard/text/use-text.ts';

/** The shop's ready answers, as items of a menu. */
export function CannedReplies({ onChoose }: { readonly onChoose: (text: string) => void }) {
  const t = useText(inboxText);
  const textOf = useProblemText();
  const replies = useQuery({
    queryKey: ['canned-replies'],
    queryFn: async () => (await dataOf(api.GET('/v1/canned-replies', {}))).canned_replies,
    staleTime: 60_000,
  });
  if (replies.isPending) return <LoadingState minHeight={60} />;
  if (replies.isError) return <Menu.Label>{textOf(replies.error)}</Menu.Label>;
  if (replies.data.length === 0) return <Menu.Label>{t.noCanned}</Menu.Label>;
  return replies.data.map(({ id, title, text }) => (
    <Menu.Item key={id} onClick={() => onChoose(text)}>
      <Text size="sm" fw={600} dir="auto">
        {title}
      </Text>
      <Text size="xs" c="dimmed" lineClamp={2} dir="auto">
        {text}
      </Text>
    </Menu.Item>
  ));
}
