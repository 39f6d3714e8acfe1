/** 24 × 24 line drawings; they take the colour of the text around them. */
const PATHS = {
  archive: 'M4 5h16v4H4z M6 9v10h12V9 M10 13h4',
  attachment: 'M15 7l-7 7a2 2 0 0 0 3 3l8-8a4 4 0 0 0-6-6l-8 8a6 6 0 0 0 9 9l6-6',
  back: 'M15 6l-6 6 6 6',
  bolt: 'M13 3L5 14h6l-1 7 8-11h-6z',
  book: 'M5 5a2 2 0 0 1 2-2h12v16H7a2 2 0 0 0-2 2z M5 19a2 2 0 0 0 2 2h12v-2',
  bot: 'M6 9h12v9H6z M12 5v4 M9 13h.01 M15 13h.01 M4 12v3 M20 12v3 M12 5h.01',
  box: 'M12 3l8 4.5v9L12 21l-8-4.5v-9z M12 12l8-4.5 M12 12v9 M12 12L4 7.5',
  calendar: 'M4 6h16v14H4z M4 10h16 M8 3v4 M16 3v4',
  cart: 'M4 4h2l2.5 11h9l2.5-8H7 M9 20h.01 M17 20h.01',
  chat: 'M4 5h16v11H9l-5 4z M8 9h8 M8 12h5',
  check: 'M5 12l5 5L20 7',
  checks: 'M3 12l5 5L16 8 M12 16l1 1 8-9',
  clock: 'M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16z M12 8v4l3 2',
  close: 'M6 6l12 12 M18 6L6 18',
  download: 'M12 4v11 M7 10l5 5 5-5 M4 20h16',
  edit: 'M4 20h4L19 9l-4-4L4 16z M13 7l4 4',
  external: 'M14 4h6v6 M20 4l-9 9 M18 14v6H4V6h6',
  filter: 'M4 5h16l-6 8v6l-4-2v-4z',
  gear: 'M12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6z M12 3v3 M12 18v3 M3 12h3 M18 12h3 M5.6 5.6l2.1 2.1 M16.3 16.3l2.1 2.1 M5.6 18.4l2.1-2.1 M16.3 7.7l2.1-2.1',
  help: 'M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16z M10 10a2 2 0 1 1 3 1.7c-.7.4-1 .8-1 1.6 M12 16h.01',
  info: 'M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16z M12 11v5 M12 8h.01',
  key: 'M15 4a5 5 0 1 0 0 10 5 5 0 0 0 0-10z M11 12l-7 7 M6 17l2 2',
  label: 'M4 4h8l8 8-8 8-8-8z M8 8h.01',
  leave: 'M10 4H5v16h5 M14 8l4 4-4 4 M18 12H9',
  list: 'M9 6h11 M9 12h11 M9 18h11 M4 6h.01 M4 12h.01 M4 18h.01',
  money: 'M3 6h18v12H3z M12 9.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5z M6 9h.01 M18 15h.01',
  note: 'M5 4h14v11l-5 5H5z M14 20v-5h5 M8 8h8 M8 12h5',
  people: 'M9 5a3 3 0 1 0 0 6 3 3 0 0 0 0-6z M3 19a6 6 0 0 1 12 0 M16 5.5a3 3 0 0 1 0 5.5 M17 13.5a6 6 0 0 1 4 5.5',
  person: 'M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8z M4 20a8 8 0 0 1 16 0',
  plug: 'M9 3v5 M15 3v5 M6 8h12v3a6 6 0 0 1-12 0z M12 17v4',
  plus: 'M12 5v14 M5 12h14',
  reply: 'M9 7L4 12l5 5 M4 12h10a6 6 0 0 1 6 6',
  search: 'M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14z M16 16l4 4',
  send: 'M4 12l16-8-6 16-3-7z',
  spark: 'M12 3l2 6 6 3-6 3-2 6-2-6-6-3 6-3z',
  trash: 'M4 7h16 M9 7V4h6v3 M6 7l1 13h10l1-13 M10 11v5 M14 11v5',
  upload: 'M12 16V5 M7 10l5-5 5 5 M4 20h16',
  warning: 'M12 4l9 16H3z M12 10v4 M12 17h.01',
} as const;

export type IconName = keyof typeof PATHS;

/** Decoration only: what it means stands beside it, or is the label of its button. */
export function Icon({ name, size = 18 }: { readonly name: IconName; readonly size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.75}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
