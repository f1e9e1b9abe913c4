-- A browser shows its session's id and a secret, of which sessions_attributes holds the hash (SessionKey). The sessions of
-- before have none: whoever read their ids here was signed in by them. So they end, and people sign in once more.
delete from sessions_attributes;
delete from sessions;
