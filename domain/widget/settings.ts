/** How a shop's chat looks on its site, and which sites may show it. */
export interface WidgetSettings {
  /** Sites that may embed it: `https://shop.example`, or `https://*.shop.example` for all its subdomains. */
  readonly origins: readonly string[];
  /** Over the chat; the shop's name when left out. */
  readonly title?: string;
  /** The first line of an empty chat. */
  readonly greeting?: string;
  /** `#rrggbb`; words on it become black or white, whichever is easier to read. */
  readonly accent?: string;
  readonly position?: 'left' | 'right';
  /** BCP 47; the shop's language when left out. */
  readonly language?: string;
  readonly logoUrl?: string;
  /** First messages offered as buttons. */
  readonly starters?: readonly string[];
}

export const NO_WIDGET: WidgetSettings = { origins: [] };
