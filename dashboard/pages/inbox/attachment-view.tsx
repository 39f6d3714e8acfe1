import { Alert, Button, Image, Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { sendRaw } from '#dashboard/api/client.ts';
import { Icon } from '#dashboard/components/icon.tsx';
import { inboxText } from '#dashboard/text/inbox.ts';
import { useText } from '#dashboard/text/use-text.ts';
import type { Message } from './queries.ts';

type Attachment = Message['attachments'][number];

/** A file of a message: a picture, a player, or a download. It is fetched with the person's token, so not by address. */
export function AttachmentView({ file }: { readonly file: Attachment }) {
  const t = useText(inboxText);
  const name = file.name ?? `${t.file} (${file.kind})`;
  if (file.url === null) {
    return (
      <Alert p="xs" color="gray" icon={<Icon name="attachment" />}>
        {name}: {t.fileGone}
      </Alert>
    );
  }
  return (
    <Stack gap={4}>
      <LoadedFile url={file.url} type={file.content_type ?? ''} name={name} />
      {file.transcript !== null && (
        <Text size="sm" fs="italic" dir="auto">
          {file.transcript}
        </Text>
      )}
    </Stack>
  );
}

interface LoadedFileProps {
  readonly url: string;
  readonly type: string;
  readonly name: string;
}

function LoadedFile({ url, type, name }: LoadedFileProps) {
  const t = useText(inboxText);
  const isShown = /^(?:image|audio|video)\//.test(type);
  const file = useQuery({
    queryKey: ['file', url],
    queryFn: async ({ signal }) => (await sendRaw(url, { signal })).blob(),
    enabled: isShown,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const address = useObjectUrl(file.data);
  if (!isShown) return <DownloadButton url={url} name={name} />;
  if (file.isError) return <Text size="sm">{t.fileGone}</Text>;
  if (address === undefined) return <Skeleton w={220} h={type.startsWith('audio/') ? 40 : 140} />;
  if (type.startsWith('audio/')) return <audio controls src={address} aria-label={name} />;
  if (type.startsWith('video/')) return <video controls src={address} width={280} aria-label={name} />;
  return <Image src={address} alt={name} maw={280} mah={320} fit="contain" radius="sm" />;
}

function DownloadButton({ url, name }: { readonly url: string; readonly name: string }) {
  const download = async () => {
    const address = URL.createObjectURL(await (await sendRaw(url)).blob());
    const link = document.createElement('a');
    link.href = address;
    link.download = name;
    link.click();
    URL.revokeObjectURL(address);
  };
  return (
    <Button size="xs" variant="default" leftSection={<Icon name="download" />} onClick={() => void download()}>
      <bdi>{name}</bdi>
    </Button>
  );
}

/** An address for bytes that are here already, for as long as they are shown. */
function useObjectUrl(blob: Blob | undefined): string | undefined {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    if (blob === undefined) return undefined;
    const made = URL.createObjectURL(blob);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [blob]);
  return url;
}
