import type { Texts } from '#widget/texts/texts.ts';
import { ICONS, element, icon } from './element.ts';

const LONGEST_MESSAGE = 4_096;

export interface Composer {
  readonly form: HTMLElement;
  focus(): void;
}

/** Where the visitor writes: Enter sends, Shift + Enter begins a line. */
export function createComposer(texts: Texts, say: (text: string) => void): Composer {
  const field = element('textarea', {
    rows: 1,
    maxlength: LONGEST_MESSAGE,
    placeholder: texts.placeholder,
    'aria-label': texts.message,
    enterkeyhint: 'send',
    dir: 'auto',
  });
  const button = element(
    'button',
    { type: 'submit', class: 'send', 'aria-label': texts.send, disabled: true },
    icon(ICONS.send),
  );
  const fit = () => {
    field.style.height = 'auto';
    field.style.height = `${field.scrollHeight + 3}px`;
    // An empty field has no direction of its own: its hint follows the page's language.
    field.dir = field.value === '' ? '' : 'auto';
    button.disabled = field.value.trim() === '';
  };
  const submit = (event: Event) => {
    event.preventDefault();
    const text = field.value.trim();
    if (text === '') return;
    field.value = '';
    fit();
    field.focus();
    say(text);
  };
  field.dir = '';
  field.addEventListener('input', fit);
  field.addEventListener('keydown', (event) => {
    // While a word is being composed (Japanese, Chinese, …) Enter belongs to the keyboard.
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) submit(event);
  });
  const form = element('form', { class: 'composer', onsubmit: submit }, field, button);
  return { form, focus: () => field.focus() };
}
