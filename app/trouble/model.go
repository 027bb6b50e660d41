package trouble

import (
	"context"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store"
)

// Store is what a report counts. It reads names, only to keep them out, and nothing else of any record.
type Store interface {
	SyncState(ctx context.Context) (store.SyncState, error)
	BlobStatus(ctx context.Context) (store.BlobStatus, error)
	KindCounts(ctx context.Context) (map[assessments.Kind]int, error)
	Records(ctx context.Context, f store.Filter) ([]assessments.Record, error)
	Damage() []store.VerifyProblem
}

// About is what the app knows of itself.
type About struct {
	Version string
	Build   string // system, processor, Go
	Window  string // size in units
	Look    string
	Log     []string
}

// Report is the text of a report, but for the person's own account.
func Report(ctx context.Context, s Store, a About, now time.Time) (string, error) {
	st, err := s.SyncState(ctx)
	if err != nil {
		return "", err
	}
	blobs, err := s.BlobStatus(ctx)
	if err != nil {
		return "", err
	}
	kinds, err := s.KindCounts(ctx)
	if err != nil {
		return "", err
	}
	var b strings.Builder
	line := func(what string, value any) { fmt.Fprintf(&b, "%s: %v\n", what, value) }
	line("Fieldfare", a.Version)
	line("Runs on", a.Build)
	line("Made at", now.UTC().Format("2006-01-02 15:04 UTC"))
	line("Window", a.Window)
	line("Look", a.Look)
	line("Practice", st.Practice)
	line("Joined to a service", st.Device != "")
	line("Standing", st.Standing)
	line("Changes not sent, held, refused", fmt.Sprintf("%d, %d, %d", st.Unsent, st.Held, st.Quarantined))
	line("Fields that need a person", st.Conflicts)
	line("Fields being typed", st.Drafts)
	line("Clock off by", st.ClockOff.Round(time.Minute))
	if !st.LastSync.IsZero() {
		line("Last sync", st.LastSync.UTC().Format("2006-01-02 15:04 UTC"))
	}
	line("Pictures here, waiting, to come", fmt.Sprintf("%d, %d, %d", blobs.Have, blobs.Pending, blobs.Missing))
	line("Damage found at opening", len(s.Damage()))
	b.WriteString("\nRecords by kind:\n")
	for _, k := range slices.Sorted(maps.Keys(kinds)) {
		fmt.Fprintf(&b, "  %s %d\n", k, kinds[k])
	}
	b.WriteString("\nWhat the program logged since it started:\n")
	if len(a.Log) == 0 {
		b.WriteString("  nothing\n")
	}
	for _, l := range a.Log {
		b.WriteString("  " + l + "\n")
	}
	return b.String(), nil
}

// Names are the words that no account may hold: names of children, people, places and the service, in small letters.
func Names(ctx context.Context, s Store) (map[string]bool, error) {
	recs, err := s.Records(ctx, store.Filter{Kinds: []assessments.Kind{assessments.KindChild, assessments.KindPerson, assessments.KindSetting}})
	if err != nil {
		return nil, err
	}
	out := map[string]bool{}
	for _, r := range recs {
		texts := []string{r.Fields.Text("name")}
		if r.Kind == assessments.KindChild {
			var c assessments.Child
			assessments.Decode(r.Fields, &c)
			texts = append(texts, c.KnownAs, c.GivenName, c.FamilyName)
		}
		for _, t := range texts {
			for _, w := range strings.FieldsFunc(t, notName) {
				if len([]rune(w)) > 2 && !ordinary[strings.ToLower(w)] {
					out[strings.ToLower(w)] = true
				}
			}
		}
	}
	return out, nil
}

func notName(r rune) bool {
	return !unicode.IsLetter(r) && r != '\'' && r != '’' && !unicode.IsMark(r)
}

// ordinary are words inside names of people and places that say nothing of who or where it is.
var ordinary = map[string]bool{}

func init() {
	for _, w := range strings.Fields("school primary secondary nursery academy college infant junior special children’s children's therapy service services team centre clinic the and mrs miss " +
		"home house class mum dad nana grandma grandad parent carer new all") {
		ordinary[w] = true
	}
}

// long is a number that may be somebody's: an NHS number, a telephone number, a date of birth.
var long = regexp.MustCompile(`\d[\d \-/.]{4,}\d`)

// CheckAccount says what must come out of a person's account before it may be saved, or "".
func CheckAccount(account string, names map[string]bool) string {
	for _, w := range strings.FieldsFunc(account, notName) {
		w = strings.TrimSuffix(strings.TrimSuffix(strings.ToLower(w), "'s"), "’s")
		if names[w] {
			return "Take “" + w + "” out: no name of a person or place may be in it. Write “the child” or “the school”."
		}
	}
	if n := long.FindString(account); n != "" {
		return "Take “" + strings.TrimSpace(n) + "” out: no number or date of a person may be in it."
	}
	return ""
}

// Whole is the file as it is saved.
func Whole(account, report string) string {
	account = strings.TrimSpace(account)
	if account == "" {
		account = "(nothing was written)"
	}
	return "Problem report of Fieldfare\n\nWhat happened:\n" + account + "\n\n" + report
}

// FileName is what the file is called: the moment and no more.
func FileName(now time.Time) string {
	return "Fieldfare problem " + now.Format("2006-01-02 1504") + ".txt"
}
