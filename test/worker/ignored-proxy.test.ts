import { expect, it } from 'vitest'
import { ignoredProxies } from '../../worker/providers/ignored-proxy.ts'

const env = {
  HTTPS_PROXY: 'http://proxy:3128',
  http_proxy: 'http://proxy:3128',
  NO_PROXY: 'localhost',
  ALL_PROXY: '',
}

it.each([
  [['https://api.openai.com/v1'], ['HTTPS_PROXY']],
  [['http://localhost:11434/v1'], ['http_proxy']],
  [
    ['https://a/v1', 'http://b/v1'],
    ['HTTPS_PROXY', 'http_proxy'],
  ],
  [[], []],
])('names the proxies that calls to %j pass by', (urls, names) => {
  expect(ignoredProxies(urls, env, false)).toEqual(names)
})

it('names none where Node heeds them', () => {
  expect(ignoredProxies(['https://a/v1'], env, true)).toEqual([])
})
