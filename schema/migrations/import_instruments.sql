-- How the instruments that a file names were understood, for a person to look at.
SET LOCAL ROLE coffer_owner;

ALTER TABLE finance.imports ADD COLUMN IF NOT EXISTS instruments jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(instruments) = 'array');
GRANT UPDATE (instruments) ON finance.imports TO coffer_api, coffer_worker;
