// Starts the server as a new user does, and expects an answer to one query.
import { spawn } from 'node:child_process'

const server = spawn('npm', ['start'], {
  env: { ...process.env, PORT: '0' },
  stdio: ['ignore', 'pipe', 'inherit'],
  detached: true,
})
const ended = new Promise((_resolve, reject) => {
  server.once('exit', (code) => reject(new Error(`"npm start" ended with ${code}.`)))
})

try {
  const url = await Promise.race([printedUrl(), ended])
  // Not "localhost": another program may listen on the same port of the other address family.
  const response = await fetch(url.replace('localhost', '127.0.0.1'), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ archive { articleCount } }' }),
  })
  const { data } = await response.json()
  if (!(data?.archive.articleCount > 0)) throw new Error(`Wrong answer: ${JSON.stringify(data)}`)
  console.log(`"npm start" serves ${data.archive.articleCount} articles on ${process.version}.`)
} finally {
  server.removeAllListeners('exit')
  if (server.pid !== undefined) process.kill(-server.pid, 'SIGTERM')
}

async function printedUrl() {
  let printed = ''
  for await (const chunk of server.stdout) {
    printed += chunk
    const [url] = /http:\/\/localhost:\d+\/graphql/.exec(printed) ?? []
    if (url) return url
  }
  throw new Error('"npm start" printed no address.')
}
