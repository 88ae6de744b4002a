/** CI checks more of what takes long than `npm test`, which must be over in three minutes. */
export const deep = process.env.DEEP === '1';

/** The first of them in `npm test`, all of them in CI. */
export const firstOrAll = <T>(all: readonly T[]): readonly T[] => (deep ? all : all.slice(0, 1));
