import { readFile } from 'node:fs/promises';
import { caniemail } from 'caniemail';
import { describe, expect, it } from 'vitest';
import { cases, rendered } from './rendered.ts';

const place = new URL('caniemail_allowed.json', import.meta.url);
/** By feature: the clients without it, and what becomes of the mail there. */
const features: Readonly<Record<string, { clients: string[]; harmless: string }>> = JSON.parse(
  await readFile(place, 'utf8'),
);
const allowed = Object.entries(features).flatMap(([feature, { clients }]) =>
  clients.map((client) => `${feature}: ${client}`),
);
const editions = ['weekly', 'monthly', 'quarterly'].flatMap((name) => cases[name] ?? []);

/** Those that people open such reports with. */
const clients = ['gmail.*', 'outlook.*', 'apple-mail.*', 'samsung-email.*', 'yahoo.*'] as const;

/** What the mails use and a client lacks, as "feature: client". */
async function lacking(): Promise<readonly string[]> {
  const pairs = new Set<string>();
  for (const edition of editions) {
    const { html } = await rendered(edition);
    const { issues } = caniemail({ clients: [...clients], html });
    for (const [client, found] of issues.errors) {
      for (const { title } of found) pairs.add(`${title}: ${client}`);
    }
  }
  return [...pairs].sort();
}

const found = await lacking();

describe('what mail clients lack', () => {
  it('is nothing new: each pair of a feature and a client was looked at and does no harm', () => {
    expect(found.filter((pair) => !allowed.includes(pair))).toEqual([]);
  });

  it('is forgotten from the list where no mail needs it any more', () => {
    expect(allowed.filter((pair) => !found.includes(pair))).toEqual([]);
  });
});
