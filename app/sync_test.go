package app

import (
	"testing"
	"time"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/store"
)

func TestChip_SaysWhatMattersMost(t *testing.T) {
	at := time.Date(2026, 7, 14, 13, 32, 0, 0, time.UTC) // 14:32 in London
	joined := func(unsent, conflicts, quarantined int, last time.Time) store.SyncState {
		st := store.SyncState{Device: "d", LastSync: last}
		st.Unsent, st.Conflicts, st.Quarantined = unsent, conflicts, quarantined
		return st
	}
	for _, c := range []struct {
		name string
		chip chip
		st   store.SyncState
		want string
	}{
		{"never joined", chip{}, store.SyncState{}, "Saved on this tablet"},
		{"unsent, offline", chip{}, joined(3, 0, 0, at), "Saved on this tablet"},
		{"joined, never synced", chip{}, joined(0, 0, 0, time.Time{}), "Saved on this tablet"},
		{"sending", chip{sending: true, sent: 3}, joined(9, 0, 0, at), "Sending 3 of 12"},
		{"all sent", chip{}, joined(0, 0, 0, at), "All sent 14:32"},
		{"a conflict outranks sending", chip{sending: true, sent: 3}, joined(9, 1, 0, at), "1 needs you"},
		{"quarantine counts too", chip{}, joined(2, 1, 1, at), "2 need you"},
		{"nothing can be written", chip{sending: true, sent: 3}, store.SyncState{Refusing: true, Status: joined(2, 1, 1, at).Status}, "Cannot save now"},
	} {
		if got := c.chip.state(c.st, at.Add(time.Hour)).Words(); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
	var none kit.SyncState
	if none.Words() != "Saved on this tablet" {
		t.Error("the first state of a chip must promise only what is true")
	}
}

// Five days without signal must not read as sent today, on a phone either.
func TestChip_SaysTheDayThatIsNotToday(t *testing.T) {
	st := store.SyncState{Device: "d", LastSync: time.Date(2026, 7, 14, 13, 32, 0, 0, time.UTC)} // a Tuesday, 14:32 in London
	for _, c := range []struct{ now, words, short string }{
		{"2026-07-14T22:59:00Z", "All sent 14:32", "Sent"},
		{"2026-07-14T23:01:00Z", "All sent Tue 14:32", "Sent Tue"}, // past midnight in London
		{"2026-07-20T09:00:00Z", "All sent Tue 14:32", "Sent Tue"},
		{"2026-07-21T09:00:00Z", "All sent 14 Jul 14:32", "Sent 14 Jul"},
		{"2026-07-13T09:00:00Z", "All sent 14 Jul 14:32", "Sent 14 Jul"}, // the clock was set back
	} {
		now, err := time.Parse(time.RFC3339, c.now)
		if err != nil {
			t.Fatal(err)
		}
		if got := (chip{}).state(st, now); got.Words() != c.words || got.Short() != c.short {
			t.Errorf("at %s: %q and %q, want %q and %q", c.now, got.Words(), got.Short(), c.words, c.short)
		}
	}
}
