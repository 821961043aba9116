# The local service alone: docker build --tag cognito-identity-local . (see docs/local-service.md)
FROM node:22-slim AS build
WORKDIR /app
COPY package.json package-lock.json tsconfig.json tsconfig.build.json ./
RUN npm ci --ignore-scripts
COPY provider provider
COPY emulator emulator
COPY sdk sdk
COPY scripts scripts
RUN npm run build && npm prune --omit=dev --omit=peer --ignore-scripts

FROM node:22-slim
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/dist dist
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
ENV COGNITO_IDENTITY_LOCAL_DB=/data/cognito-identity.db \
    COGNITO_IDENTITY_LOCAL_HOST=0.0.0.0 \
    COGNITO_IDENTITY_LOCAL_PORT=4599
EXPOSE 4599
HEALTHCHECK --interval=5s --timeout=3s --start-period=2s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.COGNITO_IDENTITY_LOCAL_PORT}/health`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "dist/emulator/command/main.js"]
