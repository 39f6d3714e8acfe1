import { Button, Group, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, dataOf } from '#dashboard/api/client.ts';
import { ConfirmButton } from '#dashboard/components/confirm-button.tsx';
import { FormDrawer } from '#dashboard/components/form-drawer.tsx';
import { FormProblem } from '#dashboard/components/form-problem.tsx';
import { useProblemForm } from '#dashboard/components/use-problem-form.ts';
import { teamText } from '#dashboard/text/team.ts';
import { useText } from '#dashboard/text/use-text.ts';
import { LinkDialog } from './invite-form.tsx';
import type { User } from './queries.ts';
import { RoleSelect } from './role-select.tsx';

interface PersonFormProps {
  readonly user: User;
  readonly onClose: () => void;
}

/** Name, role, a new password, and the way out. */
export function PersonForm({ user, onClose }: PersonFormProps) {
  const t = useText(teamText);
  const cache = useQueryClient();
  const params = { path: { id: user.id } };
  const fresh = () => cache.invalidateQueries({ queryKey: ['users'] });
  const { form, submit, isBusy, error } = useProblemForm({ name: user.name, role: user.role }, async (body) => {
    await dataOf(api.PATCH('/v1/users/{id}', { params, body }));
    await fresh();
    onClose();
  });
  return (
    <FormDrawer
      title={t.change(user.name)}
      onClose={onClose}
      onSubmit={submit}
      isBusy={isBusy}
      error={error}
      aside={
        user.status === 'deactivated' ? (
          <ActivateButton id={user.id} onDone={onClose} />
        ) : (
          <ConfirmButton
            question={t.deactivateAsk(user.name)}
            consequence={t.deactivateHint}
            confirm={t.deactivate}
            onConfirm={async () => {
              await dataOf(api.DELETE('/v1/users/{id}', { params }));
              await fresh();
              onClose();
            }}
          >
            {t.deactivate}
          </ConfirmButton>
        )
      }
    >
      <TextInput label={t.name} required maxLength={100} {...form.getInputProps('name')} />
      <TextInput label={t.email} value={user.email} readOnly dir="ltr" />
      <RoleSelect value={form.values.role} onChange={(role) => form.setFieldValue('role', role)} />
      {user.status === 'active' && <ResetButton id={user.id} />}
    </FormDrawer>
  );
}

function ActivateButton({ id, onDone }: { readonly id: string; readonly onDone: () => void }) {
  const t = useText(teamText);
  const cache = useQueryClient();
  const activate = useMutation({
    mutationFn: () => dataOf(api.PATCH('/v1/users/{id}', { params: { path: { id } }, body: { active: true } })),
    async onSuccess() {
      await cache.invalidateQueries({ queryKey: ['users'] });
      onDone();
    },
  });
  return (
    <>
      <Button variant="default" loading={activate.isPending} onClick={() => activate.mutate()}>
        {t.activate}
      </Button>
      <FormProblem error={activate.error} />
    </>
  );
}

function ResetButton({ id }: { readonly id: string }) {
  const t = useText(teamText);
  const [link, setLink] = useState<string>();
  const make = useMutation({
    mutationFn: () => dataOf(api.POST('/v1/users/{id}/reset-link', { params: { path: { id } } })),
    onSuccess: ({ reset }) => setLink(reset.url),
  });
  return (
    <Group>
      <Button variant="default" size="xs" loading={make.isPending} onClick={() => make.mutate()}>
        {t.makeReset}
      </Button>
      <FormProblem error={make.error} />
      {link !== undefined && <LinkDialog label={t.resetLink} link={link} onClose={() => setLink(undefined)} />}
    </Group>
  );
}
