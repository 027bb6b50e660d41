package children

import (
	"context"
	"fmt"
	"sort"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/measure"
	"github.com/fieldfare/fieldfare/store"
)

// Lister is what the list reads.
type Lister interface {
	Children(ctx context.Context) ([]store.ChildRow, error)
}

// Filter keeps some of the children.
type Filter int

// The filters, in the order of their chips.
const (
	All    Filter = iota
	Booked        // a contact is planned
	Unsent        // something has not been sent, or needs a person
)

// FilterWords are the words of the chips.
var FilterWords = []string{"All", "Visit planned", "Not sent"}

// Row is one child as the list shows them.
type Row struct {
	ID       assessments.ID
	Title    string
	Subtitle string
	Trailing string
	NeedsYou bool
	key      string // folded words for finding
	next     assessments.Date
	unsent   int
}

// Model is the caseload.
type Model struct {
	all    []Row
	Rows   []Row
	words  string
	filter Filter
}

// Read answers the caseload in the order of its names; today is for ages. It touches no model, since it is read away from the screen,
// which shows the model meanwhile.
func Read(ctx context.Context, l Lister, today assessments.Date) ([]Row, error) {
	kids, err := l.Children(ctx)
	if err != nil {
		return nil, err
	}
	all := make([]Row, len(kids))
	for i, k := range kids {
		all[i] = row(k, today)
	}
	sort.SliceStable(all, func(i, j int) bool { return all[i].key < all[j].key })
	return all, nil
}

// Take puts the caseload that was read in the place of the old one; the filter and the typed words stay.
func (m *Model) Take(all []Row) { m.all = all; m.narrow() }

func row(k store.ChildRow, today assessments.Date) Row {
	title := k.Name
	if k.KnownAs != "" && !strings.HasPrefix(k.Name, k.KnownAs+" ") {
		title += ", known as " + k.KnownAs
	}
	var line []string
	if a, err := measure.AgeAt(k.Born.Time(), today.Time()); err == nil && k.Born.Valid() {
		line = append(line, a.Words())
	}
	if k.NHS != "" {
		line = append(line, "NHS "+assessments.FormatNHSNumber(k.NHS))
	}
	if k.SettingName != "" {
		line = append(line, strings.Trim(k.SettingName+", "+assessments.YearOn(k.Year, k.Born, today), ", "))
	}
	r := Row{ID: k.ID, Title: title, Subtitle: strings.Join(line, " · "), next: k.NextContact, unsent: k.Unsent, NeedsYou: k.Conflicts > 0}
	switch {
	case k.Conflicts > 0:
		r.Trailing = fmt.Sprintf("%d needs you", k.Conflicts)
	case k.NextContact.Valid():
		r.Trailing = "Next contact " + k.NextContact.Time().Format("2 January")
	}
	r.key = Fold(strings.Join([]string{k.Name, k.KnownAs, k.SettingName, k.NHS}, " "))
	return r
}

// Find keeps the children that have every typed word.
func (m *Model) Find(words string) { m.words = words; m.narrow() }

// Keep applies a filter.
func (m *Model) Keep(f Filter) { m.filter = f; m.narrow() }

// Count says how many are shown.
func (m *Model) Count() string {
	if len(m.Rows) == 1 {
		return "1 child"
	}
	return fmt.Sprintf("%d children", len(m.Rows))
}

// Empty says why nothing is shown, and what to do.
func (m *Model) Empty() (title, line string) {
	if len(m.all) == 0 {
		return "No children yet", "They come with your caseload when this tablet joins a service"
	}
	return "No child matches", "Check the spelling, or look under All"
}

func (m *Model) narrow() {
	want := strings.Fields(Fold(m.words))
	m.Rows = m.Rows[:0:0]
	for _, r := range m.all {
		if m.kept(r) && HasAll(r.key, want) {
			m.Rows = append(m.Rows, r)
		}
	}
}

func (m *Model) kept(r Row) bool {
	switch m.filter {
	case Booked:
		return r.next.Valid()
	case Unsent:
		return r.unsent > 0 || r.NeedsYou
	}
	return true
}

// HasAll says whether every word stands in a folded text.
func HasAll(key string, words []string) bool {
	for _, w := range words {
		if !strings.Contains(key, w) {
			return false
		}
	}
	return true
}

// Fold makes finding easy on names: no case, no accents, no apostrophes.
func Fold(s string) string {
	var b strings.Builder
	for _, r := range norm.NFD.String(s) {
		switch {
		case unicode.Is(unicode.Mn, r), r == '\'', r == '’', r == 'ʼ':
		default:
			b.WriteRune(unicode.ToLower(r))
		}
	}
	return b.String()
}
