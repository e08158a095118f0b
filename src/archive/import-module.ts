/** Import a module by its URL. A file of its own: code from the cache of the bundle cannot import. */
export function importModule(url: string): Promise<unknown> {
  return import(url)
}
