import { Group, Image } from '@mantine/core';

/** Pictures lie at addresses of the shop; one that can't be loaded is left out. */
export function ProductPictures({ images }: { readonly images: readonly string[] }) {
  const shown = images.filter((address) => address.startsWith('https://'));
  if (shown.length === 0) return null;
  return (
    <Group gap="xs">
      {shown.map((address) => (
        <Image
          key={address}
          src={address}
          alt=""
          w={88}
          h={88}
          radius="sm"
          fit="cover"
          referrerPolicy="no-referrer"
          onError={(event) => {
            event.currentTarget.hidden = true;
          }}
        />
      ))}
    </Group>
  );
}
