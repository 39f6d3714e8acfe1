import { TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useEffect, useRef, useState } from 'react';

const PAUSE_MS = 300;

/** A field that searches when its user pauses. */
export function SearchField({
  label,
  value,
  onSearch,
  placeholder,
}: {
  readonly label: string;
  readonly value: string;
  readonly onSearch: (text: string) => void;
  readonly placeholder?: string;
}) {
  const [text, setText] = useState(value);
  const searched = useRef(value);
  const search = useDebouncedCallback((next: string) => {
    searched.current = next.trim();
    onSearch(next.trim());
  }, PAUSE_MS);
  useEffect(() => {
    // Set from elsewhere: by the back button, or by clearing all filters.
    if (value !== searched.current) {
      searched.current = value;
      setText(value);
    }
  }, [value]);
  return (
    <TextInput
      type="search"
      label={label}
      value={text}
      maxLength={100}
      {...(placeholder !== undefined && { placeholder })}
      onChange={(event) => {
        setText(event.currentTarget.value);
        search(event.currentTarget.value);
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter') search.flush();
      }}
    />
  );
}
