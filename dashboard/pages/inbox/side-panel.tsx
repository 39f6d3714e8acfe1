import { Anchor, Badge, Group, Stack, Switch, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useSession } from '#dashboard/app/session.tsx';
import { Facts } from '#dashboard/components/facts.tsx';
import { Icon } from '#dashboard/components/icon.tsx';
import { Moment } from '#dashboard/components/moment.tsx';
import { customerText } from '#dashboard/text/customer.ts';
import { inboxText } from '#dashboard/text/inbox.ts';
import { useText } from '#dashboard/text/use-text.ts';
import { ContactBookings } from './contact-bookings.tsx';
import { ContactOrders } from './contact-orders.tsx';
import { ConversationLabels } from './conversation-labels.tsx';
import { HandoffCard } from './handoff-card.tsx';
import { useWorkflowUrl } from './queries.ts';
import type { Conversation } from './queries.ts';
import type { ConversationActions } from './use-conversation-actions.ts';

interface SidePanelProps {
  readonly conversation: Conversation;
  readonly actions: ConversationActions;
}

/** Who the customer is, what they bought and booked, and how the conversation stands. */
export function SidePanel({ conversation, actions }: SidePanelProps) {
  const t = useText(customerText);
  const stages = useText(inboxText);
  const { contact, summary, stage } = conversation;
  return (
    <Stack gap="lg" p="md">
      <HandoffCard conversation={conversation} />
      <Section title={t.profile}>
        <Facts
          facts={[
            [t.name, contact.name],
            [t.address, contact.address],
            [t.language, contact.language],
            [t.notes, contact.notes],
            [t.optedOut, contact.opted_out_at === null ? null : <Moment key="out" at={contact.opted_out_at} />],
            [t.blocked, contact.blocked_at === null ? null : <Moment key="block" at={contact.blocked_at} />],
          ]}
        />
      </Section>
      <Group justify="space-between">
        <Text size="sm">{stages.stage}</Text>
        <Badge variant="light" tt="none" data-stage={stage}>
          {stages[stage]}
        </Badge>
      </Group>
      <AiSwitch conversation={conversation} actions={actions} />
      <Section title={t.labels}>
        <ConversationLabels conversation={conversation} />
      </Section>
      <Section title={t.orders}>
        <ContactOrders contactId={contact.id} />
      </Section>
      <Section title={t.bookings}>
        <ContactBookings contactId={contact.id} />
      </Section>
      {summary !== null && (
        <Section title={t.summary}>
          <Text size="sm" dir="auto">
            {summary}
          </Text>
        </Section>
      )}
      <WorkflowLink id={conversation.id} />
    </Stack>
  );
}

function Section({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section aria-label={title}>
      <Title order={3} size="h6" mb={6}>
        {title}
      </Title>
      {children}
    </section>
  );
}

function AiSwitch({ conversation, actions }: SidePanelProps) {
  const t = useText(customerText);
  const { may } = useSession();
  const { automation } = actions;
  return (
    <Switch
      label={t.ai}
      description={t.aiHint}
      checked={conversation.ai_enabled}
      disabled={!may('agent') || automation.isPending}
      onChange={({ currentTarget: { checked } }) => automation.mutate({ enabled: checked })}
    />
  );
}

function WorkflowLink({ id }: { readonly id: string }) {
  const t = useText(customerText);
  const workflow = useWorkflowUrl(id);
  if (workflow.data === undefined) return null;
  if (workflow.data.url === null) {
    return (
      <Text size="xs" c="dimmed">
        {t.workflowUnset}
      </Text>
    );
  }
  return (
    <Anchor href={workflow.data.url} target="_blank" rel="noopener noreferrer" size="sm" underline="always">
      {t.workflow} <Icon name="external" size={14} />
    </Anchor>
  );
}
