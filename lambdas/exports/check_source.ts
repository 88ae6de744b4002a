import { NotPermitted } from './signals.ts';
import type { Api, Connecting, Source, SourceObject } from './source.ts';

/** What a look at one object found, without an export. */
export interface ObjectCheck {
  readonly object: string;
  readonly status: 'readable' | 'not_permitted';
  /** How many records there are, where the vendor says so; else how many came on the first page. */
  readonly records: number;
  readonly isTotal: boolean;
  /** What is missing, where it is not permitted. */
  readonly reason: string | null;
}

export interface SourceCheck {
  /** Whom the vendor takes us for. */
  readonly account: string;
  readonly objects: readonly ObjectCheck[];
}

/** Asks a vendor for the first page of everything: whether the credentials are good, and for what. */
export async function checkSource(
  world: Connecting,
  source: Source,
  secret: unknown,
): Promise<SourceCheck> {
  const { api, now, account } = await source.connect(secret, world);
  const objects: ObjectCheck[] = [];
  for (const object of source.objects) {
    world.progress.step(`Looking at ${source.name}: ${object.name}`);
    objects.push(await checkObject(api, object, now));
  }
  return { account, objects };
}

async function checkObject(
  api: Api,
  object: SourceObject<unknown>,
  now: string,
): Promise<ObjectCheck> {
  const [stream] = object.streams({ mode: 'all', from: null, to: now });
  const found = { object: object.name, status: 'readable', reason: null } as const;
  try {
    const page = await stream?.page(api, null);
    if (page?.total !== undefined) return { ...found, records: page.total, isTotal: true };
    const records = page && !page.isWaiting ? object.read(page.received).length : 0;
    return { ...found, records, isTotal: page?.next === null && !page.isWaiting };
  } catch (error) {
    if (!(error instanceof NotPermitted)) throw error;
    const refused = { status: 'not_permitted', reason: error.message } as const;
    return { ...found, ...refused, records: 0, isTotal: false };
  }
}
