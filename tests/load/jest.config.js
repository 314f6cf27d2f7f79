/** `npm run load`: takes minutes and both cores, so it is not part of `npm test`. */
const base = require('../../jest.config.js');

module.exports = { ...base, rootDir: '../..', roots: ['<rootDir>/tests/load'], testMatch: ['**/*.load.ts'], testTimeout: 300_000, reporters: ['default'] };
