-- What the figures of a household were computed from: its own version and the public part's, and its currency.
-- $1 household
SELECT h.version, p.version, h.base_currency FROM auth.households h, finance.public_version p WHERE h.id = $1
