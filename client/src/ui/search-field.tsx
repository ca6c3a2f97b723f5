import { CloseButton, Kbd, TextInput } from '@mantine/core';
import { useDebouncedCallback, useHotkeys } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';

const TYPING_PAUSE_MS = 180;

interface SearchFieldProps {
  label: string;
  value: string;
  /** Called when the typing pauses. */
  onSearch: (text: string) => void;
}

/** A search field that answers while one types. `/` puts the focus in it, Escape empties it. */
export function SearchField({ label, value, onSearch }: SearchFieldProps) {
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(value);
  const searchSoon = useDebouncedCallback(onSearch, TYPING_PAUSE_MS);
  useHotkeys([['/', () => input.current?.focus()]]);

  useEffect(() => {
    // The address may have changed by other means than typing here, such as the back button.
    if (document.activeElement !== input.current) setText(value);
  }, [value]);

  function handleChange(next: string) {
    setText(next);
    searchSoon(next);
  }

  return (
    <TextInput
      ref={input}
      type="search"
      aria-label={label}
      aria-keyshortcuts="/"
      placeholder={label}
      value={text}
      onChange={(event) => handleChange(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Escape') handleChange('');
      }}
      leftSection={<IconSearch size={16} aria-hidden />}
      rightSection={
        text === '' ? (
          <Kbd size="xs" visibleFrom="sm" aria-hidden>
            /
          </Kbd>
        ) : (
          <CloseButton size="sm" aria-label="Clear the search" onClick={() => handleChange('')} />
        )
      }
    />
  );
}
