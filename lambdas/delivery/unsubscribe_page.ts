import { escapeHtml } from './html.ts';

/** Nothing is loaded, run, framed, kept or told to another site. */
export const headers: Readonly<Record<string, string>> = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-robots-tag': 'noindex, nofollow',
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
};

export type Page =
  | { readonly shows: 'invalid' }
  | { readonly shows: 'subscribed' | 'unsubscribed'; readonly edition: string };

/** What a person sees who follows an unsubscribe link. */
export function page(about: Page): string {
  const { title, text, button } = wordsFor(about);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>
:root { color-scheme: light dark }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 34rem; margin: 3rem auto; padding: 0 1rem }
button { font: inherit; padding: .5rem 1rem }
</style>
</head>
<body>
<main>
<h1>${escapeHtml(title)}</h1>
${text.map((line) => `<p>${escapeHtml(line)}</p>`).join('\n')}
${button}
</main>
</body>
</html>
`;
}

function wordsFor(about: Page): { title: string; text: readonly string[]; button: string } {
  switch (about.shows) {
    case 'invalid':
      return {
        title: 'This link does not work',
        text: [
          'It is not complete, or it has been changed. Copy the whole link from the message, or answer the message and ask to be taken off the list.',
        ],
        button: '',
      };
    case 'subscribed':
      return {
        title: `Stop the ${about.edition} CS Pulse report?`,
        text: [
          `The address that this message was sent to will get no ${about.edition} report any more. Other editions go on: each has its own link.`,
          'You can take it back on the next page, or later with the same link.',
        ],
        button: form('List-Unsubscribe', 'One-Click', `Stop the ${about.edition} report`),
      };
    case 'unsubscribed':
      return {
        title: `The ${about.edition} CS Pulse report has stopped`,
        text: [
          `The address that this message was sent to gets no ${about.edition} report any more.`,
          'If that was a mistake, take it back here, now or later with the same link.',
        ],
        button: form('subscribe', 'again', `Send me the ${about.edition} report again`),
      };
  }
}

function form(name: string, value: string, label: string): string {
  return `<form method="post"><button name="${name}" value="${value}">${escapeHtml(label)}</button></form>`;
}
