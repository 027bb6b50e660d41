package ledger

import (
	"sync"
	"testing"
	"time"
)

// What somebody began at a link is theirs alone, loses nothing to two pages sent at once, and goes at its time.
func TestSheet_KeptForItsReader(t *testing.T) {
	both(t, func(t *testing.T, k *kit) {
		d, until := delivered(t, k), k.clock.Now().Add(48*time.Hour)
		has := func(reader string) string {
			t.Helper()
			s, err := k.l.Sheet(k.ctx, d, reader)
			if err != nil {
				t.Fatal(err)
			}
			return string(s.Body)
		}
		put := func(reader, word string) {
			t.Helper()
			if err := k.l.KeepSheet(k.ctx, d, reader, until, func(was Sheet) ([]byte, error) { return append(was.Body, word...), nil }); err != nil {
				t.Error(err)
			}
		}
		if got := has("one"); got != "" {
			t.Errorf("before anything was written there is %q", got)
		}
		var all sync.WaitGroup
		for range 20 {
			all.Go(func() { put("one", "x") })
		}
		all.Wait()
		put("two", "hers")
		if got := has("one"); len(got) != 20 || has("two") != "hers" {
			t.Errorf("twenty pages at once left %q, and somebody else has %q", got, has("two"))
		}
		if err := k.l.DropSheet(k.ctx, d, "two"); err != nil || has("two") != "" || has("one") == "" {
			t.Errorf("taken away, there is %q and %q (%v)", has("two"), has("one"), err)
		}
		k.clock.Advance(47 * time.Hour)
		if err := k.l.EndSheets(k.ctx); err != nil || has("one") == "" {
			t.Errorf("it went before its time (%v)", err)
		}
		k.clock.Advance(2 * time.Hour)
		if got := has("one"); got != "" {
			t.Errorf("past its time there is %q", got)
		}
		if err := k.l.EndSheets(k.ctx); err != nil {
			t.Fatal(err)
		}
		var left int
		if err := k.l.read(k.ctx, "test", func(tx txn) error { return tx.row(k.ctx, `SELECT count(*) FROM sheet`).Scan(&left) }); err != nil || left != 0 {
			t.Errorf("%d rows are left (%v)", left, err)
		}
	})
}
