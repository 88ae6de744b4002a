import { describe, expect, it } from 'vitest';
import { isUnusual } from '../../lambdas/reports/unusual.ts';

const swinging = [10, 12, 11, 13, 10, 12, 11, 12, 13, 11, 10, 11];
const growing = [100, 110, 121, 130, 141, 150, 161, 170, 181, 190, 201, 210];

describe('a value around a level', () => {
  it('is usual inside the spread of the twelve before it', () => {
    expect(isUnusual([...swinging, 14], 'level', 3)).toBe(false);
  });

  it('is unusual from three spreads away', () => {
    // The median of the twelve is 11, the median distance 1, so three spreads are 4.45.
    expect(isUnusual([...swinging, 15.4], 'level', 3)).toBe(false);
    expect(isUnusual([...swinging, 15.5], 'level', 3)).toBe(true);
  });

  it('is not drawn along by one outlier in its history', () => {
    expect(isUnusual([...swinging.slice(0, -1), 900, 30], 'level', 3)).toBe(true);
  });
});

describe('a value that grows', () => {
  it('is usual when its step is, though the value is the highest ever', () => {
    expect(isUnusual([...growing, 221], 'change', 3)).toBe(false);
    expect(isUnusual([...growing, 221], 'level', 3)).toBe(false);
  });

  it('is unusual when it stops growing', () => {
    expect(isUnusual([...growing, 210], 'change', 3)).toBe(true);
  });

  it('is not judged across a gap', () => {
    expect(isUnusual([...growing.slice(0, -1), null, 221], 'change', 3)).toBeNull();
  });
});

describe('too little to say', () => {
  it('is fewer than six earlier values', () => {
    expect(isUnusual([1, 2, 1, 2, 1, 99], 'level', 3)).toBeNull();
    expect(isUnusual([1, 2, 1, 2, 1, 2, 99], 'level', 3)).toBe(true);
    expect(isUnusual([1, 2, 3, 4, 5, 99], 'change', 3)).toBeNull();
    expect(isUnusual([1, 2, 3, 4, 5, 6, 99], 'change', 3)).toBe(true);
  });

  it('is a period that was not measured', () => {
    expect(isUnusual([...swinging, null], 'level', 3)).toBeNull();
    expect(isUnusual([], 'level', 3)).toBeNull();
  });

  it('does not count periods that were not measured as history', () => {
    expect(isUnusual([null, null, null, 1, 2, 1, 2, 1, 99], 'level', 3)).toBeNull();
  });
});

it('calls any move of a KPI unusual that never moved', () => {
  expect(isUnusual([0, 0, 0, 0, 0, 0, 0], 'level', 3)).toBe(false);
  expect(isUnusual([0, 0, 0, 0, 0, 0, 1], 'level', 3)).toBe(true);
  expect(isUnusual([0.1 + 0.2, 0.3, 0.3, 0.3, 0.3, 0.3, 0.3], 'level', 3)).toBe(false);
});
