import { moneyText } from './format.ts';
import { useShop } from './use-shop.ts';

/** An amount of exact minor units. */
export function Money({ minor, currency }: { readonly minor: number; readonly currency: string }) {
  const { locale } = useShop();
  return <bdi>{moneyText(minor, currency, locale)}</bdi>;
}
