import { agoText, momentText } from './format.ts';
import { useShop } from './use-shop.ts';

/** A moment on the shop's clock. */
export function Moment({ at }: { readonly at: string }) {
  const { timeZone, locale } = useShop();
  return <time dateTime={at}>{momentText(at, timeZone, locale)}</time>;
}

/** How long ago something was, with the moment on the shop's clock beneath the pointer. */
export function Ago({ at }: { readonly at: string }) {
  const { timeZone, locale } = useShop();
  return (
    <time dateTime={at} title={momentText(at, timeZone, locale)}>
      {agoText(at, new Date(), locale)}
    </time>
  );
}
