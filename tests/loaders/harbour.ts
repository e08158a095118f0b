import type { ListSet, Window } from '../../src/model/lists.ts'
import { newsFile } from '../store/news.ts'

export const ferry = newsFile('ferry.txt', {
  published: '2031-03-01T10:00:00',
  says: [{ by: 'Ada Lind', words: 'The ferry sails' }],
})

export const crane = newsFile('crane.txt', {
  published: '2031-03-02T10:00:00',
  says: [{ by: 'Bo Marsk', words: 'The crane fell' }],
})

export const QUOTATIONS: ListSet<'quotations'> = {
  list: 'quotations',
  filter: {},
  owner: 'article',
  roles: [],
}
export const FIRST_TEN: Window<'TEXT'> = {
  order: [{ field: 'TEXT', descending: false }],
  limit: 10,
  after: null,
  before: null,
  backwards: false,
}
