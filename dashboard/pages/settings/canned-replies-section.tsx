import { Button, Group, Text, Textarea, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, dataOf } from '#dashboard/api/client.ts';
import { useSession } from '#dashboard/app/session.tsx';
import { ConfirmButton } from '#dashboard/components/confirm-button.tsx';
import { DataTable } from '#dashboard/components/data-table.tsx';
import { EmptyState } from '#dashboard/components/empty-state.tsx';
import { FormDrawer } from '#dashboard/components/form-drawer.tsx';
import { Icon } from '#dashboard/components/icon.tsx';
import { useProblemForm } from '#dashboard/components/use-problem-form.ts';
import { settingsText } from '#dashboard/text/settings.ts';
import { shellText } from '#dashboard/text/shell.ts';
import { useText } from '#dashboard/text/use-text.ts';

async function readReplies() {
  return (await dataOf(api.GET('/v1/canned-replies', {}))).canned_replies;
}
type Reply = Awaited<ReturnType<typeof readReplies>>[number];

/** Ready answers that staff put into the composer with one press. */
export function CannedRepliesSection() {
  const t = useText(settingsText);
  const { may } = useSession();
  const replies = useQuery({ queryKey: ['canned-replies'], queryFn: readReplies });
  const [open, setOpen] = useState<Reply | 'new'>();
  const edits = may('agent');
  return (
    <>
      {edits && (
        <Group justify="flex-end" mb="sm">
          <Button leftSection={<Icon name="plus" />} onClick={() => setOpen('new')}>
            {t.newReply}
          </Button>
        </Group>
      )}
      <DataTable
        label={t.replies}
        columns={[
          { header: t.replyTitle, cell: ({ title }: Reply) => <bdi>{title}</bdi> },
          { header: t.shortcut, cell: ({ shortcut }: Reply) => <bdi>{shortcut}</bdi> },
          {
            header: t.replyText,
            cell: ({ text }: Reply) => (
              <Text component="span" size="sm" lineClamp={2} dir="auto">
                {text}
              </Text>
            ),
          },
        ]}
        rows={replies.data}
        keyOf={({ id }) => id}
        error={replies.error}
        onRetry={() => void replies.refetch()}
        {...(edits && { onOpen: setOpen })}
        empty={<EmptyState icon="bolt" title={t.noReplies} />}
      />
      {open !== undefined && <ReplyForm reply={open === 'new' ? undefined : open} onClose={() => setOpen(undefined)} />}
    </>
  );
}

function ReplyForm({ reply, onClose }: { readonly reply: Reply | undefined; readonly onClose: () => void }) {
  const t = useText(settingsText);
  const s = useText(shellText);
  const cache = useQueryClient();
  const done = async () => {
    await cache.invalidateQueries({ queryKey: ['canned-replies'] });
    onClose();
  };
  const initial = { shortcut: reply?.shortcut ?? '', title: reply?.title ?? '', text: reply?.text ?? '' };
  const { form, submit, isBusy, error } = useProblemForm(initial, async (body) => {
    await (reply === undefined
      ? dataOf(api.POST('/v1/canned-replies', { body }))
      : dataOf(api.PATCH('/v1/canned-replies/{id}', { params: versioned(reply), body })));
    await done();
  });
  return (
    <FormDrawer
      title={reply?.title ?? t.newReply}
      onClose={onClose}
      onSubmit={submit}
      isBusy={isBusy}
      error={error}
      aside={
        reply !== undefined && (
          <ConfirmButton
            question={t.deleteReply(reply.title)}
            consequence={t.gone}
            confirm={s.delete}
            onConfirm={async () => {
              await dataOf(api.DELETE('/v1/canned-replies/{id}', { params: versioned(reply) }));
              await done();
            }}
          >
            {s.delete}
          </ConfirmButton>
        )
      }
    >
      <TextInput label={t.replyTitle} required maxLength={100} data-autofocus {...form.getInputProps('title')} />
      <TextInput label={t.shortcut} required maxLength={40} dir="ltr" {...form.getInputProps('shortcut')} />
      <Textarea
        label={t.replyText}
        required
        autosize
        minRows={4}
        maxLength={4_000}
        dir="auto"
        {...form.getInputProps('text')}
      />
    </FormDrawer>
  );
}

/** What a colleague has changed meanwhile is not overwritten. */
function versioned({ id, version }: Reply) {
  return { path: { id }, header: { 'if-match': `"${version}"` } };
}
