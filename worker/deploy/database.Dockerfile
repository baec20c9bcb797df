# PostgreSQL with what howdah uses: pgvector always, pg_cron where schedules run without a worker.
FROM postgres:17-bookworm
RUN apt-get update \
  && apt-get install -y --no-install-recommends postgresql-17-pgvector postgresql-17-cron \
  && rm -rf /var/lib/apt/lists/*
CMD ["postgres", "-c", "shared_preload_libraries=pg_cron", "-c", "cron.database_name=app"]
