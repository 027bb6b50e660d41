package ledger

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/central/blob"
	"github.com/fieldfare/fieldfare/sync/wire"
)

// marked is a word of a child that nobody may find after the record was destroyed.
const marked = "MARKEDWORD"

// leads are two of them, who are not the kit's therapists.
func leads(k *kit) (one, two string) {
	k.t.Helper()
	var out []string
	for _, name := range []string{"Lea", "Leo"} {
		th, err := k.l.AddTherapist(k.ctx, k.tenant.ID, name, name+"@nhs.example")
		if err == nil {
			err = k.l.SetLead(k.ctx, th.ID, true)
		}
		if err != nil {
			k.t.Fatal(err)
		}
		out = append(out, th.ID)
	}
	return out[0], out[1]
}

// grown is a child with something in every table that a record fills, whose therapist let it go long ago; and the ids of two signed notes.
func grown(k *kit) (child assessments.Scope) {
	k.t.Helper()
	child = assessments.ChildScope(k.id())
	note := k.id()
	k.want(k.ann, k.set(child, child.ID, 0, "name", marked), wire.OK, "")
	first := k.want(k.ann, k.set(child, note, 0, "text", marked, "how", marked+"one"), wire.OK, "")
	if err := k.l.Grant(k.ctx, child, k.ben.Therapist); err != nil {
		k.t.Fatal(err)
	}
	k.want(k.ann, k.set(child, note, first.Seq, "how", marked+"hers"), wire.OK, "")
	k.want(k.ben, k.set(child, note, first.Seq, "how", marked+"his"), wire.Conflict, "")
	for range 2 {
		signed := k.id()
		k.want(k.ann, k.set(child, signed, 0, "text", marked), wire.OK, "")
		k.want(k.ann, k.sign(child, signed, 0, "text", marked), wire.OK, "")
	}
	share := k.set(child, k.id(), 0, "way", marked)
	share.Kind = assessments.KindShare
	k.want(k.ann, share, wire.OK, "")
	link := Delivery{Tenant: k.tenant.ID, Share: share.Record, Scope: child, Way: "link", Token: "t" + string(share.Record), Ref: "7K4-Q2", Mail: MailNone}
	for _, err := range []error{
		k.l.AddDelivery(k.ctx, link),
		k.l.KeepSheet(k.ctx, link, "somebody", k.clock.Now().Add(1000*day), func(Sheet) ([]byte, error) { return []byte(marked), nil }),
		k.l.TakeUp(k.ctx, k.tenant.ID, []assessments.Record{{ID: note, Kind: assessments.KindContact, Scope: child}}, nil, 1),
		k.l.PutBlobEntry(k.ctx, blob.Entry{Tenant: k.tenant.ID, Scope: child.Key(), SHA: strings.Repeat("a", 64), Size: 7, Media: marked, Device: "d", Whole: true}),
		second(k.l.BlobKey(k.ctx, k.tenant.ID, child.Key(), []byte("the key of the pictures"))),
		second(k.l.OpenChild(k.ctx, k.tenant.ID, Opening{Therapist: k.ben.Therapist, Child: child.ID, Reason: OpenAway, Words: marked + " is ill"})),
		k.l.Ungrant(k.ctx, child, k.ann.Therapist), k.l.UngrantWithin(k.ctx, child, k.ben.Therapist, 3),
	} {
		if err != nil {
			k.t.Fatal(err)
		}
	}
	return child
}

// settled brings it to the day on which nothing stands in the way any more.
func settled(k *kit, child assessments.Scope) {
	k.t.Helper()
	k.clock.Advance(40 * day)
	list, err := k.l.OpenHandoffs(k.ctx, k.tenant.ID)
	if err != nil || len(list) != 1 {
		k.t.Fatal(list, err)
	}
	if ok, err := k.l.SettleHandoff(k.ctx, list[0], HandoffFiled, "", "R-1", 0); err != nil || !ok {
		k.t.Fatal(ok, err)
	}
}

func (k *kit) ask(child assessments.Scope, lead string) (bool, error) {
	return k.l.AskDisposal(k.ctx, Disposal{Tenant: k.tenant.ID, Child: child.ID, Lead: lead, Until: "2026-01-01", Rule: "Until the 25th birthday."})
}

func (k *kit) says(what string, err error, kind assessments.ErrorKind, says string) {
	k.t.Helper()
	if assessments.KindOf(err) != kind || err == nil || !strings.Contains(assessments.Sentence(err), says) {
		k.t.Errorf("%s: %v, want %q", what, err, says)
	}
}

// ripe is a child in whose destruction nothing stands in the way, with two leads.
func ripe(k *kit) (child assessments.Scope, one, two string) {
	k.t.Helper()
	one, two = leads(k)
	child = grown(k)
	settled(k, child)
	k.clock.Advance(40 * day)
	return child, one, two
}

// Between the second lead's word and the destruction, which waits for the patient record's folder, nothing is promised that would not be kept.
func TestDisposal_OrderedTakesNothingMore(t *testing.T) {
	both(t, func(t *testing.T, k *kit) {
		child, one, two := ripe(k)
		for _, lead := range []string{one, two} {
			_, err := k.ask(child, lead)
			k.must(err)
		}
		k.says("a hold", k.l.HoldRecord(k.ctx, k.tenant.ID, Hold{Child: child.ID, Lead: two, Why: "the public inquiry"}), assessments.Conflict, "Two leads have ordered")
		k.says("a grant", k.l.Grant(k.ctx, child, k.ben.Therapist), assessments.Conflict, "Two leads have ordered")
		_, err := k.l.Write(k.ctx, k.tenant.ID, Author{Actor: one}, NewEntry(k.id(), child, &assessments.Observation{Text: "of a new referral"}))
		k.says("a referral", err, assessments.Conflict, "Two leads have ordered")
		k.sound()
	})
}

// A hold and the second lead's word in the same moment: one of them is refused, and a record that is held is not destroyed.
func TestDisposal_HeldInTheSameMoment(t *testing.T) {
	both(t, func(t *testing.T, k *kit) {
		child, one, two := ripe(k)
		for range 20 {
			_, err := k.ask(child, one)
			k.must(err)
			var ordered bool
			var asked, held error
			var wg sync.WaitGroup
			wg.Go(func() { ordered, asked = k.ask(child, two) })
			wg.Go(func() {
				held = k.l.HoldRecord(k.ctx, k.tenant.ID, Hold{Child: child.ID, Lead: two, Why: "the public inquiry"})
			})
			wg.Wait()
			if ordered == (held == nil) {
				t.Fatalf("ordered %v (%v), held %v", ordered, asked, held)
			}
			if ordered {
				return
			}
			k.must(k.l.LiftHolds(k.ctx, k.tenant.ID, child.ID, two))
		}
	})
}

func TestDisposal_WhatStandsInTheWay(t *testing.T) {
	both(t, func(t *testing.T, k *kit) {
		one, two := leads(k)
		child := grown(k)
		ask := func(what, lead string, kind assessments.ErrorKind, says string) {
			t.Helper()
			ok, err := k.ask(child, lead)
			if ok {
				t.Errorf("%s: it is ordered", what)
			}
			k.says(what, err, kind, says)
		}
		ask("somebody who is no lead", k.ann.Therapist, assessments.Forbidden, "for a lead")
		ask("late work may come", one, assessments.Conflict, "still on a tablet of Ann")
		if err := k.l.Grant(k.ctx, child, k.ben.Therapist); err != nil {
			t.Fatal(err)
		}
		k.clock.Advance(40 * day)
		ask("somebody has it", one, assessments.Conflict, "Ben still has this child")
		if err := k.l.UngrantWithin(k.ctx, child, k.ben.Therapist, 0); err != nil {
			t.Fatal(err)
		}
		k.clock.Advance(time.Second)
		ask("an entry is not in the patient record", one, assessments.Conflict, "1 of its entries")
		settled(k, child)
		late := k.set(child, k.id(), 0, "text", marked)
		k.want(k.ann, late, wire.Quar, wire.CodeScope)
		ask("something is in quarantine", one, assessments.Conflict, "1 changes of this child wait")
		if err := k.exec(`DELETE FROM quarantine WHERE 1 = ?1`, 1); err != nil {
			t.Fatal(err)
		}
		hold := func(h Hold) error {
			h.Child, h.Lead = child.ID, cmpOr(h.Lead, two)
			return k.l.HoldRecord(k.ctx, k.tenant.ID, h)
		}
		k.says("a hold by nobody", hold(Hold{Lead: k.ann.Therapist, Why: "an inquiry"}), assessments.Forbidden, "for a lead")
		k.says("a hold without a reason", hold(Hold{Why: " "}), assessments.Invalid, "Say why")
		k.says("a hold that is over", hold(Hold{Why: "an inquiry", Until: "2020-01-01"}), assessments.Invalid, "over already")
		k.says("a hold until no day", hold(Hold{Why: "an inquiry", Until: "soon"}), assessments.Invalid, "last day")
		last := k.l.today().AddDays(1)
		if err := hold(Hold{Why: "the public inquiry", Until: last}); err != nil {
			t.Fatal(err)
		}
		ask("it is held", one, assessments.Conflict, "Leo holds this record until "+last.Words()+": the public inquiry")
		k.clock.Advance(2 * day)
		if _, err := k.ask(child, one); err != nil {
			t.Fatal(err)
		}
		if err := hold(Hold{Why: "a claim of the family"}); err != nil {
			t.Fatal(err)
		}
		if list, err := k.l.Disposals(k.ctx, k.tenant.ID); err != nil || len(list) != 0 {
			t.Errorf("one lead's word outlives a hold: %+v (%v)", list, err)
		}
		ask("held until somebody lifts it", one, assessments.Conflict, "until the hold is lifted")
		if list, err := k.l.Holds(k.ctx, k.tenant.ID); err != nil || len(list) != 1 || list[0].Name != "Leo" || list[0].Child != child.ID {
			t.Errorf("holds: %+v (%v)", list, err)
		}
		if err := k.l.LiftHolds(k.ctx, k.tenant.ID, child.ID, two); err != nil {
			t.Fatal(err)
		}
		k.says("lifted twice", k.l.LiftHolds(k.ctx, k.tenant.ID, child.ID, two), assessments.NotFound, "Nobody holds")

		if ok, err := k.ask(child, one); ok || err != nil {
			t.Fatal(ok, err)
		}
		ask("one lead twice", one, assessments.Conflict, "You asked for it already")
		same, err := k.l.AddTherapist(k.ctx, k.tenant.ID, "Lea again", "LEA@nhs.example")
		if err == nil {
			err = k.l.SetLead(k.ctx, same.ID, true)
		}
		if err != nil {
			t.Fatal(err)
		}
		ask("one lead with two accounts", same.ID, assessments.Forbidden, "two different people")
		_, err = k.l.Erase(k.ctx, k.tenant.ID, child.ID, 0)
		k.says("erased at one lead's word", err, assessments.Forbidden, "Two leads")
		// What was asked for is called off, or grows old.
		if err := k.l.DropDisposal(k.ctx, k.tenant.ID, child.ID); err != nil {
			t.Fatal(err)
		}
		k.says("called off twice", k.l.DropDisposal(k.ctx, k.tenant.ID, child.ID), assessments.NotFound, "Nobody asked")
		if ok, err := k.ask(child, one); ok || err != nil {
			t.Fatal(ok, err)
		}
		k.clock.Advance(disposalLife + time.Second)
		if ok, err := k.ask(child, two); ok || err != nil {
			t.Fatalf("a word of long ago counts (%v)", err)
		}
		if ok, err := k.ask(child, one); !ok || err != nil {
			t.Fatal(ok, err)
		}
		k.says("called off after two", k.l.DropDisposal(k.ctx, k.tenant.ID, child.ID), assessments.Conflict, "cannot be called off")
		ask("ordered twice", two, assessments.Conflict, "Two leads have ordered")
		k.says("held after two", hold(Hold{Why: "too late now"}), assessments.Conflict, "Two leads have ordered")
		_, err = k.ask(assessments.ChildScope(k.id()), one)
		k.says("nobody's child", err, assessments.NotFound, "no child")
		if got := k.head(child.ID); got.Fields.Text("name") != marked {
			t.Error("something was destroyed already")
		}
		k.sound()
	})
}

func cmpOr(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// dump is every row that the ledger holds.
func (k *kit) dump() string {
	k.t.Helper()
	var b bytes.Buffer
	if _, err := k.l.Backup(k.ctx, &b); err != nil {
		k.t.Fatal(err)
	}
	return b.String()
}

func TestDisposal_NothingIsLeftAndAllAddsUp(t *testing.T) {
	both(t, func(t *testing.T, k *kit) {
		one, two := leads(k)
		child, other := grown(k), assessments.ChildScope(k.id())
		k.want(k.ann, k.set(other, other.ID, 0, "name", "Zed"), wire.OK, "")
		settled(k, child)
		before, mark, err := k.l.Moved(k.ctx, k.tenant.ID, Mark{}, assessments.KindShare, "observation")
		if err != nil || !slices.Contains(before, child) {
			t.Fatal(before, err)
		}
		last, lastCID, err := k.l.LastDSeq(k.ctx, k.tenant.ID, k.ann.Device, "inc1")
		if err != nil || last == 0 {
			t.Fatal(last, err)
		}
		for _, lead := range []string{one, two} {
			if _, err := k.ask(child, lead); err != nil {
				t.Fatal(err)
			}
		}
		d, err := k.l.Erase(k.ctx, k.tenant.ID, child.ID, 90)
		if err != nil || d.State != DisposalErased {
			t.Fatal(d, err)
		}
		var c Certificate
		if err := json.Unmarshal(d.Certificate, &c); err != nil {
			t.Fatal(err)
		}
		if c.Records["observation"] != 4 || c.Records[assessments.KindShare] != 1 || c.Changes != 9 || c.Pictures != 1 || c.Bytes != 7 || c.Links != 1 || c.Handoffs != 1 || c.BackupDays != 90 ||
			c.Asked.Name != "Lea" || c.Agreed.Name != "Leo" || c.Record != child.ID || c.Until != "2026-01-01" || len(c.Journal) != 64 || len(c.Signatures) != 64 || len(c.Tablets) != 2 {
			t.Errorf("the certificate: %s", d.Certificate)
		}
		all := k.dump()
		if strings.Contains(all, marked) || strings.Contains(all, "dGhlIGtleSBvZiB0aGUgcGljdHVyZXM") {
			t.Error("something of the child is left")
		}
		for _, row := range []string{"destruction asked for, by " + one, "destruction ordered, by " + one + " and " + two, "record destroyed, certificate ", `"opened a child they do not have"`} {
			if !strings.Contains(all, row) {
				t.Errorf("the audit does not say %q", row)
			}
		}
		k.sound()
		// Once more changes nothing.
		if again, err := k.l.Erase(k.ctx, k.tenant.ID, child.ID, 0); err != nil || string(again.Certificate) != string(d.Certificate) || again.State != DisposalErased {
			t.Errorf("erased twice: %+v (%v)", again, err)
		}
		// Pages that remember children are told, and tablets are answered as if their words had come.
		if moved, _, err := k.l.Moved(k.ctx, k.tenant.ID, mark, "observation"); err != nil || !slices.Equal(moved, []assessments.Scope{child}) {
			t.Errorf("moved: %v (%v)", moved, err)
		}
		if n, cid, err := k.l.LastDSeq(k.ctx, k.tenant.ID, k.ann.Device, "inc1"); err != nil || n != last || cid != lastCID {
			t.Errorf("of the tablet's changes %d are here, and were %d", n, last)
		}
		k.n = 0
		k.want(k.ann, k.set(child, child.ID, 0, "name", marked), wire.Dup, "") // the very first change
		k.n = 500
		// Nothing comes into the record any more, from nobody.
		k.want(k.ann, k.set(child, k.id(), 0, "text", "later"), wire.Quar, wire.CodeScope)
		if n, err := k.l.RetryQuarantine(k.ctx, k.tenant.ID); n != 0 || err != nil {
			t.Errorf("%d changes left quarantine (%v)", n, err)
		}
		k.says("granted", k.l.Grant(k.ctx, child, k.ann.Therapist), assessments.NotFound, "knows no child")
		_, err = k.l.Write(k.ctx, k.tenant.ID, Author{Actor: "service"}, NewEntry(k.id(), child, &assessments.Receipt{What: "opened"}))
		k.says("the service writes", err, assessments.Invalid, "destroyed")
		if may, err := k.l.MayAdd(k.ctx, k.ann, child); may || err != nil {
			t.Errorf("pictures may be added (%v)", err)
		}
		if n, err := k.l.Later(k.ctx, k.tenant.ID, child.ID); n != 1 || err != nil {
			t.Errorf("%d came later (%v)", n, err)
		}
		if err := k.l.EraseLater(k.ctx, k.tenant.ID, child.ID, one); err != nil {
			t.Fatal(err)
		}
		k.says("nothing came", k.l.EraseLater(k.ctx, k.tenant.ID, child.ID, one), assessments.NotFound, "Nothing came")
		k.sound()
		// The guards are as they were: nobody else's changes lose a word, nor those of the destroyed one their numbers.
		for _, q := range []string{
			`UPDATE change SET body = ?1, h = '', kind = '', t_dev = '', chain = ?1 WHERE scope <> '` + child.Key() + `'`,
			`UPDATE change SET body = ?1 WHERE scope = '` + child.Key() + `'`,
			`DELETE FROM change WHERE body = ?1`,
		} {
			if err := k.exec(q, []byte{}); err == nil {
				t.Errorf("the database let %q happen", q)
			}
		}
		k.want(k.ann, k.set(other, other.ID, 0, "hand", "left"), wire.OK, "")
	})
}

// TestDisposal_TheFilesHoldNoWord greps what the databases wrote.
func TestDisposal_TheFilesHoldNoWord(t *testing.T) {
	both(t, func(t *testing.T, k *kit) {
		one, two := leads(k)
		child := grown(k)
		settled(k, child)
		if !bytes.Contains(rawFiles(t, k), []byte(marked)) {
			t.Fatal("the word was never there: this test would see nothing")
		}
		for _, lead := range []string{one, two} {
			if _, err := k.ask(child, lead); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := k.l.Erase(k.ctx, k.tenant.ID, child.ID, 0); err != nil {
			t.Fatal(err)
		}
		if err := k.l.Scrub(k.ctx, k.l.d.name == "postgres"); err != nil {
			t.Fatal(err)
		}
		if raw := rawFiles(t, k); bytes.Contains(raw, []byte(marked)) || bytes.Contains(raw, []byte("the key of the pictures")) {
			t.Error("the database's files still hold the child's words or keys")
		}
		k.sound()
	})
}

// TestRewrite_FreedPlacesAreWrittenOver: what destroying a record leaves in the files of PostgreSQL is written over without anybody's command,
// table by table, and again for the next record; while somebody is in a table it is left, and tried again.
func TestRewrite_FreedPlacesAreWrittenOver(t *testing.T) {
	both(t, func(t *testing.T, k *kit) {
		one, two := leads(k)
		pg := k.l.d.name == "postgres"
		for i := range 2 {
			child := grown(k)
			settled(k, child)
			for _, lead := range []string{one, two} {
				if _, err := k.ask(child, lead); err != nil {
					t.Fatal(err)
				}
			}
			if did, err := k.l.Rewrite(k.ctx, time.Minute); did || err != nil {
				t.Errorf("before anything was destroyed: %v (%v)", did, err)
			}
			d, err := k.l.Erase(k.ctx, k.tenant.ID, child.ID, 0)
			if err != nil {
				t.Fatal(err)
			}
			k.must(k.l.Scrub(k.ctx, false))
			k.must(k.l.Disposed(k.ctx, d))
			if pg && !bytes.Contains(rawFiles(t, k), []byte(marked)) {
				t.Fatal("nothing is left to write over: this test would see nothing")
			}
			if pg && i == 0 {
				tx, err := k.l.w.BeginTx(k.ctx, nil)
				k.must(err)
				if _, err := tx.ExecContext(k.ctx, `LOCK TABLE quarantine IN ACCESS SHARE MODE`); err != nil {
					t.Fatal(err)
				}
				if did, err := k.l.Rewrite(k.ctx, 50*time.Millisecond); !did || err == nil {
					t.Errorf("it waits for somebody who does not go: %v (%v)", did, err)
				}
				k.must(tx.Rollback())
			}
			for _, want := range []bool{pg, false} {
				if did, err := k.l.Rewrite(k.ctx, time.Minute); did != want || err != nil {
					t.Errorf("written anew: %v, want %v (%v)", did, want, err)
				}
			}
			if bytes.Contains(rawFiles(t, k), []byte(marked)) {
				t.Error("the database's files still hold the child's words")
			}
		}
		k.sound()
	})
}

// rawFiles are the bytes of the tables as they lie on the disk: the embedded database with its log, or the relations of PostgreSQL.
func rawFiles(t *testing.T, k *kit) (out []byte) {
	t.Helper()
	if k.l.d.name == "sqlite" {
		list, err := filepath.Glob(filepath.Join(k.l.cfg.Dir, "ledger.db*"))
		if err != nil || len(list) == 0 {
			t.Fatal(list, err)
		}
		for _, f := range list {
			raw, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			out = append(out, raw...)
		}
		return out
	}
	if _, err := k.l.w.ExecContext(k.ctx, `CHECKPOINT`); err != nil {
		t.Fatal(err)
	}
	rows, err := k.l.w.QueryContext(k.ctx, `SELECT pg_read_binary_file(pg_relation_filepath(c.oid)) FROM pg_class c WHERE c.relkind IN ('r', 't', 'i') AND pg_relation_filepath(c.oid) IS NOT NULL AND c.oid > 16000`)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var raw []byte
		if err := rows.Scan(&raw); err != nil {
			t.Fatal(err)
		}
		out = append(out, raw...)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return out
}

// TestDisposal_ARestoreDoesNotBringBack: what was destroyed after a backup is destroyed again in what came back. That has a certificate of its own, in which the one of then
// stands whole with its fingerprint.
func TestDisposal_ARestoreDoesNotBringBack(t *testing.T) {
	for name, cfg := range places(t) {
		t.Run(name, func(t *testing.T) {
			k := newKit(t, Config{Dir: t.TempDir()})
			one, two := leads(k)
			child := grown(k)
			if err := k.l.Grant(k.ctx, child, k.ben.Therapist); err != nil { // in the backup somebody has it
				t.Fatal(err)
			}
			kept := k.backup()
			k.want(k.ben, k.set(child, k.id(), 0, "text", marked+" after the backup"), wire.OK, "")
			if err := k.l.UngrantWithin(k.ctx, child, k.ben.Therapist, 0); err != nil {
				t.Fatal(err)
			}
			settled(k, child)
			for _, lead := range []string{one, two} {
				if _, err := k.ask(child, lead); err != nil {
					t.Fatal(err)
				}
			}
			if _, err := k.l.Erase(k.ctx, k.tenant.ID, child.ID, 30); err != nil {
				t.Fatal(err)
			}
			list, err := k.l.Disposals(k.ctx, k.tenant.ID)
			if err != nil || len(list) != 1 {
				t.Fatal(list, err)
			}
			cfg.Now, cfg.Rand, cfg.NewID, cfg.Log = k.l.cfg.Now, k.l.cfg.Rand, k.newID, discard()
			if _, _, err := Restore(k.ctx, cfg, bytes.NewReader(kept)); err != nil {
				t.Fatal(err)
			}
			back := *k
			back.l = k.open(cfg)
			t.Cleanup(func() { back.l.Close() })
			if !strings.Contains(back.dump(), marked) {
				t.Fatal("the backup did not hold the child")
			}
			for i, want := range []bool{true, false} {
				if again, err := back.l.Redispose(k.ctx, list[0]); err != nil || again != want {
					t.Fatalf("time %d: %v %v", i, again, err)
				}
			}
			d, err := back.l.Erase(k.ctx, k.tenant.ID, child.ID, 0)
			if err != nil {
				t.Fatal(err)
			}
			var was, c Certificate
			for raw, into := range map[string]*Certificate{string(list[0].Certificate): &was, string(d.Certificate): &c} {
				if err := json.Unmarshal([]byte(raw), into); err != nil {
					t.Fatal(err)
				}
			}
			if string(c.Before) != string(list[0].Certificate) || c.BeforeSum != fingerprint(list[0].Certificate) || c.Journal == was.Journal || c.Changes == 0 || was.BeforeSum != "" {
				t.Errorf("the second certificate: %s\nthe first: %s", d.Certificate, list[0].Certificate)
			}
			if !strings.Contains(back.dump(), fingerprint(d.Certificate)) {
				t.Error("the audit has no fingerprint of the second certificate")
			}
			if strings.Contains(back.dump(), marked) {
				t.Error("the child is back")
			}
			back.sound()
			// The tablet that has it again is told to let go.
			page, err := back.l.Pull(k.ctx, k.ben, "", true)
			if err != nil || len(page.Remove) != 1 || page.Remove[0].Scope != child.Key() || page.Remove[0].GraceD != 0 {
				t.Errorf("told: %+v (%v)", page.Remove, err)
			}
		})
	}
}

// TestDisposal_ABackupWithTheOrderInIt: a backup of between the order and its end brings the record back with its order. The register's word
// of what came of it is not lost.
func TestDisposal_ABackupWithTheOrderInIt(t *testing.T) {
	both(t, func(t *testing.T, k *kit) {
		one, two := leads(k)
		child := grown(k)
		settled(k, child)
		for _, lead := range []string{one, two} {
			if _, err := k.ask(child, lead); err != nil {
				t.Fatal(err)
			}
		}
		list, err := k.l.Disposals(k.ctx, k.tenant.ID)
		if err != nil || len(list) != 1 || len(list[0].Certificate) > 0 {
			t.Fatal(list, err)
		}
		list[0].Certificate = json.RawMessage(`{"fieldfare_disposal":1,"changes":7}`)
		for range 2 {
			if again, err := k.l.Redispose(k.ctx, list[0]); err != nil || again {
				t.Fatal(again, err)
			}
		}
		d, err := k.l.Erase(k.ctx, k.tenant.ID, child.ID, 0)
		var c Certificate
		if err == nil {
			err = json.Unmarshal(d.Certificate, &c)
		}
		if err != nil || string(c.Before) != string(list[0].Certificate) {
			t.Errorf("%s (%v)", d.Certificate, err)
		}
	})
}

// TestDisposal_OthersWorkNamesNobody: a group's register, the word of a hand-over and a loan keep what the team did, and not the number of who is gone.
func TestDisposal_OthersWorkNamesNobody(t *testing.T) {
	both(t, func(t *testing.T, k *kit) {
		one, two := leads(k)
		child, other, person, seat := grown(k), k.id(), k.id(), k.id()
		thing := k.set(child, seat, 0, "item", marked)
		thing.Kind = assessments.KindEquipment
		if err := k.l.Grant(k.ctx, child, k.ann.Therapist); err != nil {
			t.Fatal(err)
		}
		k.want(k.ann, thing, wire.OK, "")
		if err := k.l.Handover(k.ctx, child, k.ann.Therapist, k.ben.Therapist, 0); err != nil {
			t.Fatal(err)
		}
		if err := k.l.SayHandedOver(k.ctx, k.tenant.ID, child); err != nil {
			t.Fatal(err)
		}
		if err := k.l.UngrantWithin(k.ctx, child, k.ben.Therapist, 0); err != nil {
			t.Fatal(err)
		}
		settled(k, child)
		group, loan := k.id(), k.id()
		_, err := k.l.Write(k.ctx, k.tenant.ID, Author{Actor: "test"},
			NewEntry(group, assessments.TeamScope(), &assessments.GroupSession{Type: "group", Title: "Scissors", On: "2015-03-04", Notes: "Went well.", Register: []assessments.Attendee{
				{Child: child.ID, Came: "yes", Minutes: 40, Note: marked}, {Child: other, Came: "no", Note: "ill"}, {Person: person, Role: "teaching assistant"}}}),
			NewEntry(loan, assessments.TeamScope(), &assessments.EquipmentItem{Product: "Chair", Serial: "7", Status: "in-store", Child: child.ID, Equipment: seat}))
		if err != nil {
			t.Fatal(err)
		}
		for _, lead := range []string{one, two} {
			if _, err := k.ask(child, lead); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := k.l.Erase(k.ctx, k.tenant.ID, child.ID, 0); err != nil {
			t.Fatal(err)
		}
		for i, want := range []int{3, 0} {
			if n, err := k.l.Forget(k.ctx, k.tenant.ID, child.ID); err != nil || n != want {
				t.Errorf("time %d: %d records were changed, want %d (%v)", i, n, want, err)
			}
		}
		list, err := k.l.Records(k.ctx, k.tenant.ID)
		if err != nil {
			t.Fatal(err)
		}
		said := 0
		for _, r := range list {
			all, _ := json.Marshal(r.Fields)
			if strings.Contains(string(all), string(child.ID)) || strings.Contains(string(all), string(seat)) || strings.Contains(string(all), marked) {
				t.Errorf("a %s names the child: %s", r.Kind, all)
			}
			var g assessments.GroupSession
			switch assessments.Decode(r.Fields, &g); {
			case r.ID == group:
				if len(g.Register) != 3 || g.Register[0] != (assessments.Attendee{Who: assessments.DestroyedWords, Came: "yes", Minutes: 40}) || g.Register[1].Child != other || g.Register[1].Note != "ill" || g.Register[2].Person != person || g.Notes != "Went well." {
					t.Errorf("the register: %+v", g)
				}
			case r.Kind == assessments.KindAccess:
				said++
				if r.Fields.Text("of") != string(assessments.Destroyed) || r.Fields.Text("name") != "Ben" {
					t.Errorf("the hand-over: %s", all)
				}
			}
		}
		if said != 1 {
			t.Errorf("%d hand-overs are there", said)
		}
		// A tablet hears it by the ordinary feed.
		rows, _ := k.pull(k.ann, "")
		if !slices.ContainsFunc(rows, func(r wire.Delivered) bool { return bytes.Contains(r.Frozen.Bytes, []byte(assessments.DestroyedWords)) }) {
			t.Error("no tablet hears of it")
		}
		k.sound()
	})
}
