-- After the numbered steps: every text is compared byte by byte, as SQLite does it. So paths sort alike everywhere, and
-- an index does not break when the server's C library sorts a language anew. Nothing to do once that is so.
do $$
declare
    texts record;
begin
    for texts in
        select c.relname as table_name, a.attname as column_name, format_type(a.atttypid, a.atttypmod) as type
        from pg_attribute a
        join pg_class c on c.oid = a.attrelid
        where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r'
          and c.relname <> 'flyway_schema_history'
          and a.attnum > 0 and not a.attisdropped
          and a.attcollation = (select oid from pg_collation where collname = 'default')
    loop
        execute format('alter table %I alter column %I type %s collate "C"',
                       texts.table_name, texts.column_name, texts.type);
    end loop;
end
$$;
