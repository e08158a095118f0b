/** The names under which a server that is bound to this machine alone is asked for. */
export const loopbackHosts: readonly string[] = ['localhost', '127.0.0.1', '[::1]']

/** Whether nothing but this machine can reach what is bound to the address. */
export function isLoopback(address: string): boolean {
  return address === 'localhost' || address === '::1' || /^127\.\d+\.\d+\.\d+$/.test(address)
}

/**
 * Whether a request names a host that the server goes by.
 *
 * A page anywhere on the web can point a name of its own at 127.0.0.1 and so read a server there as
 * if it were its own (DNS rebinding). It cannot choose the name that the browser sends.
 *
 * @param hosts - names without ports, in lower case
 */
export function isKnownHost(url: URL, hosts: readonly string[]): boolean {
  return hosts.includes(url.hostname.replace(/\.$/, ''))
}
