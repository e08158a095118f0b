import { useEffect, useRef } from 'react'
import { ArticlePage } from './article.tsx'
import { LiveStatus } from './live.tsx'
import { type Route, useRoute } from './route.ts'
import { SearchPage } from './search.tsx'
import { SpeakerPage } from './speaker.tsx'

export function App() {
  const route = useRoute()
  const main = useRef<HTMLElement>(null)
  const place = route.page === 'SEARCH' ? route.page : `${route.page} ${route.id}`
  const lastPlace = useRef(place)

  // A link inside the page does not load a document, so the focus has to be moved by hand.
  useEffect(() => {
    if (lastPlace.current === place) return
    lastPlace.current = place
    main.current?.focus()
    scrollTo(0, 0)
  }, [place])

  return (
    <>
      <header className="top">
        <a href="#/" className="brand">
          Who said what
        </a>
        <LiveStatus />
      </header>
      <main ref={main} tabIndex={-1}>
        <Page route={route} />
      </main>
    </>
  )
}

function Page({ route }: { readonly route: Route }) {
  switch (route.page) {
    case 'SPEAKER':
      return <SpeakerPage key={route.id} id={route.id} />
    case 'ARTICLE':
      return <ArticlePage key={route.id} id={route.id} quotation={route.quotation} />
    case 'SEARCH':
      return <SearchPage search={route.search} />
  }
}
