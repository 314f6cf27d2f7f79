/** One suite; what its tests share is made in globalSetup. */
module.exports = {
  testEnvironment: 'node',
  globalSetup: '<rootDir>/tests/support/globalSetup.ts',
  globalTeardown: '<rootDir>/tests/support/globalTeardown.ts',
  testSequencer: '<rootDir>/tests/support/longestFirst.cjs',
  reporters: ['default', '<rootDir>/tests/support/countsReporter.cjs'],
  roots: ['<rootDir>/tests'],
  testMatch: ['**/*.test.ts'],
  transform: { '^.+\\.ts$': ['@swc/jest', { jsc: { target: 'es2022', parser: { syntax: 'typescript' } } }] },
  maxWorkers: 2,
  testTimeout: 30000,
};
