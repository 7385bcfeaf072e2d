import { defineConfig } from '@graphql-hive/gateway';

// By default equal requests that are under way at the same time are sent to a subgraph once. Clients that all ask for the same
// would then measure this alone.
export const gatewayConfig = defineConfig({ transportEntries: { '*.http': { options: { deduplicateInflightRequests: false } } } });
