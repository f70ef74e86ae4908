import type { SwapKeys } from '../../src/migration/plan.ts';
import type { Site } from './paper-bot.ts';

/** The keys of a brand, and the two pages that show them. */
export function keysOf(brand: string): SwapKeys {
  return { from: `${brand}-old-key`, to: `${brand}-new-key`, pages: ['', 'contact'].map((page) => `https://${brand}.example/${page}`) };
}

/** The brands' pages as a set of those that show the new key. */
export function paperPages(): { readonly site: Site; readonly exchange: (brand: string, key: 'new' | 'old') => void } {
  const exchanged = new Set<string>();
  return {
    exchange: (brand, key) => void (key === 'new' ? exchanged.add(brand) : exchanged.delete(brand)),
    site: {
      async fetchPage(address) {
        const [brand = ''] = new URL(address).hostname.split('.');
        const { from, to } = keysOf(brand);
        const html = `<script src="https://static.zdassets.com/ekr/snippet.js?key=${exchanged.has(brand) ? to : from}"></script>`;
        return { address, status: 200, policies: [], html, scripts: [] };
      },
    },
  };
}
