/**
 * The same function of a list or another object, which works once for each as long as that is held: what was
 * measured never changes, and is looked through for many books.
 */
export function onceForEach<Thing extends object, Found>(
  find: (thing: Thing) => Found,
): (thing: Thing) => Found {
  const known = new WeakMap<Thing, { readonly found: Found }>();
  return (thing) => {
    const one = known.get(thing) ?? { found: find(thing) };
    known.set(thing, one);
    return one.found;
  };
}
