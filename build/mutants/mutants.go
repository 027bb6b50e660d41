package main

// A mutant is a bug, planted by patches.
type mutant struct {
	name    string
	patches []patch
}

// A patch is one exact replacement in one file.
type patch struct{ file, old, new string }

// unsaid leaves out what changes say that they are over: bugs that this makes harmless are looked for without it, in what is left then.
var unsaid = patch{"store/journal.go", "	frozen, err := wire.Freeze(c)\n", "	c.Over = nil\n	frozen, err := wire.Freeze(c)\n"}

// mutants are the bugs that others have shipped, that we nearly did, or that the fleet found in ours.
var mutants = []mutant{
	{"no ack for a duplicate", []patch{{"central/ledger/decide.go",
		`return wire.Ack{CID: a.CID, Result: wire.Dup, Seq: k.seq,`,
		`return wire.Ack{CID: a.CID, Result: wire.Retry,`}}},
	{"the clock decides", []patch{{"sync/merge/decide.go",
		"		case unseen(head, c, f):\n			d.Beside, d.Result = append(d.Beside, f), Conflict",
		"		case unseen(head, c, f) && c.TDev < head.Setters[f].At:\n			d.Beside, d.Result = append(d.Beside, f), Conflict"}}},
	{"naive cursor", []patch{ // numbers are seen before their rows are, as with a database's sequence
		{"central/ledger/dialect.go", "type dialect struct {\n", "type dialect struct {\n	newest uint64\n"},
		{"central/ledger/sqlite.go", "	for i, c := range b.changes {\n", "	tx.d.newest = uint64(s0) + uint64(len(b.changes))\n	for i, c := range b.changes {\n"},
		{"central/ledger/pull.go", "		if fresh {\n			at = \"\"\n		}\n", "		if fresh {\n			at = \"\"\n		}\n		page.Upto = max(page.Upto, tx.d.newest)\n"}}},
	{"stale head", []patch{{"central/ledger/decide.go",
		"	head := p.now[string(a.c.Record)]\n	d := merge.Decide(head, a.c)",
		"	var head *merge.Head\n	if h := p.heads[string(a.c.Record)]; h != nil {\n		head = &h.head\n	}\n	d := merge.Decide(head, a.c)"}}},
	{"a pull advances what a draft stands on", []patch{{"store/draft.go", "ch.Replaces(d.Field, d.Over)", "ch.Replaces(d.Field, c.setter(d.Field))"}}},
	{"an edit over a draft has seen all", []patch{{"store/apply.go", "ch.Replaces(f, cmp.Or(t.became[d], d.Over))", "ch.Replaces(f, cmp.Or(c.setter(f), d.Over))"}}},
	{"a draft outlives the choice over it", []patch{{"store/conflict.go",
		"	if err := t.fold(op, record, assessments.Fields{field: nil}, false); err != nil {\n		return \"\", err\n	}\n", ""}, unsaid}},
	{"no epoch", []patch{{"sync/courier/trip.go",
		`if known := t.state.Epoch; known != "" && known != a.hi.Epoch {`,
		`if known := t.state.Epoch; known == "never" && known != a.hi.Epoch {`}}},
	{"quarantine forgotten after a restore", []patch{{"sync/courier/trip.go",
		"		if _, err := t.store.Retry(ctx); err != nil {\n			return err\n		}\n", ""}}},
	{"numbers taken at their word after one", []patch{{"store/turn.go", "	if uint64(b) == ch.Base {", "	if uint64(b) <= ch.Base {"}, unsaid}},
	{"own words count as seen on whatever screen", []patch{{"sync/merge/decide.go", "	return c.Moved && s.Saw != c.Saw\n", "	return false\n"}, unsaid}},
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
		"p.split[a.c.Inc] = true", "p.split[a.c.Inc] = false"}}},
	{"a tablet that went back is not noticed", []patch{{"central/ledger/clone.go", "astray = most > *h.Last", "astray = most > *h.Last+1000"},
		{"central/sync.go", "Sent: hello.Sent, ", ""}}}, // what it said that it sent would show it too
	{"a tablet that went back gets nothing back", []patch{{"central/ledger/pull.go", "r.c.Twin != r.s.Inc || r.s.Astray {", "r.c.Twin != r.s.Inc {"}}},
	{"quarantine without the bytes", []patch{{"central/ledger/quarantine.go", "printed(a.Frozen.Hash), a.Frozen.Bytes, min(", "printed(a.Frozen.Hash), nil, min("}}},
	{"unknown members dropped", []patch{{"central/ledger/decide.go",
		"	sc := p.scopes[a.scope]\n", "	if f, err := wire.Freeze(a.c); err == nil && len(f.Bytes) < len(row.body) {\n		row.body = f.Bytes\n	}\n	sc := p.scopes[a.scope]\n"}}},
	{"older records skip one", []patch{{"central/ledger/backfill.go",
		"			if err == nil && r.add(d) {\n				b.Record", "			if err == nil && (first && b.After == 0 && len(r.page.Rows) == before || r.add(d)) {\n				b.Record"}}},
	{"acked without a commit", []patch{{"central/ledger/dialect.go",
		"	if err := fn(txn{tx, &l.d}); err != nil {\n		tx.Rollback()\n		return err\n	}",
		"	if err := fn(txn{tx, &l.d}); err != nil {\n		tx.Rollback()\n		if db == l.w && !l.d.faulty(err) && !l.d.again(err) && !errors.Is(err, errStale) && assessments.KindOf(err) == assessments.Unavailable {\n			return nil\n		}\n		return err\n	}"}}},
	{"a choice drops what it did not see", []patch{{"sync/merge/apply.go", "return slices.Contains(cids, s.CID) && s.Seq < h.Seq", "return len(cids) > 0"}}},
	{"a second value takes the first one's place", []patch{{"sync/merge/apply.go", "			return x.CID == c.Over[f]", "			return true"}}},
	{"a signed record is edited", []patch{{"sync/merge/decide.go",
		"		case head.Signed != nil:\n			d.Beside, d.Result = append(d.Beside, f), Proposed\n", ""}}},
	{"a grant brings no older records", []patch{{"central/ledger/backfill.go", "		case from > r.c.Grants:", "		case from > r.c.Grants && r.c.Live > 1<<40:"}}},
	{"late work is dropped", []patch{{"central/ledger/decide.go", "	if code, text := p.admit(a); code != \"\" {",
		"	if p.grace[a.scope] && !p.granted[a.scope] {\n		return wire.Ack{CID: a.CID, Result: wire.Dup, Seq: 1}\n	}\n	if code, text := p.admit(a); code != \"\" {"}}},
	{"late work waits for a grant", []patch{{"central/ledger/decide.go", "p.granted[a.scope] || p.grace[a.scope] {", "p.granted[a.scope] {"}}},
	{"a child that is left takes unsent words along", []patch{{"store/letgo.go",
		"		free = free && (string(e.scope) != string(key.id) || t.state(e) == acked)\n", "		_ = e\n"},
		{"store/letgo.go", "DELETE FROM outbox WHERE scope = ? AND n IN (SELECT n FROM confirmed)", "DELETE FROM outbox WHERE scope = ?"}}},
	{"a child that is left takes unsent pictures along", []patch{{"store/letgo.go", "return free && pictures == 0, err", "return free && pictures >= 0, err"}}},
	{"the log of a child that was left stays", []patch{{"store/scrub.go", "wal_checkpoint(TRUNCATE)", "wal_checkpoint(PASSIVE)"}}},
	{"nobody is asked to let go", []patch{{"central/ledger/backfill.go", "		r.c.Gone = append(r.c.Gone, ended[key])\n", ""}}},
	{"a child given back is open too early", []patch{{"store/handover.go", "	if at >= 0 && t.st.Leaving[at].Step == stepComing {\n		return assessments.Errorf(",
		"	if at >= 0 && t.st.Leaving[at].Step == stepComing {\n		return nil\n	}\n	if at < -1 {\n		return assessments.Errorf("}, unsaid}},
	{"a child given back comes without own new words", []patch{{"central/ledger/backfill.go", "			r.c.Own = max(r.c.Own, r.before())\n", ""}}},
	{"of two scopes on their way one comes", []patch{{"central/ledger/backfill.go", "r.c.Back = r.c.Back[1:]", "r.c.Back = nil"}}},
	{"a picture that broke off passes for sent", []patch{{"sync/courier/blob.go", "		if err != nil {\n			return err\n		}\n		return t.store.BlobSent(",
		"		if err != nil && assessments.KindOf(err) != assessments.Unavailable {\n			return err\n		}\n		return t.store.BlobSent("}}},
	{"a picture begins anew after a break", []patch{{"sync/courier/blob.go", "			if !st.Lacks(i) {\n				continue\n			}\n", ""}}},
	{"pictures forgotten after a restore", []patch{{"sync/courier/trip.go", "		if err := t.store.OfferBlobsAgain(ctx); err != nil {\n			return err\n		}\n", ""}}},
	{"words wait for a picture", []patch{{"sync/courier/courier.go", "	defer c.words.take()()\n", "	c.mu.Lock()\n	busy := c.stopPictures != nil\n	c.mu.Unlock()\n	if busy {\n		return Report{}, assessments.Errorf(assessments.Unavailable, \"courier.sync\", \"busy\")\n	}\n	defer c.words.take()()\n"}}},
	{"an old app is told what it cannot read", []patch{{"central/sync.go", "feed := active && max(hello.Schema, 1) >= hi.MinSchema", "feed := active"}}},
	{"an old app cannot send", []patch{{"central/sync.go", "	acks, err := c.push(ctx, &session,", "	if !feed {\n		said.pushed = nil\n	}\n	acks, err := c.push(ctx, &session,"}}},
}
