import type { Values } from './variables.ts';

/** The environment, checked, named and frozen. */
export type Config = ReturnType<typeof toConfig>;

export function toConfig(values: Values) {
  return deepFreeze({
    nodeEnv: values.NODE_ENV,
    logLevel: values.LOG_LEVEL,
    http: {
      host: values.HOST,
      port: values.PORT,
      publicUrl: values.PUBLIC_URL ?? `http://localhost:${values.PORT}`,
      trustedProxies: values.TRUSTED_PROXIES,
      chatPerMinute: values.CHAT_PER_MINUTE,
      authPerMinute: values.AUTH_PER_MINUTE,
      registration: (values.REGISTRATION ?? (values.NODE_ENV === 'production' ? 'closed' : 'open')) === 'open',
      replyWaitMs: values.REPLY_WAIT_MS,
      eraseGraceMs: values.ERASE_GRACE_MS,
      live: { perProcess: values.LIVE_CONNECTIONS, perTenant: values.LIVE_CONNECTIONS_PER_TENANT },
    },
    files: {
      dir: values.FILES_DIR ?? `${values.COLLOQUY_HOME}/files`,
      s3: bucket(values),
    },
    media: { maxBytes: values.MEDIA_MAX_BYTES },
    embedded: {
      home: values.COLLOQUY_HOME,
      postgresPort: values.PGPORT_EMBEDDED,
      temporalPort: values.TEMPORAL_PORT,
      temporalUiPort: values.TEMPORAL_UI_PORT,
      temporalCli: values.TEMPORAL_CLI,
    },
    database: {
      url: values.DATABASE_URL,
      migrationUrl: values.DATABASE_MIGRATION_URL ?? values.DATABASE_URL,
      poolMax: values.DATABASE_POOL_MAX,
    },
    temporal: {
      address: values.TEMPORAL_ADDRESS,
      namespace: values.TEMPORAL_NAMESPACE,
      taskQueue: values.TEMPORAL_TASK_QUEUE,
      apiKey: values.TEMPORAL_API_KEY,
      tls: values.TEMPORAL_TLS,
      tlsClientCertPath: values.TEMPORAL_TLS_CLIENT_CERT_PATH,
      tlsClientKeyPath: values.TEMPORAL_TLS_CLIENT_KEY_PATH,
      tlsServerCaCertPath: values.TEMPORAL_TLS_SERVER_CA_CERT_PATH,
      tlsServerName: values.TEMPORAL_TLS_SERVER_NAME,
      uiUrl: values.TEMPORAL_UI_URL,
    },
    secrets: {
      adminKey: values.ADMIN_KEY,
      metricsToken: values.METRICS_TOKEN,
      jwtSecret: values.JWT_SECRET,
      encryptionKeys: values.COLLOQUY_ENCRYPTION_KEYS,
      contactKey: values.COLLOQUY_CONTACT_KEY,
    },
    models: {
      defaults: defaultModels(values),
      timeoutMs: values.MODEL_TIMEOUT_MS,
      seeing: values.VISION_MODELS?.split(',').map((entry) => entry.trim()),
      providers: {
        openai: { apiKey: values.OPENAI_API_KEY, baseUrl: values.OPENAI_BASE_URL },
        anthropic: { apiKey: values.ANTHROPIC_API_KEY, baseUrl: values.ANTHROPIC_BASE_URL },
        google: { apiKey: values.GOOGLE_API_KEY, baseUrl: values.GOOGLE_BASE_URL },
        xai: { apiKey: values.XAI_API_KEY, baseUrl: values.XAI_BASE_URL },
        groq: { apiKey: values.GROQ_API_KEY, baseUrl: values.GROQ_BASE_URL },
      },
    },
    webhookRetryMs: values.WEBHOOK_RETRY_MS,
    outboundAllowed: values.OUTBOUND_PRIVATE_ALLOWED?.split(',').map((target) => target.trim()) ?? [],
    embeddings: {
      provider: values.EMBEDDINGS_PROVIDER,
      model: values.EMBEDDINGS_MODEL,
      apiKey: values.EMBEDDINGS_API_KEY ?? values.OPENAI_API_KEY,
      baseUrl: values.EMBEDDINGS_BASE_URL ?? values.OPENAI_BASE_URL,
      timeoutMs: values.MODEL_TIMEOUT_MS,
    },
    transcription: {
      model: values.TRANSCRIBE_MODEL,
      // Another server does not get OpenAI's key.
      apiKey:
        values.TRANSCRIBE_API_KEY ?? (values.TRANSCRIBE_BASE_URL === undefined ? values.OPENAI_API_KEY : undefined),
      baseUrl: values.TRANSCRIBE_BASE_URL ?? values.OPENAI_BASE_URL,
    },
    channels: {
      telegramApiRoot: values.TELEGRAM_API_ROOT,
      metaGraphUrl: values.META_GRAPH_URL,
      twilioApiUrl: values.TWILIO_API_URL,
      pacing: values.CHANNEL_PACING,
    },
    payments: {
      stripeApiUrl: values.STRIPE_API_URL,
      stripeSecretKey: values.STRIPE_SECRET_KEY,
      webhookSecrets: values.STRIPE_WEBHOOK_SECRET,
    },
    workerMetrics:
      values.WORKER_METRICS_PORT === undefined
        ? undefined
        : { host: values.WORKER_METRICS_HOST, port: values.WORKER_METRICS_PORT },
    faultDir: values.COLLOQUY_FAULT_DIR,
  });
}

/** The bucket of files; undefined = the folder. Its keys are there: `problemsBetween` has seen to it. */
function bucket(values: Values) {
  const { S3_BUCKET: name, S3_REGION: region, S3_ACCESS_KEY_ID: id, S3_SECRET_ACCESS_KEY: secret } = values;
  if (name === undefined || id === undefined || secret === undefined) return undefined;
  const endpoint = values.S3_ENDPOINT ?? `https://s3.${region}.amazonaws.com`;
  return { endpoint, region, bucket: name, accessKeyId: id, secretAccessKey: secret };
}

/** Tried in order when a tenant names no models. */
function defaultModels(values: Values): { provider: string; model: string }[] {
  const first = { provider: values.LLM_PROVIDER, model: values.LLM_MODEL ?? 'offline-1' };
  const others = values.LLM_FALLBACKS?.split(',').map((entry) => {
    const [provider = '', ...model] = entry.trim().split(':');
    return { provider, model: model.join(':') };
  });
  return [first, ...(others ?? [])];
}

function deepFreeze<T extends object>(value: T): T {
  for (const inner of Object.values(value)) if (typeof inner === 'object' && inner !== null) deepFreeze(inner);
  return Object.freeze(value);
}
