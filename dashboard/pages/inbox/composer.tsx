import { Alert, Button, Group, Menu, SegmentedControl, Stack, Textarea } from '@mantine/core';
import { useThrottledCallback } from '@mantine/hooks';
import { useRef, useState } from 'react';
import type { Ref } from 'react';
import { useLive } from '#dashboard/app/live.tsx';
import { Icon } from '#dashboard/components/icon.tsx';
import { inboxText } from '#dashboard/text/inbox.ts';
import { useText } from '#dashboard/text/use-text.ts';
import { CannedReplies } from './canned-replies.tsx';
import type { ConversationActions } from './use-conversation-actions.ts';
import classes from './inbox.module.css';

export type ComposerMode = 'reply' | 'note';

interface ComposerProps {
  readonly id: string;
  readonly mode: ComposerMode;
  readonly onMode: (mode: ComposerMode) => void;
  /** Why one can't reply now; undefined when one can. */
  readonly whyNoReply: string | undefined;
  readonly actions: ConversationActions;
  readonly fieldRef: Ref<HTMLTextAreaElement>;
}

const TYPING_EVERY_MS = 2_500;

/** Words for the customer, or a note for colleagues. Enter sends, Shift+Enter begins a line. */
export function Composer({ id, mode, onMode, whyNoReply, actions, fieldRef }: ComposerProps) {
  const t = useText(inboxText);
  const { send: tell } = useLive();
  const [texts, setTexts] = useState({ reply: '', note: '' });
  // The same words sent again after a lost answer reach the customer once.
  const key = useRef(crypto.randomUUID());
  const tellTyping = useThrottledCallback(() => tell({ type: 'typing', conversation_id: id }), TYPING_EVERY_MS);
  const text = texts[mode];
  const action = mode === 'reply' ? actions.reply : actions.note;
  const isShut = mode === 'reply' && whyNoReply !== undefined;
  const write = (words: string) => {
    setTexts((before) => ({ ...before, [mode]: words }));
    if (mode === 'reply' && words !== '') tellTyping();
  };
  const submit = () => {
    if (text.trim() === '' || action.isPending || isShut) return;
    action.mutate(
      { text: text.trim(), key: key.current },
      {
        onSuccess() {
          key.current = crypto.randomUUID();
          setTexts((before) => ({ ...before, [mode]: '' }));
        },
      },
    );
  };
  return (
    <Stack gap="xs" className={classes['composer']} data-mode={mode}>
      <Group justify="space-between" gap="xs">
        <SegmentedControl
          size="xs"
          value={mode}
          aria-label={`${t.reply} / ${t.note}`}
          data={[
            { value: 'reply', label: t.reply },
            { value: 'note', label: t.note },
          ]}
          onChange={(value) => onMode(value === 'note' ? 'note' : 'reply')}
        />
        {mode === 'reply' && !isShut && (
          <Menu position="top-end" width={320}>
            <Menu.Target>
              <Button size="compact-xs" variant="default" leftSection={<Icon name="bolt" size={14} />}>
                {t.canned}
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              <CannedReplies onChoose={(words) => write(text === '' ? words : `${text} ${words}`)} />
            </Menu.Dropdown>
          </Menu>
        )}
      </Group>
      {isShut ? (
        <Alert p="xs" color="gray">
          {whyNoReply}
        </Alert>
      ) : (
        <Group gap="xs" align="flex-end" wrap="nowrap">
          <Textarea
            ref={fieldRef}
            flex={1}
            autosize
            minRows={2}
            maxRows={8}
            dir="auto"
            aria-label={mode === 'reply' ? t.replyLabel : t.noteLabel}
            placeholder={mode === 'reply' ? t.replyLabel : t.noteLabel}
            value={text}
            maxLength={20_000}
            onChange={({ currentTarget: { value } }) => write(value)}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
              event.preventDefault();
              submit();
            }}
          />
          <Button onClick={submit} loading={action.isPending} disabled={text.trim() === ''}>
            {mode === 'reply' ? t.send : t.addNote}
          </Button>
        </Group>
      )}
    </Stack>
  );
}
