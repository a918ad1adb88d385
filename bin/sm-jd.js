#!/usr/bin/env node
import module from 'node:module';

// Code that was compiled once is kept, where Node can (from 22.8 on), and starts faster the next time.
module.enableCompileCache?.();
const { main } = await import('../dist/cli/main.js');
process.exitCode = await main(process.argv.slice(2));
