-- From here on a record that is one plain change has a head without a body: rec_head.body is empty, and the change with the number in
-- rec_head.seq stands for it. No table changes; the number keeps older services away, which would take such a record for damaged.
SELECT 1;
