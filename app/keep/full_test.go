package keep_test

import (
	"testing"
	"time"

	"github.com/fieldfare/fieldfare/app/keep"
	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/session/sessiontest"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store"
)

// TestKeeper_TellsOnce: words that a full disk refused are told of once, also where the clock comes late and the next letter finds them
// overdue, and where the field is left; the sign of the store stands until they are kept. Another refusal after that is news.
func TestKeeper_TellsOnce(t *testing.T) {
	now := time.Date(2026, 5, 20, 14, 0, 0, 0, time.UTC)
	d := sessiontest.New(t, 1, now)
	recs, err := d.Store.Records(t.Context(), store.Filter{Kinds: []assessments.Kind{assessments.KindGoal}})
	if err != nil || len(recs) == 0 {
		t.Fatalf("%d goals, %v", len(recs), err)
	}
	ref := keep.RefOf(recs[0])
	never := kit.Clock{Now: func() time.Time { return now }, After: func(time.Duration, func()) func() { return func() {} }}
	k := keep.New(d.Session, never, func() {})
	sign := func(want bool) {
		t.Helper()
		if st, err := d.Store.SyncState(t.Context()); err != nil || st.Refusing != want {
			t.Errorf("the store says that it refuses: %v, want %v (%v)", st.Refusing, want, err)
		}
	}
	d.Full = true
	for _, words := range []string{"Race", "Race sn", "Race snails", "Race snails at lunch"} {
		k.Type(ref, "title", words)
		now = now.Add(2 * keep.Again)
	}
	k.Leave(ref, "Changed")
	if len(d.Failed) != 1 {
		t.Errorf("told %d times: %v", len(d.Failed), d.Failed)
	}
	sign(true)
	d.Full = false
	k.Flush()
	if rec, err := d.Store.Record(t.Context(), ref.ID); err != nil || rec.Fields.Text("title") != "Race snails at lunch" || len(d.Failed) != 1 {
		t.Errorf("with room again %q is kept, told %v (%v)", rec.Fields.Text("title"), d.Failed, err)
	}
	sign(false)
	d.Full = true
	k.Type(ref, "title", "Hall")
	k.Flush()
	if len(d.Failed) != 2 {
		t.Errorf("the disk is full again, and the person was told %d times in all", len(d.Failed))
	}
	d.Full = false
}
