package main

// A mutant is a bug, planted by patches.
type mutant struct {
	name    string
	patches []patch
}

// A patch is one exact replacement in one file.
type patch struct{ file, old, new string }

// mutants are the bugs that others have shipped, that we nearly did, or that the fleet found in ours.
var mutants = []mutant{
	{"no ack for a duplicate", []patch{{"central/ledger/decide.go",
		`return wire.Ack{CID: a.CID, Result: wire.Dup, Seq: k.seq,`,
		`return wire.Ack{CID: a.CID, Result: wire.Retry,`}}},
	{"the clock decides", []patch{{"sync/merge/decide.go",
		"		case unseen(head, c, f):\n			d.Beside, d.Result = append(d.Beside, f), Conflict",
		"		case unseen(head, c, f) && c.TDev < head.Setters[f].At:\n			d.Beside, d.Result = append(d.Beside, f), Conflict"}}},
	{"naive cursor", []patch{ // numbers are seen before their rows are, as with a database's sequence
		{"central/ledger/dialect.go", "	name   string\n", "	name   string\n	newest uint64\n"},
		{"central/ledger/sqlite.go", "	for i, c := range b.changes {\n", "	tx.d.newest = uint64(s0) + uint64(len(b.changes))\n	for i, c := range b.changes {\n"},
		{"central/ledger/pull.go", "		if fresh {\n			at = \"\"\n		}\n", "		if fresh {\n			at = \"\"\n		}\n		page.Upto = max(page.Upto, tx.d.newest)\n"}}},
	{"stale head", []patch{{"central/ledger/decide.go",
		"	head := p.now[string(a.c.Record)]\n	d := merge.Decide(head, a.c)",
		"	var head *merge.Head\n	if h := p.heads[string(a.c.Record)]; h != nil {\n		head = &h.head\n	}\n	d := merge.Decide(head, a.c)"}}},
	{"a pull advances a draft's base", []patch{{"store/draft.go",
		"Kind: drafts[0].Kind, Base: base,", "Kind: drafts[0].Kind, Base: max(base, c.base),"}}},
	{"an edit over a draft has seen all", []patch{{"store/apply.go", "if typed, ok := seen[f]; ok {", "if typed, ok := seen[f]; ok && typed > c.base {"}}},
	{"a draft outlives the choice over it", []patch{{"store/conflict.go",
		"	if err := t.fold(op, record, assessments.Fields{field: nil}, false); err != nil {\n		return \"\", err\n	}\n", ""}}},
	{"no epoch", []patch{{"sync/courier/trip.go",
		`if known := t.state.Epoch; known != "" && known != a.hi.Epoch {`,
		`if known := t.state.Epoch; known == "never" && known != a.hi.Epoch {`}}},
	{"quarantine forgotten after a restore", []patch{{"sync/courier/trip.go",
		"		if _, err := t.store.Retry(ctx); err != nil {\n			return err\n		}\n", ""}}},
	{"numbers taken at their word after one", []patch{{"store/turn.go", "	if uint64(b) == base {", "	if uint64(b) <= base {"}}},
	{"new words before what was lost", []patch{{"central/sync.go", "	if !fresh || hello.Epoch == \"\" {", "	if !fresh || hello.Epoch != \"none\" {"}}},
	{"holes counted as there", []patch{{"central/ledger/pull.go", "			if n == last+1 {", "			if n > last {"}}},
	{"cursor moves before the end", []patch{ // the last line is sent before the rows it stands for
		{"central/sync.go", "	for _, row := range page.Rows {\n", "	lines = append(lines, wire.End{Cursor: page.Cursor, More: page.More, Upto: page.Upto})\n	for _, row := range page.Rows {\n"},
		{"sync/courier/exchange.go", "			a.end = &l\n			return a, nil\n", "			a.end = &l\n"}}},
	{"out of the outbox before it is stored", []patch{{"store/outbox.go",
		"	if err := t.deliver(d); err != nil {\n		return err\n	}\n	if waited {",
		"	if waited {"}}},
	{"held lane ignored", []patch{{"central/ledger/decide.go", "	case held && by != a.CID:", "	case held && by == \"\":"}}},
	{"a copied tablet passes for one", []patch{{"central/ledger/decide.go",
		"p.split[c.Inc] || taken && other != c.CID {", "p.split[c.Inc] || taken && other == c.CID {"}}},
	{"quarantine without the bytes", []patch{{"central/ledger/quarantine.go", "printed(a.Frozen.Hash), a.Frozen.Bytes, min(", "printed(a.Frozen.Hash), nil, min("}}},
	{"unknown members dropped", []patch{{"central/ledger/decide.go",
		"	sc := p.scopes[a.scope]\n", "	if f, err := wire.Freeze(a.c); err == nil && len(f.Bytes) < len(row.body) {\n		row.body = f.Bytes\n	}\n	sc := p.scopes[a.scope]\n"}}},
	{"older records skip one", []patch{{"central/ledger/backfill.go",
		"			if err == nil && r.add(d) {\n				b.Record", "			if err == nil && (first && b.After == 0 && len(r.page.Rows) == before || r.add(d)) {\n				b.Record"}}},
	{"acked without a commit", []patch{{"central/ledger/dialect.go",
		"	if err := fn(txn{tx, &l.d}); err != nil {\n		tx.Rollback()\n		return err\n	}",
		"	if err := fn(txn{tx, &l.d}); err != nil {\n		tx.Rollback()\n		if db == l.w && !l.d.faulty(err) && !l.d.again(err) && !errors.Is(err, errStale) && assessments.KindOf(err) == assessments.Unavailable {\n			return nil\n		}\n		return err\n	}"}}},
	{"a choice drops what it did not see", []patch{{"sync/merge/apply.go", "return slices.Contains(cids, s.CID) && s.Seq < h.Seq", "return len(cids) > 0"}}},
	{"a second value takes the first one's place", []patch{{"sync/merge/apply.go", "x.Device == s.Device && x.Inc == s.Inc && x.Base == s.Base && s.Base != stands", "x.Device == s.Device && x.Inc == s.Inc"}}},
	{"a signed record is edited", []patch{{"sync/merge/decide.go",
		"		case head.Signed != nil:\n			d.Beside, d.Result = append(d.Beside, f), Proposed\n", ""}}},
	{"a grant brings no older records", []patch{{"central/ledger/backfill.go", "		case from > r.c.Grants:", "		case from > r.c.Grants && r.c.Live > 1<<40:"}}},
}
