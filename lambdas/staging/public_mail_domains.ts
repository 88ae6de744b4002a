import type { Relation } from '../tables/relations.ts';

/** Providers whose domain says nothing about the company; two accounts sharing one are not the same. */
const domains = [
  'aol.com',
  'fastmail.com',
  'free.fr',
  'gmail.com',
  'gmx.de',
  'gmx.net',
  'googlemail.com',
  'hey.com',
  'hotmail.co.uk',
  'hotmail.com',
  'icloud.com',
  'live.com',
  'mac.com',
  'mail.com',
  'mail.ru',
  'me.com',
  'msn.com',
  'orange.fr',
  'outlook.com',
  'pm.me',
  'proton.me',
  'protonmail.com',
  'qq.com',
  't-online.de',
  'web.de',
  'yahoo.co.uk',
  'yahoo.com',
  'yandex.ru',
  'ymail.com',
  '163.com',
];

export const publicMailDomains: Relation = {
  name: 'public_mail_domains',
  columns: { domain: 'varchar' },
  rows: domains.map((domain) => ({ domain })),
};
