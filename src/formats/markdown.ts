import type MarkdownIt from 'markdown-it'
import type { parse as parseToml } from 'smol-toml'
import type * as Yaml from 'yaml'
import type { StatedTime, TimeRole } from '../model/article.ts'
import type { FieldMapping } from '../model/settings.ts'
import type { Problem } from '../model/problem.ts'
import { fileProblem } from '../text/problems.ts'
import { type Block, createArticle, type PictureFacts, statedTime } from './article.ts'
import { flat } from './blocks.ts'
import type { ParsedFile, TextFile, TextFormat } from './format.ts'
import { languageTag } from './language-tags.ts'
import { lazily } from './lazily.ts'
import { blocksOfHtml } from './markup.ts'
import { findDayInPath } from './stamp.ts'
import { absoluteUrl, firstText, isRecord, textOf, textsOf, type Values } from './values.ts'

const markdownIt = lazily<typeof MarkdownIt>('markdown-it')
const yaml = lazily<typeof Yaml>('yaml')
const toml = lazily<{ readonly parse: typeof parseToml }>('smol-toml')

// "---" for YAML, "+++" for TOML; the first line below it is a member or a comment.
const FENCE =
  /^\s*(?<fence>---|\+\+\+)[^\S\n]*\n(?<matter>(?:[^\n]*\n){0,1000}?)\k<fence>[^\S\n]*(?:\n|$)/
const MEMBER = /^(?:\s*#[^\n]*\n|\s*\n)*\s*["']?[\w-]+["']?\s*[:=]/

/** Markdown with YAML or TOML front matter, which is data and is never executed. */
export const markdown: TextFormat = {
  kind: 'TEXT',
  name: 'markdown',
  extensions: ['.md', '.markdown', '.mdx', '.mdown', '.mkd', '.qmd'],
  holdsMany: false,
  recognize: (text) => {
    const groups = FENCE.exec(text.slice(0, 200_000))?.groups
    if (!groups || !MEMBER.test(groups.matter ?? '')) return null
    return `it begins with front matter in "${groups.fence}"`
  },
  parse: parseMarkdown,
}

function parseMarkdown(file: TextFile): ParsedFile {
  const { path, text } = file
  const match = FENCE.exec(text)
  const { values: members, problems } = readMatter(path, match?.groups)
  const values = withOwnNames(members, file.fields)
  const start = match?.[0].length ?? 0
  const story = readStory(text, start)
  const title = firstText(values, ['title', 'headline', 'hed', 'name'])
  const [first] = story.blocks
  const opening = first && story.headings.has(first) ? first : null
  const isTitle =
    opening !== null && (title === null || withoutMarks(title.text) === flat(opening.text))
  const times = timesOf(values)
  const isDated = times.some(({ role }) => role === 'PUBLISHED')
  const article = createArticle(file, {
    headline: title
      ? withoutMarks(title.text)
      : isTitle && opening
        ? { text: opening.text, at: opening.at ?? 0 }
        : null,
    byline: bylineOf(values),
    dateline: textOf(values.dateline),
    blocks: isTitle ? story.blocks.slice(1) : story.blocks,
    pictures: picturesOf(values),
    publisher: firstOf(values, ['publisher', 'publication', 'source', 'site', 'outlet']),
    section: firstOf(values, ['section', 'category', 'categories', 'rubric']),
    keywords: [
      ...new Set(['tags', 'keywords', 'topics', 'tag'].flatMap((name) => words(values[name]))),
    ],
    language: languageTag(firstOf(values, ['lang', 'language', 'locale'])),
    rights: firstOf(values, ['copyright', 'rights', 'license', 'licence']),
    url:
      ['canonical_url', 'canonical', 'canonicalUrl', 'permalink', 'url', 'link', 'source_url']
        .map((name) => absoluteUrl(values[name]))
        .find((url) => url !== null) ?? null,
    itemId: firstOf(values, ['id', 'uid', 'uuid', 'guid', 'itemId']),
    times: isDated ? times : [...times, ...timeInName(path)],
    basis: isDated || times.length > 0 ? 'META' : 'FILE_NAME',
  })
  return { articles: [article], problems }
}

/** The usual name of each fact that the settings give another name. */
const USUAL: Readonly<Partial<Record<keyof FieldMapping, string>>> = {
  headline: 'title',
  byline: 'byline',
  dateline: 'dateline',
  published: 'date',
  updated: 'lastmod',
  created: 'created',
  embargoed: 'embargo',
  expires: 'expires',
  url: 'canonical_url',
  language: 'lang',
  publisher: 'publisher',
  section: 'section',
  keywords: 'tags',
  rights: 'copyright',
  itemId: 'id',
}

function withOwnNames(values: Values, fields: FieldMapping): Values {
  const renamed = Object.entries(USUAL).flatMap(([fact, usual]) => {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the keys of USUAL
    const own = fields[fact as keyof FieldMapping]
    return own !== undefined && own in values ? [[usual, values[own]] as const] : []
  })
  return { ...values, ...Object.fromEntries(renamed) }
}

/** Hugo and others keep these below `params`. */
function readMatter(
  path: string,
  groups: Readonly<Record<string, string | undefined>> | undefined,
): { readonly values: Values; readonly problems: readonly Problem[] } {
  const matter = groups?.matter ?? ''
  if (matter.trim() === '') return { values: {}, problems: [] }
  try {
    const read = groups?.fence === '+++' ? toml().parse(matter) : readYaml(matter)
    if (!isRecord(read)) throw new TypeError('The front matter has no members.')
    return { values: isRecord(read.params) ? { ...read.params, ...read } : read, problems: [] }
  } catch {
    return { values: readLines(matter), problems: [badMatter(path)] }
  }
}

/** Dates stay text, and of a key that is there twice the later value counts. */
function readYaml(matter: string): unknown {
  const document = yaml().parseDocument(matter, {
    uniqueKeys: false,
    schema: 'core',
    logLevel: 'silent',
  })
  const [error] = document.errors
  if (error) throw error
  return document.toJS({ maxAliasCount: 20 })
}

/** What can be told without the parser: "name: value" lines. */
function readLines(matter: string): Values {
  const values: Record<string, unknown> = { __proto__: null }
  for (const [, name = '', value = ''] of matter.matchAll(
    /^["']?([\w-]+)["']?\s*[:=]\s*(\S[^\n]*)$/gm,
  )) {
    values[name] = value.trim().replace(/^(["'])(.*)\1$/, '$2')
  }
  return values
}

function badMatter(path: string): Problem {
  return fileProblem(path, {
    code: 'BAD_FRONT_MATTER',
    severity: 'WARNING',
    message: 'The front matter cannot be parsed; its simple lines are used.',
    hint: 'Check its quotation marks, indentation and colons.',
  })
}

function firstOf(values: Values, names: readonly string[]): string | null {
  for (const name of names) {
    const [text] = textsOf(values[name])
    if (text !== undefined) return text
  }
  return null
}

/** A list, or words between commas. */
function words(value: unknown): string[] {
  const texts = textsOf(value)
  return typeof value === 'string'
    ? texts.flatMap((text) => text.split(/\s*,\s*/).filter(Boolean))
    : texts
}

function bylineOf(values: Values): string | null {
  for (const name of ['byline', 'authors', 'author', 'by', 'writer', 'creator']) {
    const names = textsOf(values[name])
    if (names.length > 0) return names.join(', ')
  }
  return null
}

const TIMES: readonly (readonly [role: TimeRole, names: readonly string[]])[] = [
  [
    'PUBLISHED',
    [
      'date',
      'pubDate',
      'pubdate',
      'publishDate',
      'publishdate',
      'published',
      'publishedAt',
      'published_at',
      'datePublished',
      'date_published',
      'publication_date',
    ],
  ],
  [
    'UPDATED',
    [
      'lastmod',
      'updated',
      'updatedAt',
      'updated_at',
      'updatedDate',
      'modified',
      'modifiedDate',
      'dateModified',
      'last_modified_at',
      'date_modified',
    ],
  ],
  ['CREATED', ['created', 'createdAt', 'created_at', 'dateCreated']],
  ['EMBARGOED', ['embargo', 'embargoed', 'embargoUntil', 'embargo_until']],
  ['EXPIRES', ['expiryDate', 'expirydate', 'expires', 'unpublishdate']],
]

function timesOf(values: Values): StatedTime[] {
  return TIMES.flatMap(([role, names]) =>
    names.flatMap((name) => statedTime(role, name, textOf(values[name]))),
  )
}

function timeInName(path: string): StatedTime[] {
  return statedTime('PUBLISHED', 'file name', findDayInPath(path))
}

function picturesOf(values: Values): PictureFacts[] {
  const pictures = [
    values.image,
    values.cover,
    values.featured_image,
    values.hero,
    values.images,
  ].flat()
  return pictures.flatMap((picture) => {
    if (!isRecord(picture)) return []
    const caption = textOf(picture.caption) ?? textOf(picture.alt)
    return caption ? [{ caption, credit: textOf(picture.credit) ?? textOf(picture.copyright) }] : []
  })
}

interface Story {
  readonly blocks: readonly Block[]
  readonly headings: ReadonlySet<Block>
}

// "[^1]", and "[^1]: " before the note.
const FOOTNOTE = /\[\^[^\]\s]{1,40}\](?::\s*)?/g

// Templates of Jekyll and Hugo, attributes of kramdown, imports of MDX.
const TEMPLATE = /\{%-?[\s\S]{0,2000}?-?%\}|\{\{[\s\S]{0,2000}?\}\}/g
const FIGURE = /^\{\{[<%]\s*figure\s/

/** The value of an attribute of a shortcode. */
function attributeOf(tag: string, name: 'caption' | 'title' | 'attr'): string | undefined {
  return new RegExp(`\\b${name}\\s*=\\s*(["'\`])(?<value>(?:(?!\\1).){1,2000})\\1`, 's').exec(tag)
    ?.groups?.value
}

const NOT_STORY =
  /^(?:import\s[^\n]{1,300}\sfrom\s[^\n]*|import\s+["'][^\n]*|export\s[^\n]*)$|^[^\S\n\r\u2028\u2029]*(?:\{:[^\n}]{0,300}\}|\^)[^\S\n]*$/gm

/** As many blanks as there were words, so that the places of all others stay. */
function blank(words: string): string {
  return words.replace(/[^\n]/g, ' ')
}

function readStory(text: string, start: number): Story {
  const captions: Block[] = []
  const plain = text
    .slice(start)
    .replace(TEMPLATE, (tag) => {
      const isFigure = FIGURE.test(tag)
      const caption = attributeOf(tag, 'caption') ?? (isFigure ? attributeOf(tag, 'title') : null)
      const credit = isFigure ? attributeOf(tag, 'attr') : null
      if (caption) captions.push({ kind: 'CAPTION', text: withoutMarks(caption), credit })
      return blank(tag)
    })
    .replace(NOT_STORY, blank)
  const parser = markdownIt()({ html: true, linkify: false })
  const tokens = parser.parse(plain, {})
  const lineStarts = startsOfLines(plain)
  const blocks: Block[] = []
  const headings = new Set<Block>()
  tokens.forEach((token, index) => {
    const at = start + (lineStarts[token.map?.[0] ?? 0] ?? 0)
    if (token.type === 'inline') {
      const read = readInline(token.children ?? [])
      for (const picture of read.pictures) blocks.push({ kind: 'CAPTION', text: picture })
      const block: Block = {
        kind: 'TEXT',
        text: read.text,
        at: at + offsetOf(plain, at - start, read.text),
      }
      if (read.text === '') return
      blocks.push(block)
      if (tokens[index - 1]?.type === 'heading_open') headings.add(block)
    } else if (token.type === 'html_block') {
      blocks.push(...htmlBlocks(token.content))
    } else if (token.type === 'code_block' || token.type === 'fence') {
      blocks.push({
        kind: 'TEXT',
        text: token.content,
        at: at + offsetOf(plain, at - start, token.content),
      })
    }
  })
  return { blocks: [...blocks, ...captions], headings }
}

/** The paragraphs of HTML, in which Markdown may mark words. */
function htmlBlocks(html: string): Block[] {
  return blocksOfHtml(html).map((block) =>
    /\*\*|\]\(/.test(block.text) ? { ...block, text: withoutMarks(block.text) } : block,
  )
}

function startsOfLines(text: string): number[] {
  const starts = [0]
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return starts
}

/** More than the marks before a paragraph take. */
const LONGEST_MARKS = 40
const COMPARED = 12

/** How far behind its line the words begin: behind "## ", "> " or "* ". */
function offsetOf(text: string, lineStart: number, words: string): number {
  const first = words.slice(0, COMPARED).split('\n')[0] ?? ''
  const found = text.slice(lineStart, lineStart + LONGEST_MARKS + COMPARED).indexOf(first)
  return Math.max(0, found)
}

type Tokens = ReturnType<ReturnType<typeof MarkdownIt>['parse']>

/** The words of a paragraph without their marks, and the captions of its pictures. */
function readInline(tokens: Tokens): {
  readonly text: string
  readonly pictures: readonly string[]
} {
  const pictures: string[] = []
  let text = ''
  for (const { type, content, children, attrs } of tokens) {
    if (type === 'text' || type === 'code_inline' || type === 'text_special') text += content
    else if (type === 'softbreak' || type === 'hardbreak') text += ' '
    else if (type === 'html_inline' && /^<br\b/i.test(content)) text += ' '
    else if (type === 'image') {
      const title = String(attrs?.find(([name]) => name === 'title')?.[1] ?? '')
      const caption = flat(title || readInline(children ?? []).text)
      if (/\s\S+\s/.test(caption)) pictures.push(caption)
    }
  }
  return {
    text: text
      .replace(/\{:[^{}]{0,200}\}/g, '')
      .replace(FOOTNOTE, '')
      .replace(/[^\S\n]+/g, ' ')
      .trim(),
    pictures,
  }
}

let inlineParser: ReturnType<typeof MarkdownIt> | undefined

function withoutMarks(text: string): string {
  inlineParser ??= markdownIt()({ html: true })
  const [inline] = inlineParser.parseInline(flat(text), {})
  return readInline(inline?.children ?? []).text
}
