package store

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/fieldfare/fieldfare/assessments"
)

func visit(id, child assessments.ID, day, status string) assessments.Edit {
	return assessments.Edit{Record: id, Kind: assessments.KindContact, Scope: assessments.ChildScope(child),
		Set: fields("type", "visit", "on", day, "from", "09:00", "status", status, "place", "school")}
}

func strike(id, of, child assessments.ID) assessments.Edit {
	return assessments.Edit{Record: id, Kind: assessments.KindEnteredInError, Scope: assessments.ChildScope(child), Set: fields("of", of, "reason", "wrong child")}
}

func TestListsAreReady(t *testing.T) {
	s := newStore(t)
	place := rid(9)
	apply(t, s, assessments.Edit{Record: place, Kind: assessments.KindSetting, Scope: assessments.SettingScope(place), Set: fields("name", "Willowbrook", "type", "primary")},
		childEdit(rid(1), "Zofia Nowak"), childEdit(rid(2), "ben Okoro"), childEdit(rid(3), "Made By Mistake"), strike(rid(30), rid(3), rid(3)),
		assessments.Edit{Record: rid(1), Set: fields("setting", place, "preferred_name", "Zosia", "nhs_number", "943 476 5919", "year", "Year 2")},
		visit(rid(11), rid(1), "2026-11-10", "attended"), visit(rid(12), rid(1), "2026-11-12", "attended"), visit(rid(13), rid(1), "2026-11-13", "not-brought"),
		visit(rid(14), rid(1), "2026-11-18", "planned"), visit(rid(15), rid(1), "2026-11-17", "planned"), visit(rid(16), rid(1), "2026-11-16", "cancelled"),
		visit(rid(17), rid(1), "2026-11-15", "attended"), strike(rid(31), rid(17), rid(1)))
	for range 2 {
		rows, err := s.Children(t.Context())
		check(t, err)
		want := []ChildRow{{ID: rid(2), Name: "ben Okoro", Born: "2019-05-04", Unsent: 1},
			{ID: rid(1), Name: "Zofia Nowak", KnownAs: "Zosia", Born: "2019-05-04", NHS: "943 476 5919", Setting: place, SettingName: "Willowbrook", Year: "Year 2", LastSeen: "2026-11-12", NextContact: "2026-11-17", Unsent: 10}}
		if diff := cmp.Diff(want, rows); diff != "" {
			t.Errorf("children (-want +got):\n%s", diff)
		}
		contacts, err := s.Contacts(t.Context(), "2026-11-15", "2026-11-17")
		check(t, err)
		if len(contacts) != 2 || contacts[0].ID != rid(16) || contacts[1].ID != rid(15) || contacts[1].ChildName != "Zofia Nowak" || contacts[1].SettingName != "Willowbrook" || contacts[1].From != "09:00" {
			t.Errorf("contacts: %+v", contacts)
		}
		s = reopen(t, s)
	}
}

func TestFilters(t *testing.T) {
	s := newStore(t)
	apply(t, s, childEdit(rid(1), "A"), childEdit(rid(2), "B"), noteEdit(rid(12), rid(1), "n"), noteEdit(rid(11), rid(1), "m"), visit(rid(13), rid(1), "2026-11-10", "attended"), noteEdit(rid(21), rid(2), "o"), strike(rid(14), rid(11), rid(1)))
	team := assessments.TeamScope()
	for what, c := range map[string]struct {
		f    Filter
		want []assessments.ID
	}{
		"a child":            {Filter{Child: rid(1)}, []assessments.ID{rid(1), rid(12), rid(13), rid(14)}},
		"with struck":        {Filter{Child: rid(1), Struck: true}, []assessments.ID{rid(1), rid(11), rid(12), rid(13), rid(14)}},
		"two kinds":          {Filter{Kinds: []assessments.Kind{assessments.KindContact, assessments.KindObservation}}, []assessments.ID{rid(12), rid(13), rid(21)}},
		"a kind and a child": {Filter{Child: rid(2), Kinds: []assessments.Kind{assessments.KindObservation}}, []assessments.ID{rid(21)}},
		"the team":           {Filter{Scope: &team}, nil},
	} {
		rs, err := s.Records(t.Context(), c.f)
		check(t, err)
		var got []assessments.ID
		for _, r := range rs {
			got = append(got, r.ID)
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", what, diff)
		}
	}
	counts, err := s.KindCounts(t.Context())
	check(t, err)
	want := map[assessments.Kind]int{assessments.KindChild: 2, assessments.KindObservation: 2, assessments.KindContact: 1, assessments.KindEnteredInError: 1}
	if diff := cmp.Diff(want, counts); diff != "" {
		t.Errorf("counted by kind (-want +got):\n%s", diff)
	}
	cancelled, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := s.Records(cancelled, Filter{}); err == nil {
		t.Error("a cancelled reading went on")
	}
	if _, err := s.Apply(cancelled, []assessments.Edit{childEdit(rid(5), "C")}); err == nil {
		t.Error("a cancelled save went on")
	}
}

func TestSearchFindsWhatPeopleType(t *testing.T) {
	s := newStore(t)
	apply(t, s, childEdit(rid(1), "Zoë O'Connor"), noteEdit(rid(2), rid(1), "Cuts with the Über-scissors; café corner."), noteEdit(rid(3), rid(1), "Zoe likes the corner with the cushions. "+prose(testRand(), 900)),
		assessments.Edit{Record: rid(1), Set: fields("nhs_number", "943 476 5919", "diagnoses", []string{"Developmental coordination disorder"})},
		assessments.Edit{Record: rid(4), Kind: assessments.KindGoal, Scope: assessments.ChildScope(rid(1)), Set: fields("title", "Corner time with friends", "rungs", []map[string]any{{"level": 0, "text": "joins for kites"}})})
	find := func(words string) []assessments.ID {
		t.Helper()
		hits, err := s.Search(t.Context(), words, 0)
		check(t, err)
		var ids []assessments.ID
		for _, h := range hits {
			ids = append(ids, h.Record)
			if h.Child != rid(1) || h.Title == "" {
				t.Errorf("hit: %+v", h)
			}
		}
		return ids
	}
	for words, want := range map[string][]assessments.ID{
		"zoe": {rid(1), rid(3)}, "ZOË": {rid(1), rid(3)}, "o'conn": {rid(1)}, "uber sciss": {rid(2)}, "corner": {rid(4), rid(3), rid(2)}, "9434765919": {rid(1)},
		"943 476 5919": {rid(1)}, "kites": {rid(4)}, "coordination": {rid(1)}, "nosuchword": nil, "  ": nil, `"*) OR (`: nil, "cafe": {rid(2)}, "-": nil,
	} {
		if got := find(words); !slices.Equal(got, want) {
			t.Errorf("%q finds %v, want %v", words, got, want)
		}
	}
	hits, err := s.Search(t.Context(), "cafe", 1)
	check(t, err)
	if len(hits) != 1 || hits[0].Snippet != "Cuts with the Über-scissors; café corner." {
		t.Errorf("snippet: %+v", hits)
	}
	apply(t, s, assessments.Edit{Record: rid(2), Set: fields("text", "Now about a kettle.")}, strike(rid(5), rid(4), rid(1)))
	if got := find("uber"); got != nil {
		t.Errorf("old words are still found: %v", got)
	}
	if got := find("kettle"); !slices.Equal(got, []assessments.ID{rid(2)}) {
		t.Errorf("new words are not found: %v", got)
	}
	if got := find("kites"); got != nil {
		t.Errorf("a struck record is found: %v", got)
	}
	check(t, s.Typed(t.Context(), Draft{Record: rid(2), Field: "text", Text: "Now about a teapot."}))
	if got := find("teapot"); !slices.Equal(got, []assessments.ID{rid(2)}) {
		t.Errorf("words being typed are not found: %v", got)
	}
}

func TestWatchersAndNotes(t *testing.T) {
	s := newStore(t)
	var seen []assessments.ID
	cancel := s.Watch(func(e Event) {
		for _, id := range e.Records {
			if textOf(t, s, id, "name") == "" { // a watcher may read, and sees what it is told about
				t.Error("the view does not show the change yet")
			}
		}
		seen = append(seen, e.Records...)
	})
	apply(t, s, childEdit(rid(1), "Isla"))
	cancel()
	apply(t, s, childEdit(rid(2), "Ben"))
	if !slices.Equal(seen, []assessments.ID{rid(1)}) {
		t.Errorf("watched: %v", seen)
	}
	check(t, s.SetNote(t.Context(), "route", []byte("child/1")))
	check(t, s.SetNote(t.Context(), "route", []byte("child/2")))
	check(t, s.SetNote(t.Context(), "gone", []byte("x")))
	check(t, s.SetNote(t.Context(), "gone", nil))
	s = reopen(t, s)
	for name, want := range map[string]string{"route": "child/2", "gone": "", "never": ""} {
		got, err := s.Note(t.Context(), name)
		check(t, err)
		if string(got) != want {
			t.Errorf("note %s is %q", name, got)
		}
	}
	check(t, s.Close())
	_, err := s.Children(t.Context())
	wantKind(t, err, assessments.Unavailable)
	_, err = s.Apply(t.Context(), []assessments.Edit{childEdit(rid(3), "x")})
	wantKind(t, err, assessments.Unavailable)
	_, err = s.Search(t.Context(), "x", 0)
	wantKind(t, err, assessments.Unavailable)
}

func TestManyAtOnce(t *testing.T) {
	s := enrolled(t, "d1")
	apply(t, s, childEdit(rid(1), "Isla"))
	var wg sync.WaitGroup
	fail := make(chan error, 100)
	for w := range 4 {
		wg.Go(func() {
			for i := range 25 {
				id := rid(1000 + w*100 + i)
				var err error
				switch w {
				case 0:
					_, err = s.Apply(t.Context(), []assessments.Edit{noteEdit(id, rid(1), fmt.Sprint("words ", i))})
				case 1:
					err = s.Typed(t.Context(), Draft{Record: rid(1), Field: "private", Text: fmt.Sprint("typing ", i)})
				case 2:
					err = s.Pull(t.Context(), BenchDelivered([]assessments.Edit{noteEdit(id, rid(1), "pulled")}, uint64(i+1)), "", "epoch-1")
				case 3:
					_, err = s.Search(t.Context(), "words", 5)
					if err == nil {
						_, err = s.Children(t.Context())
					}
					if err == nil {
						_, err = s.SyncState(t.Context())
					}
				}
				if err != nil {
					fail <- err
				}
			}
		})
	}
	wg.Wait()
	close(fail)
	for err := range fail {
		t.Error(err)
	}
	probs, err := s.Verify(t.Context())
	check(t, err)
	if st := status(t, s); st.Unsent != 26 || st.Drafts != 1 || len(probs) > 0 {
		t.Errorf("status %+v, verify %+v", st, probs)
	}
}

func TestDefaultsAreTheRealThing(t *testing.T) {
	cfg := Config{Dir: t.TempDir()}
	s, code, err := Init(t.Context(), cfg, passphrase, InitOptions{})
	check(t, err)
	apply(t, s, childEdit(rid(1), "Isla"))
	r, err := s.disk.one("SELECT passes, memory_kib, lanes FROM vault WHERE name = 'passphrase'")
	check(t, err)
	if integer(r[0]) != 3 || integer(r[1]) != 64<<10 || integer(r[2]) != 4 || len(code) != 34 {
		t.Errorf("costs %v, code of %d characters", r, len(code))
	}
	check(t, s.Close())
	s, err = Open(t.Context(), cfg, passphrase)
	check(t, err)
	check(t, s.Close())
}

// TestCommitThatFailsChangesNothing makes SQLite refuse a commit, as a disk that fails at the last moment does.
func TestCommitThatFailsChangesNothing(t *testing.T) {
	s := newStore(t)
	apply(t, s, childEdit(rid(1), "Isla"), noteEdit(rid(2), rid(1), "first"))
	before := dump(t, s)
	s.disk.c.RegisterCommitHook(func() int { return 1 })
	if _, err := s.Apply(t.Context(), []assessments.Edit{noteEdit(rid(3), rid(9), "lost"), {Record: rid(2), Set: fields("text", "second")}}); err == nil {
		t.Fatal("a commit that failed was told as saved")
	}
	if err := s.Typed(t.Context(), Draft{Record: rid(2), Field: "text", Text: "typed"}); err == nil {
		t.Fatal("a text that was not kept was told as kept")
	}
	if diff := cmp.Diff(before, dump(t, s)); diff != "" || status(t, s).Drafts != 0 {
		t.Errorf("the view changed (-want +got):\n%s", diff)
	}
	s.disk.c.RegisterCommitHook(nil)
	apply(t, s, noteEdit(rid(3), rid(9), "kept"), assessments.Edit{Record: rid(2), Set: fields("text", "second")})
	s = reopen(t, s)
	probs, err := s.Verify(t.Context())
	check(t, err)
	if len(probs) != 0 || textOf(t, s, rid(2), "text") != "second" || textOf(t, s, rid(3), "text") != "kept" {
		t.Errorf("afterwards: %+v", probs)
	}
}

// TestClosingWhileOthersRead closes a store under readers and writers: each gets its answer or a sentence, and nobody waits for ever.
func TestClosingWhileOthersRead(t *testing.T) {
	s := newStore(t)
	apply(t, s, childEdit(rid(1), "Isla"), noteEdit(rid(2), rid(1), "words"))
	var wg sync.WaitGroup
	started := make(chan struct{}, 8)
	for i := range 8 {
		wg.Go(func() {
			for n := 0; ; n++ {
				var err error
				switch i % 4 {
				case 0:
					_, err = s.Children(t.Context())
				case 1:
					_, err = s.Search(t.Context(), "words", 5)
				case 2:
					_, err = s.Apply(t.Context(), []assessments.Edit{noteEdit(rid(100+i*1000+n), rid(1), "more")})
				case 3:
					_, err = s.History(t.Context(), rid(2))
				}
				if n == 0 {
					started <- struct{}{}
				}
				if err != nil {
					if assessments.KindOf(err) != assessments.Unavailable {
						t.Error(err)
					}
					return
				}
			}
		})
	}
	for range 8 {
		<-started
	}
	check(t, s.Close())
	wg.Wait()
}
