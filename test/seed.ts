import fc from 'fast-check';

/** The same cases for everybody, so that a change fails by itself and not by chance; `SEED=…` tries others. */
fc.configureGlobal({ seed: Number(process.env.SEED ?? 20261122) });
