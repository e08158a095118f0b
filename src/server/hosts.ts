/** Host names of a server that is bound to the loopback address. */
export const loopbackHosts: readonly string[] = ['localhost', '127.0.0.1', '[::1]']

/** Whether an address is reachable from this machine alone. */
export function isLoopback(address: string): boolean {
  return address === 'localhost' || address === '::1' || /^127\.\d+\.\d+\.\d+$/.test(address)
}

/** Whether a server that is bound to an address listens on all addresses of the machine. */
export function isEveryAddress(address: string): boolean {
  return address === '0.0.0.0' || address === '::'
}

/**
 * Whether a request names a host that is served.
 *
 * Any page on the web can point a name of its own at 127.0.0.1 and so read a server there as if it
 * had the same origin (DNS rebinding). It cannot choose the name that the browser sends.
 *
 * @param hosts - names without ports, in lower case
 */
export function isKnownHost(hostname: string, hosts: readonly string[]): boolean {
  return hosts.includes(hostname.replace(/\.$/, ''))
}
