import type { Words } from '../languages/words.ts';

/** What stands around every page of the archive. */
export interface Frame {
  readonly title: string;
  readonly company: string;
  /** The book of business; null for the whole company. */
  readonly scope: string | null;
  /** The list of reports; null where there is none. */
  readonly home: string | null;
  /** Period and edition; null on the list of reports. */
  readonly run: string | null;
  readonly nav: readonly Link[];
}

export interface Link {
  readonly href: string;
  readonly text: string;
  readonly current: boolean;
}

export interface Page {
  readonly words: Words;
  readonly frame: Frame;
}

/** The pages of a run that every other page of it leads to. */
export const runPages = {
  report: 'index.html',
  kpis: 'kpis.html',
  accounts: 'accounts.html',
  dictionary: 'dictionary.html',
  log: 'log.html',
} as const;
export type RunPage = keyof typeof runPages;

export interface Shelf {
  readonly words: Words;
  readonly company: string;
  readonly scope: string | null;
  /** e.g. `Week 44, 2026` with the name of the edition. */
  readonly run: string;
}

export function frameOf({ words, company, scope, run }: Shelf, page: RunPage, title: string): Page {
  const { t } = words;
  const texts = {
    report: t('Report'),
    kpis: t('KPIs'),
    accounts: t('Accounts'),
    dictionary: t('Dictionary'),
    log: t('Run log'),
  };
  const names: readonly RunPage[] = ['report', 'kpis', 'accounts', 'dictionary', 'log'];
  const nav = names.map((name) => ({
    href: runPages[name],
    text: texts[name],
    current: name === page,
  }));
  return {
    words,
    frame: { title, company, scope, home: '../../../index.html', run, nav },
  };
}
