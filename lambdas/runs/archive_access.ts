import { createSign } from 'node:crypto';
import { bookFolder } from '../rendering/archive/book_folder.ts';
import { scopeLabel } from '../reports/scopes.ts';
import type { Settings } from '../settings/schema.ts';

/** The one tree of pages that a person may read: that of the reader with the address; null for everybody else. */
export function treeOf({ readers }: Pick<Settings, 'readers'>, email: string): string | null {
  const reader = readers.find((one) => one.email.toLowerCase() === email.toLowerCase());
  return reader === undefined ? null : bookFolder(scopeLabel(reader));
}

export interface Pass {
  /** Of the archive, e.g. `reports.example.com`. */
  readonly domain: string;
  /** The tree that it opens, e.g. `site/company`. */
  readonly tree: string;
  /** Seconds since 1970. */
  readonly until: number;
  /** As CloudFront calls the public key. */
  readonly keyId: string;
  /** PEM. */
  readonly privateKey: string;
}

/** Cookies that CloudFront itself checks before it hands out a page: below the tree, until the time, and nothing else. */
export function passCookies({ domain, tree, until, keyId, privateKey }: Pass): readonly string[] {
  const condition = { DateLessThan: { 'AWS:EpochTime': until } };
  const resource = `https://${domain}/${tree}/*`;
  const policy = JSON.stringify({ Statement: [{ Resource: resource, Condition: condition }] });
  // CloudFront takes no other hash with an RSA key.
  const signature = createSign('RSA-SHA1').update(policy).sign(privateKey);
  const values = {
    'CloudFront-Policy': urlSafe(Buffer.from(policy)),
    'CloudFront-Signature': urlSafe(signature),
    'CloudFront-Key-Pair-Id': keyId,
  };
  return Object.entries(values).map(
    ([name, value]) => `${name}=${value}; Path=/${tree}/; Secure; HttpOnly; SameSite=Lax`,
  );
}

/** The letters that CloudFront puts in place of those of base64 that a cookie may not hold. */
const urlSafe = (bytes: Uint8Array) =>
  Buffer.from(bytes)
    .toString('base64')
    .replaceAll('+', '-')
    .replaceAll('=', '_')
    .replaceAll('/', '~');
