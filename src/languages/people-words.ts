/** Titles, roles, pronouns and name particles. */
export interface PeopleWords {
  readonly kind: 'people'
}
