import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { PutSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { openVendor, type Vendor } from '../exports/vendors/server.ts';
import { ZendeskFace } from '../exports/vendors/zendesk_face.ts';
import type { Bucket } from './aws.ts';
import { source } from './stages.ts';

export interface Zendesk {
  readonly vendor: Vendor;
  /** Nobody but the export may ever show it. */
  readonly token: string;
  readonly tickets: number;
}

/** A vendor on this machine in whom customers of the demo company asked for help in the last week of October. */
export async function openZendesk(now: string): Promise<Zendesk> {
  const [face, token, tickets] = [new ZendeskFace(), 'SENTINEL-of-zendesk', 25];
  face.credentials.clear();
  face.credentials.add(`admin@quayloom.example/token:${token}`);
  face.organization(42, { external_id: 'a-00002', name: 'A customer' });
  for (let id = 1; id <= tickets; id += 1) {
    face.ticket(id, `2026-10-2${6 + (id % 4)}T${10 + (id % 8)}:00:00Z`);
  }
  return { vendor: await openVendor(face, now), token, tickets };
}

const manager = new SecretsManagerClient({});

/** What `aws secretsmanager put-secret-value` does. */
export async function putSecret(name: string, secret: object): Promise<void> {
  const SecretString = JSON.stringify(secret);
  await manager.send(new PutSecretValueCommand({ SecretId: name, SecretString }));
}

/** Makes room in the drop for tables of a vendor: what lay there as one file becomes a part of a folder. */
export async function asParts(lake: Bucket, tables: readonly string[]): Promise<void> {
  for (const table of tables) {
    const key = `exports/${source}/${table}`;
    await lake.put(`${key}/company.csv`, await lake.bytes(`${key}.csv`));
    await lake.remove(`${key}.csv`);
  }
}

/** The drop as it lies in the lake, in a folder of this machine. */
export async function dropHere(lake: Bucket): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'cs-pulse-cloud-exported-'));
  const prefix = `exports/${source}/`;
  for (const key of await lake.keys(prefix)) {
    const path = join(folder, key.slice(prefix.length));
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, await lake.bytes(key));
  }
  return folder;
}
