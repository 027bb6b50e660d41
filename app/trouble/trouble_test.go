package trouble

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"strings"
	"testing"
	"time"

	"github.com/fieldfare/fieldfare/app/kit/kittest"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/app/session/sessiontest"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store"
)

var morning = time.Date(2026, 11, 24, 9, 12, 0, 0, session.London)

// texts are all values that people wrote into records: every string that is no word of the program's own vocabulary.
func texts(t *testing.T, d *sessiontest.Desk) []string {
	t.Helper()
	recs, err := d.Store.Records(context.Background(), store.Filter{})
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	var walk func(v any)
	walk = func(v any) {
		switch v := v.(type) {
		case string:
			if len(v) > 3 && (strings.ContainsAny(v, " '’") || strings.ToLower(v) != v || strings.ContainsAny(v, "0123456789")) {
				out = append(out, v)
			}
		case []any:
			for _, x := range v {
				walk(x)
			}
		case map[string]any:
			for _, x := range v {
				walk(x)
			}
		}
	}
	for _, r := range recs {
		out = append(out, string(r.ID))
		for _, raw := range r.Fields {
			var v any
			if json.Unmarshal(raw, &v) == nil {
				walk(v)
			}
		}
	}
	if len(out) < 1000 {
		t.Fatalf("only %d texts: the test would prove nothing", len(out))
	}
	return out
}

// TestReport_HoldsNothingOfAnyRecord is the promise of the screen: no text, name, number or id of a record, whatever the log was
// given to say.
func TestReport_HoldsNothingOfAnyRecord(t *testing.T) {
	d := sessiontest.New(t, 12, morning)
	all := texts(t, d)
	var seen bytes.Buffer
	recent := NewRecent(slog.NewTextHandler(&seen, nil))
	log := slog.New(recent)
	for _, s := range all { // a program that logged all the wrong things
		log.Warn("shown to the person", "kind", s, "err", errors.New(s), "op", s, "name", s)
		log.With("code", s).WithGroup("g").Error("the store", slog.String("status", s))
	}
	report, err := Report(context.Background(), d.Store, About{Version: "0.1.0", Build: "linux amd64", Window: "1280 by 800", Look: "light, 16", Log: recent.Lines()}, morning)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range all {
		if s == morning.Format(time.DateOnly) || s == time.Now().Format(time.DateOnly) {
			continue // the day of the report, and of its log
		}
		if strings.Contains(report, s) {
			t.Errorf("the report holds %q", s)
		}
	}
	kids, err := d.Store.Children(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	for _, k := range kids {
		for _, s := range append(strings.Fields(k.Name), k.NHS, string(k.Born), k.SettingName) {
			if len(s) > 2 && strings.Contains(report, s) {
				t.Errorf("the report holds %q of a child", s)
			}
		}
	}
	for _, s := range []string{"Fieldfare: 0.1.0", "observation ", "shown to the person", "Changes not sent"} {
		if !strings.Contains(report, s) {
			t.Errorf("the report lacks %q:\n%s", s, report)
		}
	}
	if !strings.Contains(seen.String(), "shown to the person") {
		t.Error("what is remembered is not passed on")
	}
}

// unread is a store of which no record may be read.
type unread struct {
	*store.Store
	t *testing.T
}

func (u unread) Records(_ context.Context, f store.Filter) ([]assessments.Record, error) {
	u.t.Errorf("records were read: %+v", f)
	return nil, nil
}

// TestReport_ReadsNoRecord: thousands are counted where they lie.
func TestReport_ReadsNoRecord(t *testing.T) {
	d := sessiontest.New(t, 2, morning)
	report, err := Report(context.Background(), unread{d.Store, t}, About{}, morning)
	if err != nil || !strings.Contains(report, "Records by kind:\n  activity ") {
		t.Errorf("%v:\n%s", err, report)
	}
}

func TestRecent_RepeatsOnlyWordsOfTheProgram(t *testing.T) {
	r := NewRecent(slog.DiscardHandler)
	log := slog.New(r)
	log.Warn("shown to the person", "kind", "conflict", "count", 3, "err", errors.New("secret"), "child", "isla")
	log.Info("not worth it")
	for range 2 * kept {
		log.Error("again", "op", "store.apply")
	}
	log.Warn("last", "kind", "Not A Kind", "code", strings.Repeat("a", 60))
	got := r.Lines()
	if len(got) != kept || !strings.HasSuffix(got[kept-1], "WARN last") || !strings.HasSuffix(got[0], "ERROR again op=store.apply") {
		t.Errorf("%d lines, first %q, last %q", len(got), got[0], got[len(got)-1])
	}
	first := NewRecent(slog.DiscardHandler)
	slog.New(first).Warn("shown to the person", "kind", "conflict", "count", 3, "err", errors.New("secret"))
	if got := first.Lines()[0]; !strings.HasSuffix(got, "WARN shown to the person kind=conflict count=3") {
		t.Errorf("remembered %q", got)
	}
}

func TestCheckAccount_NamesAndNumbersMustComeOut(t *testing.T) {
	d := sessiontest.New(t, 12, morning)
	names, err := Names(context.Background(), d.Store)
	if err != nil {
		t.Fatal(err)
	}
	for account, wrong := range map[string]bool{
		"The list of goals was empty after I scored":  false,
		"I tapped Isla's goal and nothing happened":   true,
		"it stopped on ISSY’s page":                   true,
		"At Larkbarrow the photo was lost":            true,
		"NHS 999 417 2638 does not show":              true,
		"Her birthday 29/02/2020 is wrong":            true,
		"After 12 photos, at school, it took 3 times": false,
		"": false,
	} {
		if got := CheckAccount(account, names); (got != "") != wrong {
			t.Errorf("%q: %q", account, got)
		}
	}
}

func TestScreen_ShowsEverythingThatTheFileWillHold(t *testing.T) {
	d := sessiontest.New(t, 2, morning)
	about := About{Version: "0.1.0", Build: "linux amd64, built with go1.26", Window: "1280 by 800", Look: "light, text 16", Log: []string{"2026-11-24 09:12:00 WARN shown to the person kind=conflict"}}
	b := kittest.Open(t, 390, 3600)
	v := NewScreen(d.Session, func() About { return about })
	b.Show(v.Content())
	for _, l := range strings.Split(v.report, "\n") {
		b.Shows(strings.TrimSpace(l))
	}
	b = kittest.Open(t, 1184, 712)
	b.Show(NewScreen(d.Session, func() About { return about }).Content())
	b.Type("What happened, and what did you expect?", "Isla vanished")
	b.Tap("Save as a file")
	b.Picture("trouble")
	b.Shows("Take “isla” out")
}
