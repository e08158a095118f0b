import type { CombinedError } from 'urql'

/** Errors have a code for programs and a message for people. */
export function Failure({ error }: { readonly error: CombinedError }) {
  const messages = error.graphQLErrors.map(({ message }) => message)
  return (
    <p className="failure" role="alert">
      {messages.length > 0 ? messages.join(' ') : 'The archive does not answer.'}
    </p>
  )
}
