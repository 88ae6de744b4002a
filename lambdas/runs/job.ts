import type { Period } from '../reports/periods.ts';
import { type ReaderScope, readerScopes } from '../reports/scopes.ts';
import type { EditionName, Reader, Settings } from '../settings/schema.ts';
import { sha256 } from './keeper.ts';

export interface Asked {
  readonly edition: EditionName;
  readonly period: Period;
  readonly asOf: 'original' | 'latest';
  readonly settings: Settings;
  /** Readers of the edition, or those of them who were asked for. */
  readonly readers: readonly Reader[];
  /** Name of the export; snapshots of different names never mix. */
  readonly source: string;
  /** Of the snapshot that is reported on. */
  readonly fingerprint: string;
  /** Version of the code, and of the templates where they are not the code's own. */
  readonly version: string;
}

/** One edition of one period from known inputs, and where it lies. */
export interface Job extends Asked {
  readonly id: string;
  /** `runs/<edition>/<period>/<id>`. */
  readonly folder: string;
  /** The parts of the base that readers see, each measured and composed on its own. */
  readonly scopes: readonly ReaderScope[];
  /** A person asked for this report and reads the result: gates may name a fault where they would stop a schedule. */
  readonly attended: boolean;
}

/** Version of the code alone: other templates land and stage nothing otherwise. */
export const codeOf = ({ version }: Pick<Asked, 'version'>) =>
  version.replace(/\+templates\..*$/, '');

/** The same inputs make the same run: snapshot, settings, readers and code, not the hour. */
export function jobOf(asked: Asked, attended: boolean): Job {
  const { edition, asOf, settings, readers, period, version } = asked;
  const inputs = {
    ...{ edition, asOf, settings, period },
    snapshot: asked.fingerprint,
    readers: readers.map(({ email }) => email),
    code: version,
  };
  const id = `${asOf}-${sha256(JSON.stringify(inputs)).slice(0, 10)}`;
  const folder = `runs/${edition}/${period.label}/${id}`;
  return { ...asked, id, folder, scopes: readerScopes(readers), attended };
}

/** Readers of an edition; `only` narrows to one address. */
export function readersOf(
  { readers }: Settings,
  edition: EditionName,
  only?: string,
): readonly Reader[] {
  return readers.filter(
    ({ email, editions }) => editions.includes(edition) && (only === undefined || email === only),
  );
}
