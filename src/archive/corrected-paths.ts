import * as v from 'valibot'
import { shortDigest } from '../identity/short-digest.ts'
import type { ReadAnnotations } from './annotations.ts'

/** Stands for the files beside the articles themselves, and what is wrong with them. */
const ASIDE = ''

const Corrections = v.array(v.tuple([v.string(), v.number()]))

/** Write down which articles have corrections and which, for whoever reads the folder next. */
export function noteCorrections({ annotations, problems }: ReadAnnotations): string {
  const byPath = new Map<string, unknown[]>([[ASIDE, [...problems]]])
  for (const correction of annotations.corrections) {
    const others = byPath.get(correction.article)
    if (others) others.push(correction)
    else byPath.set(correction.article, [correction])
  }
  const noted: v.InferInput<typeof Corrections> = Array.from(byPath, ([path, notes]) => [
    path,
    shortDigest(JSON.stringify(notes)),
  ])
  return JSON.stringify(noted)
}

/** The articles whose corrections are not the same in both notes: these must be read again. */
export function correctedPaths(before: string, now: string): ReadonlySet<string> {
  if (before === now) return new Set()
  const [old, recent] = [readNotes(before), readNotes(now)]
  const paths = new Set([...old.keys(), ...recent.keys()])
  for (const path of paths) if (old.get(path) === recent.get(path)) paths.delete(path)
  paths.delete(ASIDE)
  return paths
}

function readNotes(notes: string): ReadonlyMap<string, number> {
  return new Map(v.parse(Corrections, notes === '' ? [] : JSON.parse(notes)))
}
