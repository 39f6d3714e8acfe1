#!/bin/sh
# Runs once, when the database folder is made: the login of API and worker, which owns nothing and is bound by row security.
set -eu

psql -v ON_ERROR_STOP=1 -v password="$COLLOQUY_DB_PASSWORD" --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" <<'SQL'
CREATE ROLE colloquy_app NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS;
CREATE ROLE colloquy_reader NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS;
CREATE ROLE colloquy LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS PASSWORD :'password';
GRANT colloquy_app, colloquy_reader TO colloquy;
SQL
