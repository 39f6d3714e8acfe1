import { Modal, MultiSelect, Stack, Text, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Role } from '#domain/account/role.ts';
import { isScope, SCOPES } from '#domain/account/scope.ts';
import type { Scope } from '#domain/account/scope.ts';
import { api, dataOf } from '#dashboard/api/client.ts';
import { CopyField } from '#dashboard/components/copy-field.tsx';
import { FormDrawer } from '#dashboard/components/form-drawer.tsx';
import { useProblemForm } from '#dashboard/components/use-problem-form.ts';
import { shellText } from '#dashboard/text/shell.ts';
import { teamText } from '#dashboard/text/team.ts';
import { useText } from '#dashboard/text/use-text.ts';
import { RoleSelect } from './role-select.tsx';

const EMPTY: { name: string; role: Role; scopes: Scope[] } = { name: '', role: 'viewer', scopes: [] };

/** Makes a key and shows it this once. */
export function KeyForm({ onClose }: { readonly onClose: () => void }) {
  const t = useText(teamText);
  const s = useText(shellText);
  const cache = useQueryClient();
  const [made, setMade] = useState<string>();
  const { form, submit, isBusy, error } = useProblemForm(EMPTY, async (body) => {
    const { key } = await dataOf(api.POST('/v1/api-keys', { body }));
    await cache.invalidateQueries({ queryKey: ['api-keys'] });
    setMade(key);
  });
  if (made !== undefined) {
    return (
      <Modal opened onClose={onClose} title={t.theKey} closeButtonProps={{ 'aria-label': s.close }} centered>
        <Stack>
          <CopyField label={t.theKey} value={made} />
          <Text size="sm">{t.keyHint}</Text>
        </Stack>
      </Modal>
    );
  }
  return (
    <FormDrawer title={t.newKey} save={t.makeKey} onClose={onClose} onSubmit={submit} isBusy={isBusy} error={error}>
      <TextInput label={t.keyName} required maxLength={100} data-autofocus {...form.getInputProps('name')} />
      <RoleSelect value={form.values.role} onChange={(role) => form.setFieldValue('role', role)} />
      <MultiSelect
        label={t.scopes}
        description={t.scopesHint}
        placeholder={form.values.scopes.length === 0 ? t.everything : ''}
        data={[...SCOPES]}
        clearable
        searchable
        value={form.values.scopes}
        onChange={(scopes) => form.setFieldValue('scopes', scopes.filter(isScope))}
      />
    </FormDrawer>
  );
}
