import { PasswordInput, Text, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { FormDrawer } from '#dashboard/components/form-drawer.tsx';
import { useProblemForm } from '#dashboard/components/use-problem-form.ts';
import { channelName } from '#dashboard/pages/inbox/channel-name.ts';
import { channelsText } from '#dashboard/text/channels.ts';
import { useText } from '#dashboard/text/use-text.ts';
import { CREDENTIAL_FIELDS } from './credential-fields.ts';
import { useChannelActions } from './queries.ts';
import type { ChannelName } from './queries.ts';

interface CredentialFormProps {
  readonly name: ChannelName;
  readonly mode: 'connect' | 'rotate';
  readonly onClose: () => void;
}

/** What the provider wants; sent once and never shown again. */
export function CredentialForm({ name, mode, onClose }: CredentialFormProps) {
  const t = useText(channelsText);
  const fields = CREDENTIAL_FIELDS[name] ?? [];
  const { connect, rotate } = useChannelActions(name);
  const empty: Record<string, string> = Object.fromEntries(fields.map((field) => [field.name, '']));
  const { form, submit, isBusy, error } = useProblemForm(empty, async (values) => {
    const given = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''));
    if (mode === 'rotate') {
      await rotate.mutateAsync(given);
      notifications.show({ message: t.connected(channelName(name)) });
    } else {
      const { webhook_registered: isRegistered } = await connect.mutateAsync(given);
      notifications.show({
        title: t.connected(channelName(name)),
        message: isRegistered ? t.registered : t.notRegistered,
        autoClose: isRegistered ? 5_000 : false,
      });
    }
    onClose();
  });
  return (
    <FormDrawer
      title={mode === 'rotate' ? t.rotate : t.connectTo(channelName(name))}
      onClose={onClose}
      onSubmit={submit}
      {...(mode === 'connect' && { save: t.connect })}
      isBusy={isBusy}
      error={error}
    >
      {mode === 'rotate' && <Text size="sm">{t.rotateHint}</Text>}
      {name === 'twilio' && <Text size="sm">{t.oneOf}</Text>}
      {fields.map(({ name: field, label, isPlain = false, isOptional = false }) => {
        const Field = isPlain ? TextInput : PasswordInput;
        return (
          <Field
            key={field}
            label={isOptional ? `${label} (${t.optional})` : label}
            dir="ltr"
            autoComplete="off"
            spellCheck={false}
            maxLength={4_096}
            required={!isOptional && mode === 'connect'}
            {...form.getInputProps(field)}
          />
        );
      })}
    </FormDrawer>
  );
}
