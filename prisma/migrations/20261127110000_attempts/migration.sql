-- Attempts to sign in, counted for all nodes together. The order of the columns is what rate-limiter-flexible expects.
CREATE TABLE attempts (
  key varchar(255) PRIMARY KEY,
  points integer NOT NULL DEFAULT 0,
  expire bigint
);
CREATE INDEX attempts_expire_idx ON attempts (expire);
