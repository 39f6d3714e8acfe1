import { Stack, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { FileDrop } from '#dashboard/components/file-drop.tsx';
import { FormProblem } from '#dashboard/components/form-problem.tsx';
import { sendFile } from '#dashboard/components/send-file.ts';
import { knowledgeText } from '#dashboard/text/knowledge.ts';
import { useText } from '#dashboard/text/use-text.ts';
import { DOCUMENTS } from './queries.ts';
import type { Document } from './queries.ts';

export function Upload() {
  const t = useText(knowledgeText);
  const cache = useQueryClient();
  const [title, setTitle] = useState('');
  const [progress, setProgress] = useState<number>();
  const sending = useMutation({
    mutationFn: async (file: File) => {
      const body = new FormData();
      // Fields that stand before the file are known when it comes.
      if (title.trim() !== '') body.append('title', title.trim());
      body.append('file', file);
      const answer = await sendFile({ path: '/v1/knowledge/documents', body, onProgress: setProgress });
      return (answer as { readonly document: Document }).document;
    },
    onSuccess(document) {
      const isKnown = document.status === 'ready' || document.status === 'failed';
      notifications.show({ message: isKnown ? t.known(document.title) : t.uploaded(document.title) });
      setTitle('');
    },
    onSettled() {
      setProgress(undefined);
      return cache.invalidateQueries({ queryKey: DOCUMENTS });
    },
  });
  return (
    <Stack gap="xs">
      <TextInput
        label={t.name}
        description={t.nameHint}
        maw={420}
        maxLength={200}
        value={title}
        onChange={(event) => setTitle(event.currentTarget.value)}
      />
      <FileDrop
        label={t.upload}
        about={t.uploadHint}
        accept=".pdf,.docx,.html,.htm,.md,.markdown,.txt"
        progress={progress}
        onFile={(file) => {
          setProgress(0);
          sending.mutate(file);
        }}
      />
      <FormProblem error={sending.error} />
    </Stack>
  );
}
