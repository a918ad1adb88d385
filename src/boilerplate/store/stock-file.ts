import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { StockTexts } from '../peers.js';
import { decodeStock, stockTexts } from '../stock.js';

/** The stock that ships with sm-jd. In a checkout and in the package it lies in `rules/stock`, seen from sources and bundles. */
export function builtInStock(): StockTexts {
  const paths = ['../rules/stock/stock.bin', '../../rules/stock/stock.bin', '../../../rules/stock/stock.bin'].map(
    path => fileURLToPath(new URL(path, import.meta.url)),
  );
  return openStock(paths.find(path => existsSync(path)) ?? (paths[0] as string));
}

/** A stock file, ready to be asked; read when first asked. */
export function openStock(path: string): StockTexts {
  let texts: StockTexts | undefined;
  const read = () => {
    texts ??= stockTexts(decodeStock(path, readFileSync(path)));
    return texts;
  };
  return {
    stockRuns: query => read().stockRuns(query),
    templates: query => read().templates(query),
  };
}
