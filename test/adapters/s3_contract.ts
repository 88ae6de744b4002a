import { Readable } from 'node:stream';
import { ListMultipartUploadsCommand, type S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openBucket } from '../../lambdas/adapters/s3/objects.ts';
import { bucketRecords } from '../../lambdas/adapters/s3/records.ts';
import { BadExport, BadSettings, OurBug } from '../../lambdas/errors.ts';
import type { Objects, Records } from '../../lambdas/ports.ts';

export interface S3 {
  readonly client: () => S3Client;
  readonly bucket: string;
  readonly close: () => Promise<void>;
  /** More keys than it lists on one page. */
  readonly many: number;
}

/** What the adapter promises on whatever speaks S3: our fake, an emulator, the real one. */
export function s3Contract(open: () => Promise<S3>): void {
  let s3: S3;
  let prefix: string;
  let objects: Objects;
  let records: Records;
  let turn = 0;
  beforeAll(async () => {
    s3 = await open();
  });
  afterAll(() => s3.close());
  beforeEach(() => {
    turn += 1;
    prefix = `exports/test-${turn}/`;
    const bucket = { client: s3.client(), bucket: s3.bucket, prefix };
    objects = openBucket(bucket);
    records = bucketRecords(bucket);
  });
  const fill = (keys: readonly string[]) =>
    Promise.all(keys.map((key) => objects.write(key, `at ${key}`)));

  describe('the objects of a bucket', () => {
    it('are listed below a prefix by code unit, without folder marks and hidden files', async () => {
      const keys = ['b/2.csv', 'b/10.csv', 'b.csv', 'a&b <1>+%.csv', 'ü/é.csv', 'b/😀', 'b/\uFF5E'];
      await fill([...keys, 'b/', 'b/.hidden']);
      expect(await objects.list('')).toEqual([...keys].sort());
      expect(await objects.list('b/')).toEqual(['b/10.csv', 'b/2.csv', 'b/😀', 'b/\uFF5E']);
      expect(await objects.list('b')).toContain('b.csv');
      expect(await objects.list('c')).toEqual([]);
    });

    it('are listed page by page to the last', async () => {
      const keys = Array.from({ length: s3.many }, (_, at) => `k/${String(at).padStart(5, '0')}`);
      await fill(keys);
      expect(await objects.list('k/')).toEqual(keys);
      await objects.remove('k');
      expect(await objects.list('')).toEqual([]);
    });

    it('have another version when their content is another, and the same until then', async () => {
      await fill(['x/a', 'x/b']);
      const before = await objects.versions('x/');
      await objects.write('x/a', 'other');
      const after = await objects.versions('x/');
      expect([...after.keys()]).toEqual(['x/a', 'x/b']);
      expect(after.get('x/a')).not.toBe(before.get('x/a'));
      expect(after.get('x/b')).toBe(before.get('x/b'));
    });

    it('exist or do not, whatever else begins with their name', async () => {
      await fill(['a.csv.gz', 'b/c']);
      expect(await objects.exists('a.csv')).toBe(false);
      expect(await objects.exists('a.csv.gz')).toBe(true);
      expect(await objects.exists('b')).toBe(false);
    });

    it('are read as they were written, text, bytes and nothing', async () => {
      const bytes = Uint8Array.from({ length: 70_000 }, (_, at) => at % 251);
      await objects.write('bytes', bytes);
      await objects.write('text', 'Zürich 😀\n');
      await objects.write('empty', '');
      const read: Buffer[] = [];
      for await (const chunk of await objects.open('bytes')) read.push(chunk);
      expect(Buffer.concat(read)).toEqual(Buffer.from(bytes));
      expect(await objects.readText('text')).toBe('Zürich 😀\n');
      expect(await objects.readText('empty')).toBe('');
      expect(objects.locate('a b')).toBe(`s3://${s3.bucket}/${prefix}a b`);
    });

    it('are read in parts, up to their end', async () => {
      await objects.write('parts', '0123456789');
      const parts = await objects.parts('parts');
      const text = async (start: number, end: number) =>
        Buffer.from(await parts.slice(start, end)).toString();
      expect(parts.size).toBe(10);
      expect(await text(2, 5)).toBe('234');
      expect(await text(8, 99)).toBe('89');
      expect(await text(10, 12)).toBe('');
      expect(await text(4, 4)).toBe('');
    });

    it('that change or go while they are read in parts fail', async () => {
      await fill(['a', 'b']);
      const [a, b] = [await objects.parts('a'), await objects.parts('b')];
      await objects.write('a', 'at b');
      await objects.remove('b');
      await expect(a.slice(0, 2)).rejects.toThrow(BadExport);
      await expect(a.slice(0, 2)).rejects.toThrow(/test-\d+\/a changed while it was read/);
      await expect(b.slice(0, 2)).rejects.toThrow(BadExport);
    });

    it('that are not there are our bug, named', async () => {
      await expect(objects.readText('gone')).rejects.toThrow(OurBug);
      await expect(objects.open('gone')).rejects.toThrow(
        /did not read s3:\/\/\S+\/gone: it is not there/,
      );
      await expect(objects.parts('gone')).rejects.toThrow(OurBug);
    });

    it('of a bucket that is not there are a matter of settings', async () => {
      const other = openBucket({ client: s3.client(), bucket: 'no-such-bucket-of-ours' });
      for (const ask of [
        () => other.list(''),
        () => other.readText('a'),
        () => other.write('a', ''),
      ])
        await expect(ask()).rejects.toThrow(BadSettings);
    });

    it('are removed by key and as a folder, never by the beginning of a name', async () => {
      const keep = ['s/snapshot=2026-11-02.2/p', 's/snapshot=2026-11-020', 't'];
      await fill([...keep, 's/snapshot=2026-11-02/p', 's/snapshot=2026-11-02/.q', 'one.jsonl']);
      await objects.remove('s/snapshot=2026-11-02');
      await objects.remove('one.jsonl');
      await objects.remove('not/there/');
      expect(await objects.list('')).toEqual(keep);
      expect(await objects.exists('s/snapshot=2026-11-02/.q')).toBe(false);
      await expect(objects.remove('')).rejects.toThrow(OurBug);
    });
  });

  describe('a stream', () => {
    const openUploads = async () => {
      const answer = await s3.client().send(new ListMultipartUploadsCommand({ Bucket: s3.bucket }));
      return answer.Uploads ?? [];
    };

    it('of 30 MB is written whole, and no more than three parts of it are ever in memory', async () => {
      const client = s3.client();
      let [made, sent, most] = [0, 0, 0];
      client.middlewareStack.add(
        (next) => async (args) => {
          const answer = await next(args);
          sent += (args.input as { Body?: Buffer }).Body?.length ?? 0;
          return answer;
        },
        { step: 'initialize' },
      );
      const lines = async function* () {
        for (let at = 0; at < 300; at += 1) {
          yield `${'x'.repeat(99_999)}\n`;
          made += 100_000;
          most = Math.max(most, made - sent);
        }
      };
      const lake = openBucket({ client, bucket: s3.bucket, prefix });
      await lake.writeStream('big', lines());
      expect(most).toBeLessThan(3 * 8 * 1024 * 1024);
      const { size, slice } = await lake.parts('big');
      expect(size).toBe(30_000_000);
      expect(Buffer.from(await slice(29_999_998, 30_000_000)).toString()).toBe('x\n');
      let read = 0;
      for await (const part of await lake.open('big')) read += part.length;
      expect(read).toBe(30_000_000);
      expect(await openUploads()).toEqual([]);
    });

    it('may be short, empty, text or bytes', async () => {
      await objects.writeStream('short', Readable.from(['a', Buffer.from('b')]));
      await objects.writeStream('empty', Readable.from([]));
      expect(await objects.readText('short')).toBe('ab');
      expect(await objects.readText('empty')).toBe('');
    });

    it.each([
      ['early', 1],
      ['late', 200],
    ])('that fails %s leaves nothing, and what was there stays', async (_, chunks) => {
      await objects.write('there', 'before');
      const failing = async function* () {
        for (let at = 0; at < chunks; at += 1) yield 'x'.repeat(100_000);
        throw new BadExport('the gate is shut');
      };
      await expect(objects.writeStream('new', failing())).rejects.toThrow(/^the gate is shut$/);
      await expect(objects.writeStream('there', failing())).rejects.toThrow(BadExport);
      expect(await objects.list('')).toEqual(['there']);
      expect(await objects.readText('there')).toBe('before');
      expect(await openUploads()).toEqual([]);
    });
  });

  describe('a pinned drop', () => {
    const pin = async () => {
      await fill(['a.csv', 'b/c.csv']);
      const pinned = await objects.versions('');
      return openBucket({ client: s3.client(), bucket: s3.bucket, prefix, pinned });
    };

    it('is read as it was listed, and does not see what came later', async () => {
      const drop = await pin();
      await fill(['d.csv']);
      expect(await drop.list('')).toEqual(['a.csv', 'b/c.csv']);
      expect(await drop.versions('b/')).toEqual(await objects.versions('b/'));
      expect([await drop.exists('b/c.csv'), await drop.exists('d.csv')]).toEqual([true, false]);
      expect(await drop.readText('a.csv')).toBe('at a.csv');
      await expect(drop.open('d.csv')).rejects.toThrow(/d.csv was not there when the run began/);
      await expect(drop.write('a.csv', '')).rejects.toThrow(OurBug);
    });

    it('that changes under a run is a bad export, with what to do', async () => {
      const drop = await pin();
      await objects.write('a.csv', 'other');
      await objects.remove('b/c.csv');
      const reads = [
        ...[() => drop.open('a.csv'), () => drop.readText('a.csv'), () => drop.parts('a.csv')],
        ...[() => drop.open('b/c.csv'), () => drop.parts('b/c.csv')],
      ];
      for (const read of reads) await expect(read()).rejects.toThrow(BadExport);
      await expect(drop.open('a.csv')).rejects.toThrow(
        /a.csv changed while it was read; upload it completely before a run starts, then start the run again/,
      );
    });
  });

  describe('a record', () => {
    it('is created once, and read with its version', async () => {
      expect(await records.read('r')).toBeNull();
      expect(await records.create('r', 'first')).toBe(true);
      expect(await records.create('r', 'second')).toBe(false);
      expect(await records.create('r', 'first')).toBe(false);
      expect(await records.read('r')).toMatchObject({ body: 'first' });
      expect(await records.list('')).toEqual(['r']);
    });

    it('is won by one of 32 that create it at once', async () => {
      const won = await Promise.all(
        Array.from({ length: 32 }, (_, at) => records.create('claim', `claimer ${at}`)),
      );
      expect(won.filter(Boolean)).toHaveLength(1);
      expect((await records.read('claim'))?.body).toBe(`claimer ${won.indexOf(true)}`);
    });

    it('is replaced only in the version that was read', async () => {
      await records.create('r', 'one');
      const [mine, theirs] = [await records.read('r'), await records.read('r')];
      expect(await records.replace('r', 'two', mine?.version ?? '')).toBe(true);
      expect(await records.replace('r', 'three', theirs?.version ?? '')).toBe(false);
      expect((await records.read('r'))?.body).toBe('two');
      await objects.remove('r');
      expect(await records.replace('r', 'four', mine?.version ?? '')).toBe(false);
      expect(await records.read('r')).toBeNull();
    });
  });
}
