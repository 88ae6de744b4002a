import { imagesOf } from './mime.ts';
import { asWordShows, withoutMedia } from './word.ts';

/** How one mail client shows a mail. */
export interface Client {
  readonly id: string;
  readonly title: string;
  /** What it does to the mail. */
  readonly note: string;
  /** Pixels that it has for the mail. */
  readonly width: number;
  readonly show: (html: string) => string;
}

export const clients: readonly Client[] = [
  {
    ...{ id: 'gmail', title: 'Gmail', width: 620, show: asGmailShows },
    note: 'Outlook’s comments, dark rules and attribute selectors removed',
  },
  {
    ...{ id: 'outlook', title: 'Outlook for Windows (Word)', width: 620, show: asWordShows },
    note: 'Outlook’s comments read, what Word ignores removed: an approximation',
  },
  {
    ...{ id: 'apple-light', title: 'Apple Mail, light', width: 620 },
    note: 'Everything but Outlook’s comments',
    show: (html) => inLight(withoutComments(html)),
  },
  {
    ...{ id: 'apple-dark', title: 'Apple Mail, dark', width: 620 },
    note: 'The dark design',
    show: (html) => inDark(withoutComments(html)),
  },
  {
    ...{ id: 'outlook-com-dark', title: 'Outlook.com, dark', width: 620 },
    note: 'The rules below data-ogsc',
    show: (html) => inLight(withoutComments(html)).replace('<html', '<html data-ogsc=""'),
  },
  {
    ...{ id: 'images-off', title: 'Images off', width: 620 },
    note: 'The alternative texts in their place',
    show: (html) => withoutImages(asGmailShows(html)),
  },
  {
    ...{ id: 'gmail-app', title: 'Gmail app, another provider’s account', width: 375 },
    note: 'No style element at all',
    show: (html) => withoutStyleSheets(withoutComments(html)),
  },
  {
    ...{ id: 'no-styles', title: 'No styles at all', width: 375, show: withoutAnyStyle },
    note: 'Neither style elements nor those written into elements, as in some readers and archives',
  },
  {
    ...{ id: 'forced-dark', title: 'Forced dark', width: 375 },
    note: 'Every colour inverted, as Gmail does on iOS',
    show: (html) => inverted(asGmailShows(html)),
  },
  ...[320, 375, 414, 600].map((width) => ({
    ...{ id: `phone-${width}`, title: `${width} px`, width },
    note: 'As Apple Mail shows it, at this width',
    show: (html: string) => inLight(withoutComments(html)),
  })),
];

/** Browsers take them for comments; a client that drops them shows the same. */
export function withoutComments(html: string): string {
  return html.replaceAll(/<!--[\s\S]*?-->/g, '');
}

export function asGmailShows(html: string): string {
  return eachStyleSheet(withoutComments(html), (css) =>
    withoutMedia(css, isAboutColours)
      .replaceAll(/:root\{[^}]*\}/g, '')
      .replaceAll(/\[data-ogs[cb]\][^{}]*\{[^{}]*\}/g, ''),
  );
}

const isAboutColours = (query: string) => query.includes('prefers-color-scheme');

/** As Gmail's apps show it for accounts of other providers. */
export function withoutStyleSheets(html: string): string {
  return html.replaceAll(/<style\b[\s\S]*?<\/style>/g, '');
}

function withoutAnyStyle(html: string): string {
  return withoutStyleSheets(withoutComments(html)).replaceAll(/ (style|bgcolor)="[^"]*"/g, '');
}

/** Whatever the screen that it is looked at prefers. */
function inLight(html: string): string {
  return eachStyleSheet(html, (css) =>
    withoutMedia(css, isAboutColours).replaceAll(/color-scheme:[^;}]*/g, 'color-scheme:light'),
  );
}

function inDark(html: string): string {
  return eachStyleSheet(html, (css) =>
    css
      .replaceAll(/@media[^{]*prefers-color-scheme:\s*dark[^{]*\{/g, '@media all{')
      .replaceAll(/color-scheme:light dark/g, 'color-scheme:dark'),
  );
}

function inverted(html: string): string {
  const rule = 'filter:invert(1) hue-rotate(180deg)';
  return html.replace('</head>', `<style>html{background:#fff;${rule}}img{${rule}}</style></head>`);
}

export function withoutImages(html: string): string {
  return html.replaceAll(/src="cid:[^"]*"/g, 'src="data:,"');
}

/** As a client shows it that has the message's parts. */
export function withImages(html: string, eml: string): string {
  const images = imagesOf(eml);
  return withImagesAt(html, (cid) => `data:image/png;base64,${images.get(cid) ?? ''}`);
}

/** The same with images that lie elsewhere. */
export function withImagesAt(html: string, address: (cid: string) => string): string {
  return html.replaceAll(/src="cid:([^"]+)"/g, (_, cid: string) => `src="${address(cid)}"`);
}

function eachStyleSheet(html: string, change: (css: string) => string): string {
  return html.replaceAll(
    /(<style\b[^>]*>)([\s\S]*?)<\/style>/g,
    (_, open: string, css: string) => `${open}${change(css)}</style>`,
  );
}
