import { Button, FileButton, Group, Paper, Progress, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { DragEvent } from 'react';
import { partsText } from '#dashboard/text/parts.ts';
import { useText } from '#dashboard/text/use-text.ts';
import classes from './file-drop.module.css';

/** A place to drop a file on, or to choose one by the keyboard; shows how much of it is sent. */
export function FileDrop({
  label,
  about,
  accept,
  progress,
  onFile,
}: {
  /** The words on the button. */
  readonly label: string;
  readonly about: string;
  /** Kinds of files, as an input's `accept`. */
  readonly accept: string;
  /** 0 to 1 while a file is sent. */
  readonly progress: number | undefined;
  readonly onFile: (file: File) => void;
}) {
  const t = useText(partsText);
  const [isOver, setOver] = useState(false);
  const isBusy = progress !== undefined;
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const file = event.dataTransfer.files[0];
    if (file !== undefined && !isBusy) onFile(file);
  };
  return (
    <Paper
      withBorder
      p="md"
      className={classes['drop']}
      data-over={isOver || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <Stack gap="xs">
        <Group>
          <FileButton
            accept={accept}
            onChange={(file) => file !== null && onFile(file)}
            inputProps={{ 'aria-label': label }}
          >
            {(button) => (
              <Button {...button} variant="default" loading={isBusy}>
                {label}
              </Button>
            )}
          </FileButton>
          <Text size="sm" c="dimmed">
            {about}
          </Text>
        </Group>
        {isBusy && <Progress value={progress * 100} aria-label={t.sending} />}
      </Stack>
    </Paper>
  );
}
