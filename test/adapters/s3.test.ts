import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openBucket } from '../../lambdas/adapters/s3/objects.ts';
import { bucketRecords } from '../../lambdas/adapters/s3/records.ts';
import { BadSettings, VendorDown } from '../../lambdas/errors.ts';
import type { Objects, Records } from '../../lambdas/ports.ts';
import { s3Contract } from './s3_contract.ts';
import { type Asked, s3Server } from './s3_server.ts';

s3Contract(async () => ({ ...(await s3Server({ pageSize: 10 })), many: 25 }));

let s3: Awaited<ReturnType<typeof s3Server>>;
let objects: Objects;
let records: Records;
beforeEach(async () => {
  s3 = await s3Server();
  const client = s3.client();
  objects = openBucket({ client, bucket: s3.bucket });
  records = bucketRecords({ client, bucket: s3.bucket });
});
afterEach(() => s3.close());

const failure = (asked: Promise<unknown>) => asked.then(() => undefined).catch((error) => error);
const puts = ({ method }: Asked) => method === 'PUT';
const gets = ({ method }: Asked) => method === 'GET';
const always = 99;

describe('a bucket that fails for a while', () => {
  it.each([
    ['answers with an error', [500, 'InternalError']],
    ['resets the connection', 'lost'],
    ['is slow', 'slow'],
  ] as const)('%s once is asked again', async (_, answer) => {
    const client = s3.client({ requestHandler: { socketTimeout: 400 } });
    objects = openBucket({ client, bucket: s3.bucket });
    s3.put('a', 'text');
    s3.fail(answer);
    expect(await objects.readText('a')).toBe('text');
  });

  it.each([
    ['answers with errors', [500, 'InternalError']],
    ['asks to slow down', [503, 'SlowDown']],
    ['resets the connection', 'lost'],
  ] as const)('%s to the last try is down', async (_, answer) => {
    objects = openBucket({ client: s3.client({ maxAttempts: 1 }), bucket: s3.bucket });
    s3.fail(answer, () => true, always);
    const asks = [
      objects.list(''),
      objects.readText('a'),
      objects.write('a', ''),
      objects.parts('a'),
    ];
    for (const error of await Promise.all(asks.map(failure)))
      expect(error).toBeInstanceOf(VendorDown);
    expect((await failure(objects.open('k/a.csv'))).message).toMatch(
      /^S3 did not read s3:\/\/lake\/k\/a.csv: /,
    );
  });

  it('is down where nothing listens', async () => {
    await s3.close();
    const error = await failure(objects.list('exports/'));
    expect(error).toBeInstanceOf(VendorDown);
    expect(error.message).toMatch(/no answer \(ECONNREFUSED\)/);
  });
});

describe('a body', () => {
  it.each([['cut'], ['damaged']] as const)(
    'that comes %s is not taken for the object',
    async (how) => {
      s3.put('a', '0123456789'.repeat(1000));
      s3.fail(how, gets, always);
      for (const ask of [
        async () => objects.readText('a'),
        async () => records.read('a'),
        async () => {
          for await (const _ of await objects.open('a'));
        },
      ]) {
        const error = await failure(ask());
        expect(error).toBeInstanceOf(VendorDown);
        expect(error.message).toMatch(/did not read s3:\/\/lake\/a to the end/);
      }
    },
  );

  it('that is cut in a part is not taken for the part', async () => {
    s3.put('a', '0123456789'.repeat(1000));
    const { slice } = await objects.parts('a');
    s3.fail('cut', gets);
    expect(await failure(slice(10, 5000))).toBeInstanceOf(VendorDown);
    expect(await slice(10, 5000)).toHaveLength(4990);
  });

  it('that nobody reads to its end gives its connection back', async () => {
    s3.put('a', 'x'.repeat(1_000_000));
    for (let at = 0; at < 60; at += 1) for await (const _ of await objects.open('a')) break;
    expect(await objects.exists('a')).toBe(true);
  });
});

describe('a refusal', () => {
  it.each([
    [403, 'AccessDenied', /access is denied. Check what the role/],
    [403, 'SignatureDoesNotMatch', /credentials are missing, wrong or expired/],
    [400, 'ExpiredToken', /credentials are missing, wrong or expired \(ExpiredToken\)/],
    [301, 'PermanentRedirect', /in another region/],
  ] as const)(
    '%s %s is a matter of settings, and tells no credential',
    async (status, code, says) => {
      s3.fail([status, code], () => true, always);
      const asks = [
        objects.list('a'),
        objects.readText('a'),
        objects.write('a', ''),
        records.read('a'),
      ];
      for (const error of await Promise.all(asks.map(failure))) {
        expect(error).toBeInstanceOf(BadSettings);
        expect(error.message).toMatch(says);
        expect(inspect(error, { depth: 20, showHidden: true })).not.toContain('SENTINEL');
      }
    },
  );

  it('of single objects in a removal is an error, and names the first', async () => {
    for (const key of ['f/a', 'f/b', 'f/c']) s3.put(key, '');
    s3.lock('f/b');
    const error = await failure(objects.remove('f'));
    expect(error).toBeInstanceOf(BadSettings);
    expect(error.message).toMatch(/did not remove 1 of 3 objects, the first of them f\/b/);
  });
});

describe('a removal', () => {
  it('of more objects than one request may name takes several', async () => {
    for (let at = 0; at < 2001; at += 1) s3.put(`f/${at}`, '');
    s3.put('f.2/a', '');
    await objects.remove('f/');
    expect(await objects.list('')).toEqual(['f.2/a']);
    expect(s3.asked.filter(({ method }) => method === 'POST')).toHaveLength(3);
  });
});

describe('a stream', () => {
  const parts = (closed: () => void) =>
    (async function* () {
      try {
        for (let at = 0; at < 300; at += 1) yield Buffer.alloc(100_000);
      } finally {
        closed();
      }
    })();

  it.each([
    ['refused', [403, 'AccessDenied'], BadSettings],
    ['failing', [500, 'InternalError'], VendorDown],
  ] as const)(
    'whose second part is %s leaves no part behind and is closed',
    async (_, answer, kind) => {
      let closed = false;
      s3.fail(answer, ({ query }) => query.get('partNumber') === '2', always);
      const error = await failure(
        objects.writeStream(
          'a',
          parts(() => {
            closed = true;
          }),
        ),
      );
      expect(error).toBeInstanceOf(kind);
      expect([closed, [...s3.uploads], await objects.list('')]).toEqual([true, [], []]);
    },
  );

  it('whose second part fails once is written whole', async () => {
    s3.fail([500, 'InternalError'], ({ query }) => query.get('partNumber') === '2');
    await objects.writeStream(
      'a',
      parts(() => {}),
    );
    expect((await objects.parts('a')).size).toBe(30_000_000);
  });
});

describe('a record', () => {
  it('that was written though its answer was lost is our own', async () => {
    s3.fail('lost', puts);
    expect(await records.create('claim', 'mine')).toBe(true);
    const { version = '' } = (await records.read('claim')) ?? {};
    s3.fail('lost', puts);
    expect(await records.replace('claim', 'mine, later', version)).toBe(true);
    expect((await records.read('claim'))?.body).toBe('mine, later');
  });

  it('of another is not our own, however often we ask', async () => {
    await records.create('claim', 'theirs');
    s3.fail([500, 'InternalError'], puts);
    expect(await records.create('claim', 'mine')).toBe(false);
    s3.fail('lost', puts);
    expect(await records.create('claim', 'mine')).toBe(false);
    s3.fail('lost', puts);
    expect(await records.replace('claim', 'mine', '"older"')).toBe(false);
    expect((await records.read('claim'))?.body).toBe('theirs');
  });

  it('that we wrote in an earlier call is not created again', async () => {
    await records.create('claim', 'mine');
    expect(await records.create('claim', 'mine')).toBe(false);
  });

  it('that meets another write is tried again, and given up after a while', async () => {
    s3.fail([409, 'ConditionalRequestConflict'], puts, 2);
    expect(await records.create('a', 'mine')).toBe(true);
    s3.fail([409, 'ConditionalRequestConflict'], puts, always);
    expect(await failure(records.create('b', 'mine'))).toBeInstanceOf(VendorDown);
  });
});
