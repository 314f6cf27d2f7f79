/** One suite; the store contract and the whole-bot tests share the Azurite and the build made in globalSetup. */
module.exports = {
  testEnvironment: 'node',
  globalSetup: '<rootDir>/tests/support/globalSetup.ts',
  reporters: ['default', '<rootDir>/tests/support/countsReporter.cjs'],
  roots: ['<rootDir>/tests'],
  testMatch: ['**/*.test.ts'],
  transform: { '^.+\\.ts$': ['@swc/jest', { jsc: { target: 'es2022', parser: { syntax: 'typescript' } } }] },
  maxWorkers: 2,
  testTimeout: 30000,
};
