import { Textarea, TextInput } from '@mantine/core';
import { FormDrawer } from '#dashboard/components/form-drawer.tsx';
import { useProblemForm } from '#dashboard/components/use-problem-form.ts';
import { promptsText } from '#dashboard/text/prompts.ts';
import { useText } from '#dashboard/text/use-text.ts';
import { usePromptActions } from './queries.ts';
import type { AgentRole } from './queries.ts';

interface DraftFormProps {
  readonly role: AgentRole;
  /** What it begins with. */
  readonly text: string;
  readonly onClose: () => void;
}

export function DraftForm({ role, text, onClose }: DraftFormProps) {
  const t = useText(promptsText);
  const { draft } = usePromptActions(role);
  const { form, submit, isBusy, error } = useProblemForm({ text, note: '' }, async (values) => {
    await draft.mutateAsync(values);
    onClose();
  });
  return (
    <FormDrawer title={t.newDraft} onClose={onClose} onSubmit={submit} save={t.saveDraft} isBusy={isBusy} error={error}>
      <Textarea label={t.text} required autosize minRows={12} maxLength={8_000} {...form.getInputProps('text')} />
      <TextInput label={t.note} description={t.noteHint} maxLength={500} {...form.getInputProps('note')} />
    </FormDrawer>
  );
}
