import { Alert, Badge, Group, Stack, Text } from '@mantine/core';
import { Facts } from '#dashboard/components/facts.tsx';
import { Icon } from '#dashboard/components/icon.tsx';
import { Moment } from '#dashboard/components/moment.tsx';
import { customerText } from '#dashboard/text/customer.ts';
import { useText } from '#dashboard/text/use-text.ts';
import { useHandoffs } from './queries.ts';
import type { Conversation, Handoff } from './queries.ts';

/** Why a person is asked for, what they should know, and until when; then what the customer said of the last time. */
export function HandoffCard({ conversation }: { readonly conversation: Conversation }) {
  const t = useText(customerText);
  const { data } = useHandoffs(conversation.id);
  const { handoff } = conversation;
  const last = data?.last;
  return (
    <>
      {handoff !== null && (
        <Alert color="orange" title={t.handoff} icon={<Icon name="people" />} p="sm">
          <Stack gap={6}>
            <Text size="sm" dir="auto">
              {handoff.reason}
            </Text>
            {data?.open && <Brief handoff={data.open} />}
            <Text size="xs">
              <Moment at={handoff.requested_at} />
            </Text>
          </Stack>
        </Alert>
      )}
      {last !== undefined && last.rating !== null && (
        <Facts facts={[[t.lastRating, t.ratingOf(last.rating, last.holder?.name ?? null)]]} />
      )}
    </>
  );
}

/** Names of the limits, as `due` and as `broken` have them. */
const LIMITS = {
  unclaimed: 'unclaimed',
  first_response: 'firstResponse',
  next_response: 'nextResponse',
  resolution: 'resolution',
} as const;
const DUES = ['unclaimed', 'first_response', 'next_response', 'resolution'] as const;

function Brief({ handoff }: { readonly handoff: Handoff }) {
  const t = useText(customerText);
  const { summary, due, broken, priority } = handoff;
  const [next] = DUES.flatMap((limit) => (due[limit] === null ? [] : [{ limit, at: due[limit] }])).toSorted(
    (left, right) => left.at.localeCompare(right.at),
  );
  return (
    <>
      {summary !== null && (
        <Text size="sm" dir="auto" aria-label={t.brief}>
          {summary}
        </Text>
      )}
      <Group gap={6}>
        {priority !== 'normal' && (
          <Badge size="sm" variant="light" color="orange" tt="none">
            {t[`priority_${priority}`]}
          </Badge>
        )}
        {broken.map((limit) => (
          <Badge key={limit} size="sm" color="red" tt="none">
            {t[`broken_${limit}`]}
          </Badge>
        ))}
      </Group>
      {next !== undefined && (
        <Text size="xs">
          {t[`due_${LIMITS[next.limit]}`]} <Moment at={next.at} />
        </Text>
      )}
    </>
  );
}
