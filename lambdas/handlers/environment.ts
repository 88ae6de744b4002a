import { z } from 'zod';
import { BadSettings } from '../errors.ts';

/**
 * What the stack tells a function in its environment; each asks for what it needs, by a schema of the
 * variables. Throws BadSettings that names the first variable that is missing or wrong.
 */
export function told<Schema extends z.ZodType>(
  schema: Schema,
  variables: NodeJS.ProcessEnv = process.env,
): z.infer<Schema> {
  const found = schema.safeParse(variables);
  if (found.success) return found.data;
  const [issue] = found.error.issues;
  throw new BadSettings(
    `the function's environment variable ${issue?.path.join('.')} is wrong: ${issue?.message}. Deploy the stack anew.`,
  );
}

/** One variable that must be there. */
export function variable(name: string): string {
  return told(z.object({ [name]: z.string().min(1) }))[name] ?? '';
}

/** One variable, if it is there. */
export function optional(name: string): string | undefined {
  return process.env[name];
}

/** Parts of a variable between commas; none where it is absent. */
export function listed(name: string): readonly string[] {
  const text = optional(name) ?? '';
  return text.split(',').flatMap((part) => (part.trim() === '' ? [] : [part.trim()]));
}
