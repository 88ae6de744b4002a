import { z } from 'zod';

/** Dimensions by which every measure is cut. */
export const dimensions = [
  'segment',
  'plan',
  'region',
  'csm',
  'onboarding_model',
  'acquisition_channel',
] as const;
export const dimension = z.enum(dimensions);
