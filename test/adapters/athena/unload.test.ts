import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { tokenOf } from '../../../lambdas/adapters/athena/executions.ts';
import { openTestAthena, type TestAthena } from './athena_world.ts';
import { currenciesIn, filesIn, rates, ratesFolder, started } from './lake_content.ts';

let athena: TestAthena;
beforeAll(async () => {
  athena = await openTestAthena();
});
afterEach(() => athena.reset());
afterAll(() => athena.close());

const passing = { message: 'HIVE_S3: slow down', category: 1, retryable: true } as const;

describe('what is unloaded', () => {
  it('takes the place of what the folder held, once it is written', async () => {
    await athena.files.write(`${ratesFolder}/part-0.parquet`, 'from before');
    await athena.engine({ scope: 'first' }).unload(ratesFolder, rates('EUR'));
    await athena.engine({ scope: 'second' }).unload(ratesFolder, rates('USD', 'JPY'));
    expect(await currenciesIn(athena)).toEqual(['JPY', 'USD']);
    expect(await filesIn(athena, ratesFolder)).toHaveLength(1);
  });

  it('leaves what the folder held where it fails', async () => {
    await athena.engine({ scope: 'first' }).unload(ratesFolder, rates('EUR'));
    const failing = athena.engine({ scope: 'second' }).unload(ratesFolder, rates('x').slice(0, -3));
    await expect(failing).rejects.toThrow();
    expect(await currenciesIn(athena)).toEqual(['EUR']);
  });

  it('may be no row, which then takes the place of rows', async () => {
    await athena.engine({ scope: 'first' }).unload(ratesFolder, rates('EUR'));
    const nothing = `${rates('USD')} where false`;
    await athena.engine({ scope: 'second' }).unload(ratesFolder, nothing);
    expect(await filesIn(athena, ratesFolder)).toEqual([]);
    expect(await currenciesIn(athena)).toEqual([]);
  });

  it('has the types that the catalogue declares, and the order that the query asks for', async () => {
    await athena.engine().unload(ratesFolder, `${rates('EUR')}\norder by rate_on, currency\n`);
    const [text] = started(athena);
    expect(text).toContain('cast(reporting_per_unit as decimal(18,6)) as reporting_per_unit');
    expect(text).toContain('cast(source_updated_at as timestamp) as source_updated_at');
    expect(text).toMatch(/\) as made\norder by rate_on, currency\n\) to 's3:\/\/lake\/staged/);
  });

  it('does not ask for an order that its own columns cannot give', async () => {
    await athena.engine().unload(ratesFolder, `${rates('EUR')}\norder by v.currency`);
    expect(started(athena)[0]).toMatch(/\) as made\n\) to/);
  });
});

describe('an attempt that fails in passing', () => {
  it('is followed by another with a token and a folder of its own, and its remains go', async () => {
    athena.facade.faults.push({ ...passing, leaves: true }, { ...passing, leaves: true });
    await athena.engine().unload(ratesFolder, rates('EUR'));
    const addresses = started(athena).map((text) => /\/(a\d+)-\w+\/'/.exec(text)?.[1]);
    expect(addresses).toEqual(['a0', 'a1', 'a2']);
    const tokens = athena.facade.executions.map(({ request }) => request.ClientRequestToken);
    expect(new Set(tokens).size).toBe(3);
    expect(await filesIn(athena, ratesFolder)).toEqual([
      expect.stringMatching(/\/a2-\w+\/part-0.parquet$/),
    ]);
    expect(await currenciesIn(athena)).toEqual(['EUR']);
  });

  it('is waited for where Athena takes it up again by itself', async () => {
    athena.facade.faults.push({ ...passing, recovers: true });
    await athena.engine().unload(ratesFolder, rates('EUR'));
    expect(athena.facade.executions).toHaveLength(1);
    expect(await currenciesIn(athena)).toEqual(['EUR']);
  });

  it('is given up after four, and tried further when the step is begun again', async () => {
    athena.facade.faults.push(passing, passing, passing, passing);
    const unload = () => athena.engine().unload(ratesFolder, rates('EUR'));
    await expect(unload()).rejects.toThrow('again and again');
    await unload();
    expect(athena.facade.executions).toHaveLength(5);
    expect(await currenciesIn(athena)).toEqual(['EUR']);
  });
});

describe('a step that is begun again', () => {
  it('joins what it began, and pays for nothing twice', async () => {
    await athena.engine().unload(ratesFolder, rates('EUR'));
    const engine = athena.engine();
    await engine.unload(ratesFolder, rates('EUR'));
    expect(athena.facade.executions).toHaveLength(1);
    expect(engine.costs()).toHaveLength(1);
  });

  it('begins anew under another scope', async () => {
    await athena.engine().unload(ratesFolder, rates('EUR'));
    await athena.engine({ scope: 'run-2-stage' }).unload(ratesFolder, rates('EUR'));
    expect(athena.facade.executions).toHaveLength(2);
  });

  it('writes again what another run has cleared away since', async () => {
    await athena.engine().unload(ratesFolder, rates('EUR'));
    await athena.engine({ scope: 'run-2-stage' }).unload(ratesFolder, rates('USD'));
    await athena.engine().unload(ratesFolder, rates('EUR'));
    expect(await currenciesIn(athena)).toEqual(['EUR']);
  });

  it('takes no rows for no rows, with or without what Athena says that it wrote', async () => {
    const nothing = `${rates('EUR')} where false`;
    await athena.engine().unload(ratesFolder, nothing);
    await athena.engine().unload(ratesFolder, nothing);
    expect(athena.facade.executions).toHaveLength(1);
    await athena.files.remove('results');
    await athena.engine().unload(ratesFolder, nothing);
    expect(athena.facade.executions).toHaveLength(2);
  });

  it('writes beside its own files where Athena has forgotten the token', async () => {
    await athena.engine().unload(ratesFolder, rates('EUR'));
    athena.facade.forgetTokens();
    await athena.engine().unload(ratesFolder, rates('EUR'));
    expect(await filesIn(athena, ratesFolder)).toHaveLength(1);
    expect(await currenciesIn(athena)).toEqual(['EUR']);
  });

  it('takes the next attempt after one that was stopped', async () => {
    athena.facade.faults.push('slow');
    const impatient = athena.engine({ patience: 5_000 });
    await expect(impatient.unload(ratesFolder, rates('EUR'))).rejects.toThrow('longer than 5 s');
    await athena.engine().unload(ratesFolder, rates('EUR'));
    expect(athena.facade.executions.map(({ state }) => state)).toEqual(['CANCELLED', 'SUCCEEDED']);
  });
});

it('makes a token of 64 hexadecimal digits of scope, attempt and text', () => {
  expect(tokenOf('s', 0, 'select 1')).toMatch(/^[0-9a-f]{64}$/);
  expect(tokenOf('s', 0, 'select 1')).toBe(tokenOf('s', 0, 'select 1'));
  const others = [tokenOf('t', 0, 'select 1'), tokenOf('s', 1, 'select 1'), tokenOf('s', 0, 'x')];
  expect(others).not.toContain(tokenOf('s', 0, 'select 1'));
});
