# The server with the built client, as a user without rights. It needs a PostgreSQL: see compose.yaml.
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY . .
RUN node setup.mjs prepare \
  && npx --yes "$(node -p "require('./package.json').packageManager")" build

FROM node:24-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=4000 DATA_DIR=/data
RUN mkdir /data && chown node:node /data
WORKDIR /app
COPY --from=build /app .
USER node
VOLUME /data
EXPOSE 4000
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/readyz').then(r => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# Node itself is the container's first process, so that a stop reaches it.
CMD ["node", "server/src/app/cli.ts", "start"]
