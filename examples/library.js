// The archive without GraphQL: every reading is plain data, and spans point into the body.
import { openArchive } from 'pressgraph'

const archive = await openArchive('data', { index: ':memory:' })
for await (const { article, quotations, speakers } of archive.readings({ words: 'dam' })) {
  for (const { attribution, content } of quotations) {
    const speaker = speakers.find(({ id }) => id === attribution.speaker)
    const words = content.map(({ start, end }) => article.body.slice(start, end)).join(' ')
    console.log(`${speaker?.name ?? 'Somebody'}: ${words}`)
  }
}
await archive.close()
