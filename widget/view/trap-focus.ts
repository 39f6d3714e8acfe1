const FOCUSABLE = 'a[href], button:not([disabled]), textarea, [tabindex="0"]';

/** Keeps Tab inside `panel` while it is shown. */
export function trapFocus(panel: HTMLElement): void {
  panel.addEventListener('keydown', (event) => {
    if (event.key !== 'Tab') return;
    const stops = [...panel.querySelectorAll<HTMLElement>(FOCUSABLE)].filter((stop) => stop.offsetParent !== null);
    const root = panel.getRootNode() as ShadowRoot;
    const edge = event.shiftKey ? stops[0] : stops.at(-1);
    if (edge === undefined || root.activeElement !== edge) return;
    event.preventDefault();
    (event.shiftKey ? stops.at(-1) : stops[0])?.focus();
  });
}
