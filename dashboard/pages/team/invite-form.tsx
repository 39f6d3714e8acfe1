import { Modal, Stack, Text, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Role } from '#domain/account/role.ts';
import { api, dataOf } from '#dashboard/api/client.ts';
import { CopyField } from '#dashboard/components/copy-field.tsx';
import { FormDrawer } from '#dashboard/components/form-drawer.tsx';
import { useProblemForm } from '#dashboard/components/use-problem-form.ts';
import { shellText } from '#dashboard/text/shell.ts';
import { teamText } from '#dashboard/text/team.ts';
import { useText } from '#dashboard/text/use-text.ts';
import { RoleSelect } from './role-select.tsx';

const EMPTY: { email: string; name: string; role: Role } = { email: '', name: '', role: 'agent' };

/** Invites a colleague; the link is shown to be handed on. */
export function InviteForm({ onClose }: { readonly onClose: () => void }) {
  const t = useText(teamText);
  const cache = useQueryClient();
  const [link, setLink] = useState<string>();
  const { form, submit, isBusy, error } = useProblemForm(EMPTY, async (body) => {
    const { invite } = await dataOf(api.POST('/v1/users/invite', { body }));
    await cache.invalidateQueries({ queryKey: ['users'] });
    setLink(invite.url);
  });
  if (link !== undefined) return <LinkDialog label={t.inviteLink} link={link} onClose={onClose} />;
  return (
    <FormDrawer
      title={t.inviteTitle}
      save={t.sendInvite}
      onClose={onClose}
      onSubmit={submit}
      isBusy={isBusy}
      error={error}
    >
      <TextInput label={t.name} required maxLength={100} data-autofocus {...form.getInputProps('name')} />
      <TextInput label={t.email} type="email" required dir="ltr" {...form.getInputProps('email')} />
      <RoleSelect value={form.values.role} onChange={(role) => form.setFieldValue('role', role)} />
    </FormDrawer>
  );
}

interface LinkDialogProps {
  readonly label: string;
  readonly link: string;
  readonly onClose: () => void;
}

/** A one-time link, to be copied. */
export function LinkDialog({ label, link, onClose }: LinkDialogProps) {
  const t = useText(teamText);
  const s = useText(shellText);
  return (
    <Modal opened onClose={onClose} title={label} closeButtonProps={{ 'aria-label': s.close }} centered>
      <Stack>
        <CopyField label={label} value={link} />
        <Text size="sm">{t.linkHint}</Text>
      </Stack>
    </Modal>
  );
}
