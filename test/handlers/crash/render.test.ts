import { describe, it } from 'vitest';
import { exactly } from './differences.ts';
import { atEach, expectSame } from './each_fault.ts';
import { stepOf, undisturbed } from './steps.ts';

/** Beside crash.test.ts, not in it: it takes as long as all other functions together. */
describe('a crash or a failure at any call', () => {
  it('of render leaves the account as if nothing had happened once it is called again', async () => {
    const run = await undisturbed();
    const step = stepOf(run, 'render');
    await atEach(run.account, step, 3, async (fault) => {
      expectSame(fault, exactly(run.account), step.end);
    });
  }, 600_000);
});
